//! The vault of license files, and evidence: kept once, known by digest, never led astray.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};

use acmove::{
    domain::{
        digest::Digest,
        infrastructure::{EnvironmentId, Side},
    },
    journal::{EvidenceForm, EvidenceStore, KeptBlob, Vault, VaultFault},
};
use tempfile::TempDir;

const LICENSE: &[u8] = b"\x00\xff license of production";

fn keep(folder: &Path) -> Result<KeptBlob, VaultFault> {
    Vault::of(folder).keep(&"production".parse().unwrap(), Side::Source, LICENSE)
}

/// A folder with one license file in its vault.
fn kept() -> (TempDir, Vault, KeptBlob) {
    let folder = TempDir::new().unwrap();
    let kept = keep(folder.path()).unwrap();
    let vault = Vault::of(folder.path());
    (folder, vault, kept)
}

/// Lets a test do what the read-only flag is there to prevent.
fn replace(path: &Path, bytes: &[u8]) {
    fs::rename(path, path.with_extension("away")).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_license_file_is_kept_under_a_name_that_says_what_it_is() {
    let (folder, vault, kept) = kept();
    let digest = Digest::of(LICENSE);
    assert_eq!(kept, KeptBlob { file_name: format!("production-source-{}.lic", digest.short()), digest });
    let path = folder.path().join("licenses").join(&kept.file_name);
    assert_eq!(vault.path(&kept.file_name).unwrap(), path);
    assert_eq!(fs::read(&path).unwrap(), LICENSE);
    assert!(fs::metadata(path).unwrap().permissions().readonly());
    assert_eq!(vault.verify(&kept.file_name, &digest), Ok(()));
    assert_eq!(fs::read_dir(folder.path().join("licenses")).unwrap().count(), 1);
}

#[test]
fn an_environment_may_be_called_like_a_device_of_windows() {
    let folder = TempDir::new().unwrap();
    for name in ["Con", "nul", "PRN", "aux", "COM1", "lpt9"] {
        let id = EnvironmentId::from_name(name).unwrap();
        let kept = Vault::of(folder.path()).keep(&id, Side::Target, LICENSE).unwrap();
        assert!(kept.file_name.starts_with(&format!("{}-target-", name.to_lowercase())), "{kept:?}");
    }
}

#[test]
fn keeping_the_same_file_again_is_accepted() {
    let (folder, _, first) = kept();
    assert_eq!(keep(folder.path()), Ok(first));
}

#[test]
fn what_a_crash_left_half_written_does_not_stand_in_the_way() {
    let folder = TempDir::new().unwrap();
    let name = Vault::file_name(&"production".parse().unwrap(), Side::Source, &Digest::of(LICENSE));
    let half = folder.path().join("licenses").join(name).with_extension("part");
    fs::create_dir(folder.path().join("licenses")).unwrap();
    fs::write(&half, &LICENSE[..5]).unwrap();
    keep(folder.path()).unwrap();
    assert!(!half.exists());
}

#[test]
fn the_right_file_takes_the_place_of_a_damaged_one_which_is_kept_aside() {
    let (folder, vault, kept) = kept();
    let path = vault.path(&kept.file_name).unwrap();
    for aside in ["damaged", "damaged-2"] {
        replace(&path, b"other");
        assert_eq!(keep(folder.path()).unwrap(), kept);
        assert_eq!(fs::read(&path).unwrap(), LICENSE);
        assert_eq!(fs::read(path.with_extension(aside)).unwrap(), b"other");
    }
}

#[test]
fn a_missing_and_a_changed_file_are_told_apart() {
    let (_folder, vault, kept) = kept();
    let file = vault.path(&kept.file_name).unwrap();
    let with_more = [LICENSE, b"\n"].concat();
    for changed in [b"".as_slice(), &LICENSE[1..], &with_more, &vec![0; 3 << 20]] {
        replace(&file, changed);
        assert_eq!(vault.verify(&kept.file_name, &kept.digest), Err(VaultFault::Changed { file: file.clone() }));
    }
    fs::remove_file(&file).unwrap();
    assert_eq!(vault.verify(&kept.file_name, &kept.digest), Err(VaultFault::Missing { file }));
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let (folder, vault, kept) = kept();
    fs::write(folder.path().join("outside.lic"), LICENSE).unwrap();
    let absolute = folder.path().join("outside.lic");
    for name in [
        "../outside.lic",
        "..\\outside.lic",
        "..",
        ".",
        "",
        "./x.lic",
        "a/b.lic",
        "a\\b.lic",
        "/etc/passwd",
        "C:x.lic",
        "C:\\x.lic",
        "\\\\server\\x.lic",
        "x.lic:stream",
        ".hidden",
        "x.lic.",
        "x.lic ",
        "CON",
        "con.lic",
        "Nul.tar.lic",
        "com1",
        "LPT9.lic",
        "aux",
        "prn.lic",
        "x\0.lic",
        "x\n.lic",
        "ü.lic",
        "COM¹.lic",
        absolute.to_str().unwrap(),
    ] {
        let refused = Err(VaultFault::BadName { name: name.to_owned() });
        assert_eq!(vault.verify(name, &kept.digest), refused);
        assert_eq!(vault.path(name).map(drop), refused);
    }
    for name in ["console.lic", "com.lic", "com10.lic", "x..lic", "A_b-1.lic"] {
        assert!(vault.path(name).is_ok(), "{name}");
    }
}

#[test]
fn what_is_not_a_plain_file_is_a_fault() {
    let (_folder, vault, kept) = kept();
    let file = vault.path(&kept.file_name).unwrap();
    fs::rename(&file, file.with_extension("away")).unwrap();
    fs::create_dir(&file).unwrap();
    assert_eq!(vault.verify(&kept.file_name, &kept.digest), Err(VaultFault::NotPlain { file }));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_for_reading_or_writing() {
    use std::os::unix::fs::symlink;

    let (folder, vault, kept) = kept();
    let file = vault.path(&kept.file_name).unwrap();
    let away = folder.path().join("away.lic");
    fs::rename(&file, &away).unwrap();
    for target in [&away, Path::new("/nowhere")] {
        symlink(target, &file).unwrap();
        let fault = VaultFault::NotPlain { file: file.clone() };
        assert_eq!(vault.verify(&kept.file_name, &kept.digest), Err(fault.clone()));
        assert_eq!(keep(folder.path()), Err(fault));
        fs::remove_file(&file).unwrap();
    }
    let licenses = folder.path().join("licenses");
    fs::rename(&licenses, folder.path().join("moved")).unwrap();
    symlink(folder.path().join("moved"), &licenses).unwrap();
    assert_eq!(keep(folder.path()), Err(VaultFault::NotPlain { file: licenses }));
    assert_eq!(fs::read_dir(folder.path().join("moved")).unwrap().count(), 0);
}

#[test]
fn a_file_too_large_to_be_a_license_is_not_kept() {
    let folder = TempDir::new().unwrap();
    let vault = Vault::of(folder.path());
    let environment = "production".parse().unwrap();
    let largest = vec![7; 1 << 20];
    vault.keep(&environment, Side::Target, &largest).unwrap();
    let fault = vault.keep(&environment, Side::Target, &[largest, vec![7]].concat()).unwrap_err();
    assert!(matches!(fault, VaultFault::TooLarge { bytes: 1_048_577, limit: 1_048_576, .. }));
}

#[test]
fn evidence_is_kept_by_its_digest_and_found_in_either_form() {
    let folder = TempDir::new().unwrap();
    let evidence = EvidenceStore::of(folder.path());
    for (form, bytes, extension) in
        [(EvidenceForm::Text, "Ignore", "txt"), (EvidenceForm::Html, "<td>Ignore</td>", "html")]
    {
        let kept = evidence.keep(form, bytes.as_bytes()).unwrap();
        assert_eq!(kept.file_name, format!("{}.{extension}", Digest::of(bytes.as_bytes())));
        assert_eq!(evidence.read(&kept.digest).unwrap(), bytes.as_bytes());
        replace(&folder.path().join("evidence").join(&kept.file_name), b"Protected");
        assert!(matches!(evidence.read(&kept.digest), Err(VaultFault::Changed { .. })));
    }
    assert!(matches!(evidence.read(&Digest::of(b"never seen")), Err(VaultFault::Missing { .. })));
}
