//! Files that people write: what is accepted, and what is said about the rest, with file, line, field and what is allowed.

use std::path::Path;

use acmove::{
    catalog,
    domain::{answers::Given, event::Origin, infrastructure::Role},
};

use crate::harness::story::{EDITIONS, FOUR, edition, infrastructure};

pub(super) fn wrong(text: &str) -> String {
    catalog::infrastructure("infrastructure.toml", text).unwrap_err().to_string()
}

/// The description with a line changed.
pub(super) fn changed(from: &str, to: &str) -> String {
    assert!(FOUR.contains(from), "{from}");
    FOUR.replacen(from, to, 1)
}

#[test]
fn a_description_may_leave_out_what_has_a_default() {
    let text = "name = \"A\"\nsource = \"8rv.wlk.3co.bl2.iqc.mno.qj3.gut\"\ntarget = \"K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N\"\n\
        [[environment]]\nname = \"LifeTime\"\nrole = \"lifetime\"\n[[environment]]\nname = \"My Production\"\nrole = \"production\"\n";
    let described = infrastructure(text);
    assert_eq!(described.module, "ECT_Provider");
    assert_eq!(described.source.as_str(), "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT");
    assert_eq!(described.environments[1].id.as_str(), "my-production");
    assert_eq!((described.environments[1].role, &described.environments[1].serial), (Role::Production, &None));
}

#[test]
fn all_faults_of_a_file_are_told_at_once_with_their_lines() {
    let text = "name = \"\"\nsource = \"8RV.WLK.3CO\"\ntarget = 7\nmodul = \"X\"\n[[environment]]\nname = \"LifeTime\"\nrole = \"boss\"\n";
    assert_eq!(
        wrong(text),
        "infrastructure.toml:1: name: must not be empty\ninfrastructure.toml:2: source: 3 groups, but an Activation \
         Code has 8\ninfrastructure.toml:3: target: must be a text in quotes, not a number\ninfrastructure.toml:4: \
         modul: unknown key; did you mean module?\ninfrastructure.toml:7: environment[1].role: \"boss\" is not \
         known; allowed: lifetime, development, test, production"
    );
}

#[test]
fn a_serial_number_where_a_code_is_expected_is_recognised() {
    let text = changed("8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT", "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT");
    assert!(wrong(&text).starts_with("infrastructure.toml:3: source: this is a Serial Number, not an Activation Code"));
}

#[test]
fn both_codes_must_differ() {
    let text = changed("K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N", "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT");
    assert_eq!(
        wrong(&text),
        "infrastructure.toml:4: target: is the same Activation Code as source, so there is nothing to move"
    );
}

#[test]
fn there_is_exactly_one_lifetime_and_something_besides() {
    let two = changed("role = \"development\"", "role = \"lifetime\"");
    assert!(
        wrong(&two).ends_with("exactly one environment must have role = \"lifetime\", but 2 have"),
        "{}",
        wrong(&two)
    );
    let none = changed("role = \"lifetime\"", "role = \"test\"");
    assert!(wrong(&none).ends_with("but 0 have"));
    let alone = FOUR.split("[[environment]]\nname = \"Development\"").next().unwrap();
    assert!(wrong(alone).contains("at least one environment besides LifeTime is needed"));
}

#[test]
fn ids_names_and_serial_numbers_are_given_once() {
    for (from, to, said) in [
        ("name = \"Quality\"", "name = \"development\"", "two environments have"),
        ("QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J", "D3V-0PM-8N4-QX1-7TZ-LK2-9WB-R5C", "two environments have"),
        ("name = \"Quality\"", "id = \"production\"\nname = \"Quality\"", "two environments have"),
        ("name = \"Quality\"", "id = \"Q 1\"\nname = \"Quality\"", "a-z"),
    ] {
        assert!(wrong(&changed(from, to)).contains(said), "{}", wrong(&changed(from, to)));
    }
}

#[test]
fn a_window_ends_after_it_begins_and_says_its_offset() {
    let backwards = changed("2026-11-29T02:00:00+01:00", "2026-11-28T02:00:00+01:00");
    assert_eq!(wrong(&backwards), "infrastructure.toml:6: window.end: must be later than start");
    let local = changed("2026-11-29T02:00:00+01:00", "2026-11-29T02:00:00");
    assert!(wrong(&local).contains("is not a time with an offset"), "{}", wrong(&local));
}

#[test]
fn a_token_is_never_taken_and_never_repeated() {
    let secret = "eyJhbGciOi.JIUzI1NiJ9-secret";
    let with = |url: &str, token: &str| format!("{FOUR}[lifetime]\nurl = \"{url}\"\ntoken_env = \"{token}\"\n");
    let said = wrong(&with("https://lifetime.acme.example", secret));
    assert!(said.contains("must be the NAME of an environment variable") && !said.contains("secret"), "{said}");
    let said = wrong(&with("https://anna:secret@lifetime.acme.example", "TOKEN"));
    assert!(said.contains("must not contain a user name or password") && !said.contains("secret"), "{said}");
    let said = wrong(&with("http://lifetime.acme.example", "TOKEN"));
    assert!(said.contains("plain http is allowed for loopback only"), "{said}");
    for loopback in ["http://127.0.0.1:8080", "http://localhost", "http://[::1]:1"] {
        assert!(infrastructure(&with(loopback, "TOKEN")).lifetime.is_some());
    }
}

#[test]
fn text_that_is_no_toml_is_told_where_it_breaks() {
    let said = wrong("name = \"A\"\nsource = \n");
    assert!(said.starts_with("infrastructure.toml:2: not valid TOML"), "{said}");
    assert!(wrong("").contains("the key name is missing"));
}

#[test]
fn the_key_that_was_meant_is_named_where_a_letter_is_missing_too_many_wrong_or_in_another_place() {
    for (typed, meant) in [
        ("modul", Some("module")),
        ("modulee", Some("module")),
        ("nodule", Some("module")),
        ("mdoule", Some("module")),
        ("suorce", Some("source")),
        ("environmnets", Some("environment")),
        ("\"módule\"", Some("module")),
        ("licenses", None),
        ("x", None),
    ] {
        let said = wrong(&format!("{typed} = \"X\"\n{FOUR}"));
        let hint = meant.map_or_else(|| "known here: ".to_owned(), |meant| format!("did you mean {meant}?"));
        assert!(said.contains(&format!(":1: {}: unknown key; {hint}", typed.trim_matches('"'))), "{said}");
    }
}

#[test]
fn an_environment_is_not_named_like_a_phase() {
    let text = changed("name = \"Quality\"", "id = \"rollback\"\nname = \"Quality\"");
    let described = catalog::infrastructure("i.toml", &text).unwrap();
    let said = described.fits("i.toml", &edition(EDITIONS[0])).unwrap_err().to_string();
    assert_eq!(
        said,
        "i.toml:15: environment[3].id: \"rollback\" is the id of a phase of activation-code-2021; use another id \
         for the environment"
    );
}

// Editions

#[test]
fn every_bundled_edition_is_without_fault_and_tells_each_step_in_full() {
    for bundled in catalog::editions() {
        let procedure = catalog::procedure(bundled.id, bundled.text).unwrap();
        assert_eq!(procedure.id, bundled.id);
        for step in procedure.all_phases().flat_map(|phase| &phase.steps) {
            for text in [&step.title, &step.good, &step.otherwise, &step.source] {
                assert!(!text.is_empty(), "{}", step.id);
            }
            assert!(!step.actions.is_empty() && step.minutes > 0, "{}", step.id);
        }
        let numbers: Vec<u8> = procedure.faqs.iter().map(|faq| faq.number).collect();
        assert_eq!(numbers, [1, 2, 3], "{}", bundled.id);
    }
}

fn spoilt(from: &str, to: &str) -> String {
    let text = catalog::edition(EDITIONS[0]).unwrap().text;
    assert!(text.contains(from), "{from}");
    catalog::procedure("p.toml", &text.replacen(from, to, 1)).unwrap_err().to_string()
}

#[test]
fn a_wrong_edition_is_told_all_its_faults() {
    for (from, to, said) in [
        ("format = 1", "format = 2", "must be 1, the only format that this acmove reads"),
        ("kind = \"pause\"", "kind = \"paws\"", "\"paws\" is not known; allowed: read, pause, act"),
        ("kind = \"upload\"\n", "kind = \"upload\"\naccept = [\"Ignore\"]\n", "is not for a step of kind upload"),
        ("code = \"source\"\n", "", "the key code is missing: a step of kind obtain needs it"),
        ("policy = \"collect\"", "policy = \"colect\"", "\"colect\" is not known; allowed: collect, hold"),
        ("faq = 1", "faq = 9", "there is no FAQ 9 in this file"),
        ("minutes = 15", "minutes = \"15\"", "must be a whole number"),
        ("minutes = 15", "", "the key minutes is missing"),
        ("summary = ", "sumary = ", "unknown key; did you mean summary?"),
        ("id = \"upload-source\"", "id = \"obtain-source\"", "is the id of two steps of this phase"),
        ("scope = \"each-environment\"", "scope = \"every\"", "allowed: infrastructure, each-environment"),
    ] {
        let told = spoilt(from, to);
        assert!(told.contains(said), "{told}");
        assert!(told.lines().all(|line| line.starts_with("p.toml:")), "{told}");
    }
    let two = spoilt("kind = \"pause\"", "kind = \"paws\"\nminuets = 1");
    assert!(two.contains("paws") && two.contains("minuets"), "{two}");
}

#[test]
fn faults_of_one_step_do_not_hide_those_of_others_and_each_stands_at_its_line() {
    let text = catalog::edition(EDITIONS[0]).unwrap().text;
    let mended = |text: &str, from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    };
    let mut text = mended(text, "kind = \"pause\"", "kind = \"paws\"");
    text = mended(&text, "faq = 1", "faq = 77");
    text = mended(&text, "serial number of {environment}. Ignore", "serial number of {enviroment}. Ignore");
    text = mended(&text, "id = \"republish\"\ntitle = \"Test", "id = \"pause\"\ntitle = \"Test");
    text = mended(&text, "do = [\n    \"Tell", "do = [\n    \"\\u001b[2JTell");
    let told = catalog::procedure("p.toml", &text).unwrap_err();
    let line = |part: &str| text.lines().position(|line| line.contains(part)).unwrap() + 1;
    for (part, said) in [
        ("\"paws\"", "is not known"),
        ("faq = 77", "there is no FAQ 77"),
        ("id = \"pause\"\ntitle = \"Test".split('\n').next_back().unwrap(), "is the id of two phases"),
    ] {
        let found =
            told.list.iter().find(|fault| fault.message.contains(said)).unwrap_or_else(|| panic!("{said}: {told}"));
        assert!(found.line.abs_diff(line(part)) <= 1, "{found:?}");
    }
    let all = told.to_string();
    assert!(all.contains("{enviroment} is not known here") && all.contains("each on one line"), "{all}");
    assert!(!all.contains("code: unknown key"), "a wrong kind says nothing about other keys: {all}");
}

#[test]
fn no_edition_may_upload_before_it_has_obtained_nor_go_without_a_way_back() {
    let text = catalog::edition(EDITIONS[0]).unwrap().text;
    let phase = text.split("[[phase]]").find(|phase| phase.contains("id = \"refresh-source\"")).unwrap();
    let without = text.replace(&format!("[[phase]]{phase}"), "");
    let said = catalog::procedure("p.toml", &without).unwrap_err().to_string();
    assert!(said.contains("uploads the source license before a step has obtained it"), "{said}");
    let one_way = text.split("[rollback]").next().unwrap();
    let said = catalog::procedure("p.toml", one_way).unwrap_err().to_string();
    assert!(said.contains("a procedure must describe the rollback"), "{said}");
}

// Answers

fn answers(text: &str) -> Result<acmove::domain::answers::Answers, String> {
    let (procedure, described) = (edition(EDITIONS[0]), infrastructure(FOUR));
    catalog::answers("a.toml", text, Path::new("folder"), &procedure, &described).map_err(|faults| faults.to_string())
}

#[test]
fn answers_name_attempts_in_their_order() {
    let text = "[requirements]\none-lifetime = \"yes\"\nall-environments = true\n\
        [[steps.\"production/obtain-source\"]]\nproblem = \"serial-not-found\"\n\
        [[steps.\"production/obtain-source\"]]\nfile = \"in/a.lic\"\nfrom = \"service-center\"\nnote = \"from the link\"\n\
        [on.stopped]\ndo = \"hold\"\n";
    let answers = answers(text).unwrap();
    assert_eq!(answers.requirements.len(), 2);
    let attempts = &answers.steps[&"production/obtain-source".into()];
    assert_eq!(attempts.len(), 2);
    let file = Given::File { path: Path::new("folder").join("in/a.lic"), origin: Origin::ServiceCenter };
    assert_eq!((&attempts[1].given, attempts[1].note.as_str()), (&file, "from the link"));
}

#[test]
fn the_name_of_a_file_may_end_in_a_blank() {
    let answers = answers("[steps.\"production/obtain-source\"]\nfile = \"in/a .lic \"\n").unwrap();
    let given = &answers.steps[&"production/obtain-source".into()][0].given;
    assert!(matches!(given, Given::File { path, .. } if *path == Path::new("folder").join("in/a .lic ")), "{given:?}");
}

#[test]
fn answers_that_cannot_be_meant_are_told() {
    for (text, said) in [
        (
            "[requirements]\none-lifetime = \"maybe\"\n",
            "a.toml:2: requirements.one-lifetime: must be \"yes\" or \"no\"",
        ),
        ("[requirements]\ntwo = \"yes\"\n", "known here: one-lifetime, all-environments, lifetime-included"),
        ("[steps.\"productoin/obtain-source\"]\ndone = true\n", "did you mean \"production/obtain-source\"?"),
        (
            "[steps.\"production/obtain-source\"]\ndone = true\nclaim = \"x\"\n",
            "needs exactly one of done, uploaded, file, page",
        ),
        ("[steps.\"production/obtain-source\"]\n", "needs exactly one of done, uploaded, file, page"),
        ("[steps.\"production/upload-source\"]\nuploaded = \"22:40\"\n", "must be a time with its offset"),
        (
            "[steps.\"production/upload-source\"]\nuploaded = \"2026-11-28T22:40:00Z\"\ndone = true\n",
            "needs exactly one",
        ),
        ("[steps.\"production/obtain-source\"]\ndone = false\n", "must be true; omit the step to be asked"),
        ("[steps.\"production/obtain-source\"]\nfiel = \"a\"\n", "unknown key; did you mean file?"),
        (
            "[steps.\"production/obtain-source\"]\nfile = \"../a.lic\"\n",
            "must be a path below the folder of this \
            file,",
        ),
        (
            "[steps.\"production/obtain-source\"]\nfile = \"/etc/passwd\"\n",
            "must be a path below the folder of this \
            file,",
        ),
        ("[on.stopped]\ndo = \"panic\"\n", "allowed: rollback, hold"),
        ("[on.stoped]\ndo = \"hold\"\n", "did you mean stopped?"),
    ] {
        let told = answers(text).unwrap_err();
        assert!(told.contains(said), "{told}");
    }
}
