//! What may be set, and mostly is not: downloads, LifeTime's watch, addresses, a contact.

use std::{fs, sync::Arc};

use acmove::{
    catalog,
    domain::infrastructure::{Environment, Infrastructure, LifeTime, Role},
    runtime::this_machine::ThisMachine,
    setup::{
        Field, LiveNote, Older, OlderCodes, Setup, SetupPage, TabStop,
        draft::Draft,
        form::Form,
        interview::{Ask, Interview},
        machine::{FolderSeen, Machine},
    },
};
use tempfile::TempDir;

use super::{SOURCE, TARGET, form, paste, press, setup, whole};
use crate::harness::story::EDITIONS;

/// A machine with the folders below one, a file, a share that does not answer, and one variable.
#[derive(Debug)]
pub(crate) struct Somewhere;

impl Machine for Somewhere {
    fn folder(&self, typed: &str) -> FolderSeen {
        match typed.trim_matches('"') {
            "file" => FolderSeen::NotAFolder,
            r"\\nas\downloads" => FolderSeen::Unknown("it did not answer".to_owned()),
            there if there.starts_with('~') || there.starts_with('/') => FolderSeen::There(there.to_owned()),
            r"D:\My files" => FolderSeen::There(r"D:\My files".to_owned()),
            _ => FolderSeen::Missing,
        }
    }

    fn has(&self, variable: &str) -> bool {
        variable == "TOKEN_THAT_IS_SET"
    }
}

/// An older migration: its infrastructure with two environments, commands, and an id of its own.
pub(crate) fn older(codes: OlderCodes) -> Older {
    let text = format!(
        "name = \"ACME\"\nsource = \"{SOURCE}\"\ntarget = \"{TARGET}\"\nmodule = \"Users\"\n\
         window = {{ start = \"2025-11-28T22:00:00Z\", end = \"2025-11-29T02:00:00Z\" }}\n\
         downloads = \"~/Saved files\"\nportal = \"https://portal.acme.example/licensing\"\n\
         support = \"https://help.acme.example\"\ncontact = \"Anna \\\"Ann\\\" Silva\"\n\
         [lifetime]\nurl = \"https://lifetime.acme.example\"\ntoken_env = \"LT_TOKEN\"\nca_file = \"/etc/ca.pem\"\n\
         [[environment]]\nname = \"LifeTime\"\nrole = \"lifetime\"\nserial = \"KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS\"\n\
         [[environment]]\nname = \"Produktion\"\nid = \"prod\"\nrole = \"production\"\nkey = \"849515f2\"\nmodule = \"Other\"\n\
         service_center = \"https://prod.acme.example/ServiceCenter\"\nserial = \"XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT\"\n\
         [environment.commands]\nupload_license = ['C:\\acmove\\up \"x\".cmd', \"{{license}}\", \"{{password}}\"]\n\
         password_env = \"PW\"\ntimeout_s = 90\n"
    );
    let infrastructure = catalog::infrastructure("old", &text).unwrap().infrastructure;
    Older { from: "last-year".to_owned(), infrastructure, codes, doubtful: Vec::new() }
}

fn somewhere() -> Setup {
    whole().on(Arc::new(Somewhere), Some("~/Downloads".to_owned()), Vec::new())
}

/// What the file says that is written.
fn described(setup: &Setup) -> Infrastructure {
    let text = setup.text();
    catalog::infrastructure("it", &text).unwrap_or_else(|wrong| panic!("{wrong}\n{text}")).infrastructure
}

fn typed(setup: &Setup, field: Field, text: &str) -> (Setup, Result<(), String>) {
    let mut form = Form::new(setup.clone(), SetupPage::Optional);
    form.typed(&acmove::tui::message::Typed::Pointed(acmove::tui::hit_area::HitArea::Setup(TabStop::Field(field))));
    press(&mut form, "Ctrl-u");
    paste(&mut form, text);
    form.complete();
    let checked = form.setup.check(field);
    (form.setup, checked)
}

#[test]
fn the_usual_folder_of_downloads_is_offered_and_everything_else_is_off() {
    let setup = somewhere();
    let mut form = Form::new(setup.clone(), SetupPage::Optional);
    press(&mut form, "Enter Enter Enter Enter Enter Enter");
    assert_eq!(form.at, TabStop::Button(acmove::setup::Button::Next), "Enter skips each");
    assert!(form.setup.is_complete());
    let written = described(&form.setup);
    assert_eq!(written.downloads.as_deref(), Some("~/Downloads"));
    assert_eq!((written.lifetime, written.portal, written.support, written.contact), (None, None, None, None));
    assert!(!setup.text().contains("[lifetime]"));
    let nowhere = whole().on(Arc::new(Somewhere), None, Vec::new());
    assert_eq!(described(&nowhere).downloads, None, "a folder that is not there is not offered");
    let fresh = super::setup().on(Arc::new(Somewhere), Some("~/Downloads".to_owned()), Vec::new());
    assert!(fresh.is_untouched());
}

#[test]
fn every_optional_answer_reads_back_as_it_was_given() {
    let mut setup = somewhere();
    for (field, text) in [
        (Field::Downloads, r"D:\My files"),
        (Field::LifeTime, "https://lt.acme.example/lifetime/Home.aspx"),
        (Field::Token, "TOKEN_THAT_IS_SET"),
        (Field::Portal, "https://portal.acme.example/licensing"),
        (Field::Support, "https://help.acme.example"),
        (Field::Contact, "  Anna \"Ann\" Silva, O'Neill \\ +351 555  "),
    ] {
        let checked;
        (setup, checked) = typed(&setup, field, text);
        assert_eq!(checked, Ok(()), "{field:?}");
    }
    let written = described(&setup);
    let lifetime = LifeTime {
        url: "https://lt.acme.example".to_owned(),
        token_env: "TOKEN_THAT_IS_SET".to_owned(),
        ca_file: None,
    };
    assert_eq!(written.lifetime, Some(lifetime), "only the server is kept");
    assert_eq!(written.downloads.as_deref(), Some(r"D:\My files"));
    assert_eq!(written.portal.as_deref(), Some("https://portal.acme.example/licensing"));
    assert_eq!(written.support.as_deref(), Some("https://help.acme.example"));
    assert_eq!(written.contact.as_deref(), Some("Anna \"Ann\" Silva, O'Neill \\ +351 555"));
    assert!(setup.remarks().is_empty(), "{:?}", setup.remarks());
    // A draft keeps all of it.
    let draft = Draft::read(&Draft::new(setup.answers.clone(), SetupPage::Optional, None).text()).unwrap();
    assert_eq!(draft.answers, setup.answers);
    assert_eq!(draft.page, SetupPage::Optional);
}

#[test]
fn a_wrong_answer_says_what_to_do() {
    for (field, text, said) in [
        (Field::Downloads, "~nowhere/x\\y".trim_start_matches('~'), "Type the one in which your browser saves files"),
        (Field::Downloads, "file", "This is a file. Type the folder"),
        (Field::Downloads, "%TEMP%\\x", "looks like a variable"),
        (Field::Downloads, "$env:TEMP/x", "looks like a variable"),
        (Field::LifeTime, "lifetime.acme.example", "starts with https://"),
        (Field::LifeTime, "http://lifetime.acme.example", "must start with https://"),
        (Field::LifeTime, "https://anna:hunter2@lifetime.acme.example", "must not contain a user name"),
        (Field::LifeTime, "https://lifetime.acme.example/ServiceCenter", "Type only LifeTime's server"),
        (Field::LifeTime, "https://lifetime.acme.example/lifetime?x=1", "must not contain a query"),
        (Field::Portal, "https://", "is not an address"),
        (Field::Portal, "https://portal.acme.examplehttps://help.acme.example", "more than one address"),
        (Field::Support, "mailto:help@acme.example", "starts with https://"),
    ] {
        let (setup, checked) = typed(&somewhere(), field, text);
        let why = checked.expect_err(text);
        assert!(why.contains(said), "{text}: {why}");
        assert!(setup.faults().iter().any(|fault| fault.at == TabStop::Field(field)), "{text}: it is in the review");
        assert!(!why.contains("hunter2"), "{why}");
    }
}

#[test]
fn a_folder_is_judged_when_its_field_is_left_and_not_while_it_is_typed() {
    let mut form = Form::new(somewhere(), SetupPage::Optional);
    press(&mut form, "Ctrl-u \"nowhe\"");
    assert_eq!(form.note(Field::Downloads), LiveNote::Quiet);
    press(&mut form, "\"re\" Tab");
    assert!(matches!(form.note(Field::Downloads), LiveNote::Fault(_)));
    press(&mut form, "Shift-Tab Ctrl-u \"'/tmp/it'\"");
    assert_eq!(form.note(Field::Downloads), LiveNote::Quiet, "another text was not looked at yet");
}

#[test]
fn a_share_that_does_not_answer_is_taken_with_a_remark() {
    let (setup, checked) = typed(&somewhere(), Field::Downloads, r"\\nas\downloads");
    assert_eq!(checked, Ok(()));
    assert!(setup.remarks()[0].contains("could not be looked at: it did not answer"), "{:?}", setup.remarks());
    assert_eq!(described(&setup).downloads.as_deref(), Some(r"\\nas\downloads"));
}

#[test]
fn a_variable_that_is_not_set_is_remarked_and_the_token_itself_is_never_kept() {
    let (setup, _) = typed(&somewhere(), Field::LifeTime, "https://lt.acme.example");
    assert!(setup.remarks()[0].starts_with("ACMOVE_LIFETIME_TOKEN is not set here."), "{:?}", setup.remarks());
    let (set, checked) = typed(&setup, Field::Token, "TOKEN_THAT_IS_SET");
    assert_eq!((checked, set.remarks()), (Ok(()), Vec::new()));
    let token = "eyJhbGciOiJIUzI1NiJ9.c2VjcmV0";
    let mut form = Form::new(setup, SetupPage::Optional);
    press(&mut form, "Tab Tab Ctrl-u");
    paste(&mut form, token);
    assert!(form.notice.as_ref().unwrap().text.contains("Never paste the token itself"));
    assert!(!form.setup.text().contains(token) && !form.draft().text().contains(token));
    // Typed key by key, it is a fault, and no draft keeps it.
    press(&mut form, &format!("\"{token}\""));
    assert!(form.setup.check(Field::Token).unwrap_err().contains("never the token itself"));
    assert!(!form.draft().text().contains("eyJ"), "{}", form.draft().text());
}

#[test]
fn an_address_of_lifetime_is_proposed_from_its_service_center() {
    let mut setup = somewhere();
    assert_eq!(setup.aside(Field::LifeTime), None);
    setup.put(Field::Cell(0, acmove::setup::Column::Center), "https://lt.acme.example:8443/ServiceCenter");
    assert_eq!(
        setup.aside(Field::LifeTime).as_deref(),
        Some("optional; its Service Center is at https://lt.acme.example:8443")
    );
    assert_eq!(setup.aside(Field::Portal).as_deref(), Some("otherwise https://www.outsystems.com/licensing"));
}

#[test]
fn a_folder_that_is_typed_quoted_or_dropped_is_found_and_written_whole() {
    let root = TempDir::new().unwrap();
    let folder = root.path().join("Down loads");
    fs::create_dir(&folder).unwrap();
    fs::write(root.path().join("file.txt"), "").unwrap();
    let shown = folder.display().to_string();
    let plain = FolderSeen::There(shown.clone());
    assert_eq!(ThisMachine.folder(&shown), plain);
    assert_eq!(ThisMachine.folder(&format!("\"{shown}\"")), plain);
    assert_eq!(ThisMachine.folder(&format!("'{shown}'")), plain);
    assert_eq!(ThisMachine.folder(&format!("& \"{shown}\"")), plain, "as PowerShell drops it");
    #[cfg(unix)]
    {
        assert_eq!(ThisMachine.folder(&shown.replace(' ', "\\ ")), plain, "as a shell escapes it");
        assert_eq!(ThisMachine.folder(&format!("file://{}", shown.replace(' ', "%20"))), plain);
    }
    assert_eq!(ThisMachine.folder(&root.path().join("file.txt").display().to_string()), FolderSeen::NotAFolder);
    assert_eq!(ThisMachine.folder(&format!("{shown}/none")), FolderSeen::Missing);
    let FolderSeen::There(whole) = ThisMachine.folder("tests") else { panic!("a folder of the sources") };
    assert!(
        std::path::Path::new(&whole).is_absolute(),
        "{whole}: what is relative to here is not relative to the migration"
    );
}

#[test]
fn in_lines_one_question_skips_all_optional_settings_or_asks_each() {
    let mut interview = Interview::new(somewhere(), Some(Ask::Optional));
    assert_eq!(interview.beginning(), "no");
    assert!(interview.help(Ask::Optional)[0].contains("Downloads ~/Downloads"));
    interview.answer("no").unwrap();
    assert!(matches!(interview.ask, Some(Ask::Requirement(_))));
    assert!(interview.back());
    interview.answer("yes").unwrap();
    for (ask, answer, wrong) in [
        (Ask::Downloads, "/home/anna/Down loads", "nowhere"),
        (Ask::LifeTime, "https://lt.acme.example/lifetimeapi/rest/v2", "http://lt.acme.example"),
        (Ask::Token, "LT_TOKEN", "eyJhbGci.x"),
        (Ask::Portal, "-", "portal"),
        (Ask::Support, "https://help.acme.example", "x@y"),
        (Ask::Contact, "Anna, 555", ""),
    ] {
        assert_eq!(interview.ask, Some(ask));
        assert!(!interview.prompt(ask).is_empty());
        if !wrong.is_empty() {
            interview.answer(wrong).unwrap_err();
        }
        interview.answer(answer).unwrap();
    }
    assert!(matches!(interview.ask, Some(Ask::Requirement(_))));
    let written = described(&interview.setup);
    assert_eq!(written.lifetime.unwrap().url, "https://lt.acme.example");
    assert_eq!((written.portal, written.contact.as_deref()), (None, Some("Anna, 555")));
    assert!(interview.back());
    let again = Interview::new(setup().resumed(interview.draft().answers), interview.draft().asked);
    assert_eq!(again.ask, Some(Ask::Contact), "a draft goes on in the middle of them");
    // Without LifeTime, nothing is asked about a token.
    let mut interview = Interview::new(somewhere(), Some(Ask::LifeTime));
    interview.answer("").unwrap();
    assert_eq!(interview.ask, Some(Ask::Portal));
}

#[test]
fn a_draft_of_an_earlier_build_goes_on_with_everything_optional_left_empty() {
    let text = Draft::new(whole().answers, SetupPage::Window, None).text();
    for key in ["downloads", "portal", "support", "contact", "without_commands", "like", "commands"] {
        assert!(!text.contains(key), "{key} is left out where it is empty:\n{text}");
    }
    assert!(EDITIONS.iter().any(|edition| text.contains(edition)));
    let form = form(setup().resumed(Draft::read(&text).unwrap().answers), "");
    assert!(form.setup.is_complete());
    assert_eq!(described(&form.setup).downloads, None);
}

#[test]
fn a_folder_is_named_that_is_free() {
    let names = ["acmove-acme", "acmove-acme-2"].map(str::to_owned).to_vec();
    assert_eq!(whole().on(Arc::new(Somewhere), None, names).destination(), "acmove-acme-3");
    assert_eq!(whole().destination(), "acmove-acme");
}

/// The one environment of an infrastructure that has a role.
pub(super) fn with_role(infrastructure: &Infrastructure, role: Role) -> &Environment {
    infrastructure.environments.iter().find(|one| one.role == role).unwrap()
}
