//! Checks before the tag of a release: the version in one place is the version in the other.

use std::fs;

fn document(name: &str) -> String {
    fs::read_to_string(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn the_latest_version_of_the_changelog_is_that_of_the_program() {
    let changelog = document("CHANGELOG.md");
    let headings: Vec<&str> = changelog.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let released: Vec<&str> = headings.iter().copied().filter(|heading| *heading != "Unreleased").collect();
    assert!(headings.iter().skip(1).all(|heading| *heading != "Unreleased"), "{headings:?}");
    // Before the first release there is none.
    if let Some(latest) = released.first() {
        let (version, day) = latest.split_once(" - ").unwrap();
        assert_eq!(version, env!("CARGO_PKG_VERSION"));
        assert!(day.parse::<jiff::civil::Date>().is_ok(), "{latest}");
    }
}

#[test]
fn whoever_builds_to_see_it_waits_less_than_for_what_others_get() {
    let manifest: toml::Table = document("Cargo.toml").parse().unwrap();
    let profile = |name: &str, key: &str| manifest["profile"][name].get(key).map(ToString::to_string);
    // `dist generate` writes a profile of its own where there is none.
    assert_eq!(profile("dist", "inherits").as_deref(), Some("\"release\""));
    assert_eq!(profile("dist", "lto").as_deref(), Some("\"fat\""));
    assert_eq!(profile("release", "lto").as_deref(), Some("\"off\""));
}

/// The resources of the program are in UTF-16, the manifest is not.
#[cfg(windows)]
#[test]
fn windows_knows_the_version_of_the_program_and_that_it_takes_long_paths() {
    let program = fs::read(env!("CARGO_BIN_EXE_acmove")).unwrap();
    let has = |text: &[u8]| program.windows(text.len()).any(|found| found == text);
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    assert!(has(&wide("ProductVersion")) && has(&wide(env!("CARGO_PKG_VERSION"))));
    assert!(has(b"longPathAware") && has(b"asInvoker"));
}
