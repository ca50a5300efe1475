//! Who is on the record: the user that the system knows, and who is behind it.

#[cfg(unix)]
use crate::harness::site::{Site, code, said};
use acmove::runtime::operator::{Behind, words};

fn login(name: &str) -> Behind {
    Behind::Login(name.to_owned())
}

fn sudo(name: &str) -> Behind {
    Behind::Said { program: "sudo", name: name.to_owned() }
}

#[test]
fn who_is_behind_another_user_is_named_and_a_claim_is_marked() {
    let long = "x".repeat(5000);
    for (user, behind, told) in [
        ("anna", Behind::Nobody, "anna@desk"),
        ("anna", login("anna"), "anna@desk"),
        ("root", login("anna"), "root@desk (login anna)"),
        ("root", sudo("anna"), "root@desk (sudo by anna, as it says)"),
        ("root", sudo("root"), "root@desk"),
        ("root", sudo("an\nna\u{1b}[2J"), "root@desk (sudo by an na[2J, as it says)"),
        (&long, Behind::Nobody, &format!("{}@desk", &long[..64])),
    ] {
        assert_eq!(words(user, "desk", &behind), told);
    }
}

#[cfg(unix)]
#[test]
fn a_variable_does_not_say_who_works_here() {
    let site = Site::new();
    let mut command = site.command(&["new", "m", "--infrastructure", "infrastructure.toml"]);
    let output = command.env("USER", "mallory").env("LOGNAME", "mallory").env("USERNAME", "mallory").output().unwrap();
    assert_eq!(code(&output), 0, "{}", said(&output));
    let first: serde_json::Value = serde_json::from_str(site.journal().lines().next().unwrap()).unwrap();
    let by = first["by"].as_str().unwrap();
    assert!(!by.contains("mallory") && by.contains('@'), "{by}");
}
