//! Files that cannot be read now: they are not lost, and nothing is said of what is in them.

use acmove::{
    domain::command::{FileCondition, VaultCheck},
    engine::session::Session,
    report::status::{lines, status},
    view::times::Moment,
};

use crate::harness::{
    retold::Retold,
    site::{Site, code, errors, said},
    story::Story,
};

/// A migration whose vault belongs to another user.
fn of_another_user() -> Retold {
    let mut story = Story::four();
    story.before("lifetime/check-target");
    let retold = Retold::story(&story);
    let forbidden = || FileCondition::Unreadable("could not read x.lic: Permission denied".to_owned());
    let check = VaultCheck { source: forbidden(), target: forbidden() };
    let vault = vec![check; 4];
    Retold { session: Session { vault, ..retold.session }, recorded: retold.recorded }
}

#[test]
fn a_backup_that_may_not_be_read_is_not_called_lost_anywhere() {
    let retold = of_another_user();
    let now = retold.session.run.latest;
    let head = acmove::domain::digest::Digest::ZERO;
    let json = serde_json::to_value(status(&retold.session, head, now)).unwrap();
    assert_eq!(json["environments"][0]["backup"]["found"], "unreadable");
    assert_eq!((&json["rollback"]["ready"], &json["rollback"]["unreadable"][0]), (&false.into(), &"lifetime".into()));
    assert_eq!(json["rollback"]["missing"], serde_json::json!([]));
    let ticket = acmove::view::support_text::support_text(&retold.session, now);
    assert!(ticket.contains("NOT READABLE: LifeTime"), "{ticket}");
    let report = retold.markdown();
    assert!(
        report.contains("**NOT READABLE in the vault**") && report.contains("| NOT READABLE: could not"),
        "{report}"
    );
    let text = lines(&retold.session, &Moment::of(&retold.session, now, None)).join("\n");
    assert!(text.contains("backup unread (unknown)"), "{text}");
    let told = [ticket, report, text, retold.html(), json.to_string()].concat();
    for word in ["LOST", "lost", "not there now", "MISSING"] {
        assert!(!told.contains(word), "{word}: {told}");
    }
}

#[cfg(unix)]
fn forbid(path: &std::path::Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may read everything cannot be forbidden anything.
    std::fs::read(path).is_err()
}

#[cfg(unix)]
#[test]
fn what_this_user_may_not_read_or_write_is_said_with_what_can_be_done() {
    let site = Site::story("stopped");
    if !forbid(&site.path("m/journal.jsonl")) {
        return;
    }
    let output = site.run(&["status", "m"]);
    assert!(code(&output) == 1 && errors(&output).contains("you may not read m/journal.jsonl"), "{}", said(&output));
    let site = Site::story("stopped");
    forbid(&site.path("m/procedure.toml"));
    let output = site.run(&["status", "m"]);
    assert!(code(&output) == 2 && errors(&output).contains("access denied"), "it is not lost: {}", said(&output));
}

#[test]
fn an_edition_that_is_gone_is_lost_and_an_evidence_folder_that_is_gone_is_told_by_verify() {
    let site = Site::story("stopped");
    std::fs::remove_dir_all(site.path("m/evidence")).unwrap();
    assert_eq!(code(&site.run(&["status", "m"])), 0);
    let output = site.run(&["verify", "m"]);
    assert!(code(&output) == 6 && said(&output).contains("is missing"), "{}", said(&output));
    std::fs::remove_file(site.path("m/procedure.toml")).unwrap();
    let output = site.run(&["status", "m"]);
    assert!(code(&output) == 6 && errors(&output).contains("the file is missing"), "{}", said(&output));
}
