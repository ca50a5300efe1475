//! A migration set up from what LifeTime lists.

use std::process::{Command, Stdio};

use acmove::{
    catalog,
    domain::infrastructure::Role,
    runtime::rehearsal::{ClockPace, Prepared},
    setup::{
        Column, Connection, EditionChoice, Field, Listed, LiveNote, Setup, SetupPage,
        draft::Draft,
        form::Form,
        interview::{Ask, Interview},
    },
};
use jiff::tz::TimeZone;

use crate::{
    harness::{
        server::Server,
        story::{EDITIONS, begin, edition},
    },
    practice::scenario::known,
};

const SOURCE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
const TARGET: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";

fn setup() -> Setup {
    Setup::new(vec![EditionChoice::of(&edition(EDITIONS[0]))], TimeZone::UTC, begin())
}

fn connection() -> Connection {
    Connection {
        url: "https://lt.example".to_owned(),
        token_env: "TOKEN".to_owned(),
        ca_file: Some("ca.pem".to_owned()),
    }
}

fn listed(key: &str, name: &str, role: Role) -> Listed {
    let id = name.to_lowercase();
    Listed {
        key: key.to_owned(),
        name: name.to_owned(),
        role: Some(role),
        service_center: format!("https://{id}.example/ServiceCenter"),
    }
}

fn three() -> Vec<Listed> {
    vec![
        Listed::lifetime("https://lt.example/ServiceCenter"),
        listed("k1", "Build", Role::Development),
        listed("k2", "Live", Role::Production),
    ]
}

#[test]
fn names_purposes_and_addresses_are_filled_in_and_lifetime_is_added() {
    let mut setup = setup();
    setup.answers.name = "ACME".to_owned();
    setup.answers.source = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT".to_owned();
    setup.answers.target = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N".to_owned();
    assert_eq!(setup.import(&three(), connection()), 3);
    let described = catalog::infrastructure("it", &setup.text()).unwrap().infrastructure;
    let told: Vec<_> = described
        .environments
        .iter()
        .map(|one| (one.name.as_str(), one.role, one.key.as_deref(), one.service_center.as_deref().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("LifeTime", Role::LifeTime, None, "https://lt.example/ServiceCenter"),
            ("Build", Role::Development, Some("k1"), "https://build.example/ServiceCenter"),
            ("Live", Role::Production, Some("k2"), "https://live.example/ServiceCenter"),
        ]
    );
    let lifetime = described.lifetime.unwrap();
    assert_eq!((lifetime.url.as_str(), lifetime.token_env.as_str()), ("https://lt.example", "TOKEN"));
    assert_eq!(lifetime.ca_file.as_deref(), Some("ca.pem"));
}

#[test]
fn what_was_typed_is_not_written_over_and_what_is_missing_is_added() {
    let mut setup = setup();
    setup.answers.environments[3].name = "live".to_owned();
    setup.answers.environments[3].service_center = "https://mine.example/ServiceCenter".to_owned();
    setup.answers.environments[0].name = "Our LifeTime".to_owned();
    assert_eq!(setup.import(&three(), connection()), 1, "Build is new");
    let names: Vec<&str> = setup.answers.environments.iter().map(|site| site.name.as_str()).collect();
    assert_eq!(names, ["Our LifeTime", "Development", "Quality", "live", "Build"]);
    let live = &setup.answers.environments[3];
    assert_eq!((live.service_center.as_str(), live.key.as_str()), ("https://mine.example/ServiceCenter", "k2"));
    // Taken over once more, nothing changes.
    let before = setup.answers.clone();
    assert_eq!(setup.import(&three(), connection()), 0);
    assert_eq!(setup.answers, before);
}

#[test]
fn a_role_that_was_chosen_stays_and_a_type_that_says_otherwise_is_told() {
    let mut setup = setup();
    setup.answers.environments[1].name = "Build".to_owned();
    setup.answers.environments[3].name = "Live".to_owned();
    setup.answers.environments[3].role = None;
    let lifetime = Listed::lifetime("https://lt.example/ServiceCenter");
    let typed = [lifetime, listed("k1", "Build", Role::Production), listed("k2", "Live", Role::Production)];
    setup.import(&typed, connection());
    assert_eq!(setup.answers.environments[1].role, Some(Role::Development), "what was chosen stays");
    assert_eq!(setup.answers.environments[3].role, Some(Role::Production), "what is missing is filled in");
    let told = setup.other_types(&typed);
    assert_eq!(told, ["LifeTime lists Build with the type Production, but its role here is Development"]);
}

#[test]
fn a_role_that_lifetime_does_not_tell_is_asked_for_in_lines() {
    let mut setup = setup();
    let mut all = three();
    all[1].role = None;
    setup.import(&all, connection());
    assert!(!setup.text().contains("role = \"development\""), "{}", setup.text());
    let mut interview = Interview::new(setup, None);
    for answer in ["ACME", SOURCE, TARGET, EDITIONS[0], "Users"] {
        interview.answer(answer).unwrap();
    }
    let prompt = interview.prompt(Ask::Usual);
    assert!(prompt.contains("LifeTime, Build (no role yet), Live (production)?"), "{prompt}");
    interview.answer("yes").unwrap();
    assert_eq!(interview.ask, Some(Ask::Role(1)));
    for guess in ["", "dev"] {
        assert!(interview.answer(guess).unwrap_err().contains("One of: lifetime, development"));
    }
    let draft = Draft::read(&interview.draft().text()).unwrap();
    let resumed = Interview::new(interview.setup.clone().resumed(draft.answers), draft.asked);
    assert_eq!(resumed.ask, Some(Ask::Role(1)), "a draft asks again");
    interview.answer("test").unwrap();
    assert_eq!(interview.ask, Some(Ask::Center(0)));
    assert_eq!(interview.setup.answers.environments[1].role, Some(Role::Test));
}

#[test]
fn a_role_that_lifetime_does_not_tell_is_a_fault_of_the_form() {
    let mut setup = setup();
    let mut all = three();
    all[2].role = None;
    setup.import(&all, connection());
    let form = Form::new(setup, SetupPage::Environments);
    let LiveNote::Fault(why) = form.note(Field::Cell(2, Column::Role)) else { panic!("it is told at once") };
    assert_eq!(why, "LifeTime does not name its purpose. Select its role.");
}

#[test]
fn the_practice_lifetime_can_list_an_environment_without_a_type() {
    let folder = tempfile::tempdir().unwrap();
    let practice = Prepared::here(known("environment-without-type"), ClockPace::Stepped).unwrap().serve().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_acmove"));
    command.current_dir(folder.path()).stdin(Stdio::null()).env("ACMOVE_LIFETIME_TOKEN", "practice");
    let out = command.args(["new", "night", "--from-lifetime", &practice.addresses().lifetime]).output().unwrap();
    let said = String::from_utf8(out.stdout).unwrap() + &String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(said.contains("LifeTime lists Quality without a type: select the role."), "{said}");
}

#[test]
fn the_command_takes_over_what_the_practice_lifetime_lists_and_keeps_no_token() {
    let folder = tempfile::tempdir().unwrap();
    let practice = Prepared::here(known("everything-well"), ClockPace::Stepped).unwrap().serve().unwrap();
    let lifetime = practice.addresses().lifetime.clone();
    let ran = |token: Option<&str>, url: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acmove"));
        command.current_dir(folder.path()).args(["new", "night", "--from-lifetime", url]).stdin(Stdio::null());
        command.env_remove("ACMOVE_LIFETIME_TOKEN");
        if let Some(token) = token {
            command.env("ACMOVE_LIFETIME_TOKEN", token);
        }
        let out = command.output().unwrap();
        (out.status.code(), String::from_utf8(out.stdout).unwrap() + &String::from_utf8(out.stderr).unwrap())
    };
    let (code, said) = ran(None, &lifetime);
    assert_eq!(code, Some(2));
    assert!(said.contains("ACMOVE_LIFETIME_TOKEN is not set"), "{said}");
    let (code, said) = ran(Some("s3cr3t-t0k3n"), "http://lifetime.example");
    assert_eq!(code, Some(2));
    assert!(said.contains("plain http is allowed for loopback only"), "{said}");
    let elsewhere = Server::plain(Vec::new());
    let (code, said) = ran(Some("s3cr3t-t0k3n"), &elsewhere.base);
    assert_eq!(code, Some(1));
    assert!(said.contains("does not know this request. Check the address:"), "{said}");
    assert!(!folder.path().join("night").exists(), "nothing is left behind by what failed");
    let (_, said) = ran(Some("s3cr3t-t0k3n"), &lifetime);
    assert!(said.contains("LifeTime lists Development, Quality, Production. acmove added LifeTime itself;"), "{said}");
    let draft = std::fs::read_to_string(folder.path().join("night/draft.toml")).unwrap();
    for site in &practice.addresses().environments[1..] {
        assert!(draft.contains(&format!("service_center = \"{}\"", site.service_center)), "{draft}");
    }
    assert!(draft.contains(&format!("url = \"{lifetime}\"")) && !draft.contains("s3cr3t"), "{draft}");
    assert!(!said.contains("s3cr3t"), "{said}");
}
