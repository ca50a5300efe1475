//! Paths of Windows in TOML files: backslashes that begin escapes, and variables that nothing fills in.

use super::toml_files::{changed, wrong};
use crate::harness::story::infrastructure;

const HINT: &str = r"contains a backslash in double quotes, where it does not separate folders: write 'C:\…' in single quotes, or C:/…";

/// A description with a folder of downloads, as it is written there.
fn downloads(written: &str) -> String {
    changed("target = ", &format!("downloads = {written}\ntarget = "))
}

#[test]
fn a_backslash_in_double_quotes_is_explained_once_with_its_line_and_field() {
    for written in [
        r#""C:\Users\me\Downloads""#,
        r#""C:\temp""#,
        r#""C:\new\reports\x64""#,
        r#""C:\x64\a""#,
        r#""C:\Neue Daten""#,
        r#""C:\Temp\""#,
        r#""\\server\share""#,
        r#""\\nas\backup""#,
        r#""%USERPROFILE%\Downloads""#,
        r#""in\bin""#,
    ] {
        assert_eq!(wrong(&downloads(written)), format!("infrastructure.toml:4: downloads: {HINT}"), "{written}");
    }
    for (written, read) in [
        (r"'C:\temp'", r"C:\temp"),
        (r#""C:\\temp\\new""#, r"C:\temp\new"),
        (r#""C:/temp""#, "C:/temp"),
        (r"'\\server\share'", r"\\server\share"),
        (r#""Gr\u00f6\u00dfe""#, "Größe"),
        (r"'%USERPROFILE%\Downloads'", r"%USERPROFILE%\Downloads"),
    ] {
        assert_eq!(infrastructure(&downloads(written)).downloads.as_deref(), Some(read), "{written}");
    }
}

#[test]
fn a_backslash_in_the_argument_of_a_command_and_in_a_list_of_tables_is_explained_too() {
    let with = |lines: &str| changed("role = \"production\"", &format!("role = \"production\"\n{lines}"));
    let command = "[environment.commands]\nupload_license = [\"C:\\tools\\up.exe\", \"{license}\"]";
    let said = wrong(&with(command));
    assert!(said.ends_with(&format!("commands.upload_license: {HINT}")) && said.lines().count() == 1, "{said}");
    let command = "[environment.commands]\nupload_license = [\"C:\\nt\\up.exe\", \"{license}\"]";
    assert!(wrong(&with(command)).contains(&format!("commands.upload_license: {HINT}")), "{}", wrong(&with(command)));
    assert_eq!(
        wrong(&with("module = \"A\\B\"")).lines().filter(|line| line.ends_with(HINT)).count(),
        1,
        "{}",
        wrong(&with("module = \"A\\B\""))
    );
}

#[test]
fn what_is_no_text_in_quotes_is_no_valid_toml_as_before() {
    assert!(
        wrong("name = C:\\x\n").starts_with("infrastructure.toml:1: not valid TOML: "),
        "{}",
        wrong("name = C:\\x\n")
    );
}

#[test]
fn a_variable_that_is_not_filled_in_is_refused_where_a_path_is_asked_for() {
    for (written, part) in [
        ("'%OneDrive%\\Downloads'", "%OneDrive%"),
        ("'C:\\Users\\%USERNAME%\\Downloads'", "%USERNAME%"),
        ("'$XDG_DOWNLOAD_DIR'", "$XDG_DOWNLOAD_DIR"),
        ("'/home/${USER}/Downloads'", "${USER}"),
    ] {
        assert_eq!(
            wrong(&downloads(written)),
            format!(
                "infrastructure.toml:4: downloads: \"{part}\" looks like a variable, but acmove replaces only the \
                 home folder: start with ~, or write the full path"
            )
        );
    }
    for written in ["'100% done'", "'$RECYCLE.BIN/x'", "'~/$HOME.bak'", "'a$b'"] {
        assert!(infrastructure(&downloads(written)).downloads.is_some(), "{written}");
    }
}
