//! What is written down about a command: what is wrong with it, and what is filled in.

use acmove::{catalog, domain::tool::Template};

use crate::harness::story::FOUR;

fn faults(more: &str) -> String {
    let text = FOUR.to_owned() + "[environment.commands]\n" + more;
    catalog::infrastructure("i.toml", &text).unwrap_err().to_string()
}

#[test]
fn what_is_wrong_with_a_command_is_said() {
    for (more, wanted) in [
        ("upload_license = [\"x\", \"/UploadLicense\"]", "upload_license: must contain {license}"),
        ("upload_license = [\"x\", \"{license}\", \"{password}\"]", "{password} needs the key password_env"),
        (
            "get_serial = [\"x\", \"{licence}\"]",
            "the placeholder {licence} is not known here; allowed: {host}, {user}, {password}",
        ),
        ("get_serial = []", "must be a list of arguments, the program first"),
        ("get_serial = \"ConfigurationTool.com /GetSerial\"", "must be a list of texts, not a text"),
        ("get_serial = [\"x\"]\npassword_env = \"s3cr3t!\"", "must be the NAME of an environment variable"),
        ("get_serail = [\"x\"]", "did you mean get_serial?"),
        ("get_serial = [\"{password}\"]\npassword_env = \"P\"", "the password cannot be the program"),
        ("publish = [\"x\", \"{package}\"]", "{package} needs the key package"),
    ] {
        let said = faults(more);
        assert!(said.contains(wanted), "{more}\n{said}");
        assert!(!said.contains("s3cr3t"), "{said}");
    }
}

#[test]
fn braces_around_anything_else_are_no_placeholder_and_what_is_filled_in_is_not_looked_at_again() {
    let template =
        Template(["powershell", "& { Get-Date }", "{license}", "-p={password}!"].map(str::to_owned).to_vec());
    assert_eq!(template.placeholders().collect::<Vec<_>>(), ["license", "password"]);
    let filled = template.fill(|name| match name {
        "license" => Some("/in/{password}.lic".to_owned()),
        "password" => Some("s3cr3t".to_owned()),
        _ => None,
    });
    assert_eq!(filled, ["powershell", "& { Get-Date }", "/in/{password}.lic", "-p=s3cr3t!"]);
}
