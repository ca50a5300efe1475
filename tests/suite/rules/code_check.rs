//! `ActivationCodeCheck`: the page counts for the environment whose license it shows, and says what follows.

use acmove::{
    domain::{
        code_check::{CodeCheck, Counted, ModulesFound},
        command::StepCommand,
        digest::Digest,
        event::{Event, FactKind},
        outlook::{HoldReason, Standing},
        page::{PRACTICE_MARK, Reading},
        refusal::Refusal,
        run::{Evidence, Failure, Progress},
        sentence::sentence,
        ticket::ticket,
    },
    reading,
};

use crate::harness::story::{EDITIONS, FOUR, Story};

const STEP: &str = "quality/check-modules";
const AAA: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
const BBB: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";
const OTHER: &str = "E1Q.HQC.AAH.MVL.HNL.AS1.0RR.QOU";

const ALL_MODULES: &str = "All Modules with the same activation code as the license.";
const ALL_EXTENSIONS: &str = "All 23 Extensions with the same activation code as the license.";
const SOME_MODULES: &str = "2 Modules (of a total of 21) with a different activation code from the license.";
const WIZARD: &str = "IP protected modules present in the factory. Are you executing a license change?";

fn page(code: &str, modules: &str, extensions: &str) -> String {
    format!(
        "ACTIVATIONCODECHECK\nEnvironment Activation code:\n{code}\nRecalculate\nModules\n{modules}\nSee List\nExtensions\n{extensions}\n"
    )
}

fn read(text: &str) -> CodeCheck {
    match reading::read_text(text) {
        Reading::CodeCheck(check) => *check,
        other @ (Reading::LicensingPage(_) | Reading::Message { .. } | Reading::Unknown) => panic!("{other:?}: {text}"),
    }
}

fn show(text: &str) -> StepCommand {
    StepCommand::ShowModules { page: Box::new(read(text)), evidence: Digest::of(text.as_bytes()) }
}

fn claim(said: &str, note: &str) -> StepCommand {
    StepCommand::Claim { code: None, value: said.to_owned(), note: note.to_owned() }
}

fn accept(reason: &str) -> StepCommand {
    StepCommand::Accept { reason: reason.to_owned() }
}

const fn finish() -> StepCommand {
    StepCommand::Finish { note: String::new() }
}

/// Today's edition, before the check of Quality.
fn before() -> Story {
    let mut story = Story::of(EDITIONS[1], FOUR);
    story.before(STEP);
    story
}

fn refused(story: &mut Story, command: StepCommand) -> String {
    story.answer(STEP, command).unwrap_err().to_string()
}

fn said(story: &Story) -> String {
    sentence(&story.run, &story.facts.last().unwrap().event)
}

#[test]
fn a_page_on_which_all_have_the_code_of_the_license_is_proof() {
    let mut story = before();
    story.done(STEP, show(&page(AAA, ALL_MODULES, ALL_EXTENSIONS)));
    assert_eq!(story.standing(STEP), Standing::Done(Evidence::Verified));
    let last = &story.facts.last().unwrap().event;
    assert_eq!(last.about().kind, FactKind::Verified);
    assert!(last.about().evidence.is_some());
    assert!(said(&story).ends_with("all modules and extensions have the Activation Code of the license."));
}

#[test]
fn modules_of_another_code_fail_the_check_and_are_named() {
    let mut story = before();
    let list = format!("Name Module Type Version Status\nSales eSpace 12 {OTHER}\nInvoices eSpace 3 {OTHER}\n");
    story.done(STEP, show(&(page(AAA, SOME_MODULES, ALL_EXTENSIONS) + &list)));
    assert_eq!(story.standing(STEP), Standing::Failed);
    assert!(
        said(&story).contains("2 of 21 modules have another Activation Code than the license: Sales, Invoices"),
        "{}",
        said(&story)
    );
    let hold = &story.outlook().holds[0];
    assert_eq!((hold.reason.word(), hold.words()), ("modules-of-another-code", "Modules of another Activation Code"));
    let text = ticket(&story.run, story.outlook(), story.now);
    assert!(text.contains("Sales, Invoices") && text.contains("QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J"), "{text}");
}

#[test]
fn an_extension_of_another_code_is_as_bad() {
    let some = "1 Extension (of a total of 23) with a different activation code from the license.";
    let mut story = before();
    story.done(STEP, show(&page(AAA, ALL_MODULES, some)));
    assert!(said(&story).contains("1 of 23 extensions"), "{}", said(&story));
}

#[test]
fn the_next_phase_waits_for_the_modules_and_the_other_checks_go_on() {
    let mut story = before();
    story.done(STEP, show(&page(AAA, SOME_MODULES, ALL_EXTENSIONS)));
    story.done("production/check-modules", show(&page(AAA, ALL_MODULES, ALL_EXTENSIONS)));
    assert!(matches!(story.standing("lifetime/obtain-target"), Standing::Waiting(_)));
    story.done(STEP, show(&page(AAA, ALL_MODULES, ALL_EXTENSIONS)));
    assert_eq!(story.standing("lifetime/obtain-target"), Standing::Open);
}

#[test]
fn protected_modules_mean_that_the_wizard_is_started_as_the_article_says() {
    let mut story = before();
    story.done(STEP, show(&format!("ACTIVATIONCODECHECK\n{WIZARD}\nStart Wizard\n")));
    assert_eq!(story.standing(STEP), Standing::Failed);
    assert_eq!(story.outlook().holds[0].reason, HoldReason::ProtectedModules);
    story.done(STEP, finish());
    assert_eq!(story.standing(STEP), Standing::Done(Evidence::Claimed));
}

#[test]
fn a_word_that_there_are_none_is_a_report_and_no_proof() {
    let mut story = before();
    story.done(STEP, claim("None", ""));
    assert_eq!(story.standing(STEP), Standing::Done(Evidence::Claimed));
    assert_eq!(story.facts.last().unwrap().event.about().kind, FactKind::Claimed);
    assert!(said(&story).contains("you reported") && said(&story).contains("not verified"), "{}", said(&story));
}

#[test]
fn a_word_that_there_are_some_holds_the_next_phase_until_it_is_taken_back_or_accepted() {
    let mut story = before();
    story.done(STEP, claim("some", "Sales"));
    assert_eq!(story.outlook().holds[0].reason, HoldReason::OtherModules);
    assert!(said(&story).contains("you reported") && said(&story).contains("Sales"), "{}", said(&story));
    story.done(STEP, claim("none", "I had looked at the wrong list"));
    assert_eq!(story.standing(STEP), Standing::Done(Evidence::Claimed));
}

#[test]
fn a_page_overrides_a_report() {
    let mut story = before();
    story.done(STEP, show(&page(AAA, SOME_MODULES, ALL_EXTENSIONS)));
    for word in [claim("none", ""), finish()] {
        let told = refused(&mut story, word);
        assert!(told.contains("2 of 21 modules") && told.contains("a page overrides a report"), "{told}");
    }
}

#[test]
fn going_on_with_modules_of_another_code_needs_a_reason() {
    let mut story = before();
    assert!(refused(&mut story, accept("because")).starts_with("There is nothing to accept here"));
    story.done(STEP, show(&page(AAA, SOME_MODULES, ALL_EXTENSIONS)));
    assert!(story.answer(STEP, accept(" ")).is_err());
    story.done(STEP, accept("Support: they are retired next week"));
    assert_eq!(story.standing(STEP), Standing::Done(Evidence::Claimed));
    assert_eq!(story.facts.last().unwrap().event.about().kind, FactKind::Decision);
    assert!(said(&story).contains("Reason: Support: they are retired next week"));
}

#[test]
fn only_none_and_some_are_understood() {
    assert!(refused(&mut before(), claim("maybe", "")).starts_with("Type none"));
}

#[test]
fn a_page_with_another_code_than_that_of_the_license_is_refused() {
    let mut story = before();
    let told = refused(&mut story, show(&page(BBB, ALL_MODULES, ALL_EXTENSIONS)));
    assert!(told.contains("shows BBB") && told.contains("Quality"), "{told}");
    let told = refused(&mut story, show(&page(OTHER, ALL_MODULES, ALL_EXTENSIONS)));
    assert!(told.contains("neither AAA nor BBB"), "{told}");
}

#[test]
fn a_page_that_shows_only_a_part_decides_nothing() {
    let mut story = before();
    let cut = "ACTIVATIONCODECHECK\nEnvironment Activation code: 8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT\nRecalculate\n";
    let no_code = page("", ALL_MODULES, ALL_EXTENSIONS);
    for text in [cut.to_owned(), page(AAA, ALL_MODULES, ""), page(AAA, "", ALL_EXTENSIONS), no_code] {
        assert!(refused(&mut story, show(&text)).starts_with("The page is incomplete"), "{text}");
    }
    assert_eq!(story.standing(STEP), Standing::Open);
}

#[test]
fn a_page_that_was_saved_on_the_server_of_another_environment_is_refused() {
    let described = FOUR
        .replace("role = \"test\"\n", "role = \"test\"\nservice_center = \"https://qa.acme.example/ServiceCenter\"\n")
        .replace(
            "role = \"production\"\n",
            "role = \"production\"\nservice_center = \"https://prod.acme.example/ServiceCenter\"\n",
        );
    let mut story = Story::of(EDITIONS[1], &described);
    story.before(STEP);
    let saved = |host: &str| {
        let shown = page(AAA, ALL_MODULES, ALL_EXTENSIONS).replace('\n', "<br>\n");
        format!(
            "<!DOCTYPE html>\n<!-- saved from url=(0045)https://{host}/ActivationCodeCheck/ -->\n<html><body>{shown}</body></html>"
        )
    };
    let told = refused(&mut story, show(&saved("prod.acme.example")));
    assert!(told.starts_with("This is the page of Production, not of Quality."), "{told}");
    let told = refused(&mut story, show(&saved("elsewhere.example")));
    assert!(told.contains("saved from elsewhere.example, but the server of Quality is qa.acme.example"), "{told}");
    let told = refused(&mut story, show(&saved("PROD.acme.example:443")));
    assert!(told.starts_with("This is the page of Production, not of Quality."), "{told}");
    let told = refused(&mut story, show(&saved("qa.acme.example:8443")));
    assert!(told.contains("saved from qa.acme.example:8443, but"), "another port is another server: {told}");
    for same in ["qa.acme.example", "QA.Acme.example", "qa.acme.example:443", "qa.acme.example."] {
        let mut story = story.clone();
        story.done(STEP, show(&saved(same)));
        assert_eq!(story.standing(STEP), Standing::Done(Evidence::Verified), "{same}");
    }
}

#[test]
fn a_practice_page_counts_in_a_rehearsal_and_for_its_environment_only() {
    let text = |name: &str| {
        format!("{PRACTICE_MARK}\nActivationCodeCheck\n{name}\n") + &page(AAA, ALL_MODULES, ALL_EXTENSIONS)
    };
    let command = show(&text("Quality"));
    assert_eq!(before().answer(STEP, command.clone()).unwrap_err(), Refusal::Practice);
    let mut story = Story::rehearsal(EDITIONS[1], FOUR);
    story.before(STEP);
    let told = refused(&mut story, show(&text("Production")));
    assert!(told.starts_with("This is the page of Production, not of Quality."), "{told}");
    story.done(STEP, command);
}

#[test]
fn the_page_does_not_answer_another_step() {
    let mut story = before();
    let told = story.answer("lifetime/check-target", show(&page(AAA, ALL_MODULES, ALL_EXTENSIONS)));
    assert!(told.is_err());
    let mut old = Story::four();
    old.before("production/check-source");
    let told = old.answer("production/check-source", show(&page(AAA, ALL_MODULES, ALL_EXTENSIONS))).unwrap_err();
    assert!(matches!(told, Refusal::WrongAnswer { .. }), "{told}");
}

#[test]
fn a_result_that_a_journal_has_for_another_step_is_damage() {
    let mut story = before();
    story.done(STEP, show(&page(AAA, ALL_MODULES, ALL_EXTENSIONS)));
    let mut fact = story.facts.last().unwrap().clone();
    let Event::ModulesChecked(told) = &mut fact.event else { panic!("{fact:?}") };
    told.step = "pause/pause-everything".into();
    let mut run = before().run;
    assert!(run.apply(&fact).unwrap_err().to_string().contains("which is another step"));
}

#[test]
fn what_a_page_says_is_read_in_each_of_its_forms() {
    let same = |total| Some(Counted::Same { total });
    let check = read(&page(AAA, "\u{2713} All Modules with the same activation code as the license.", ALL_EXTENSIONS));
    assert_eq!((check.modules, check.extensions), (same(None), same(Some(23))));
    assert_eq!(check.activation_code.unwrap().as_str(), AAA);
    let whole = page(AAA, ALL_MODULES, ALL_EXTENSIONS);
    for ends in ["\r", "\r\n", "\n\n"] {
        assert_eq!(read(&whole.replace('\n', ends)), read(&whole), "as a terminal pastes it: {ends:?}");
    }
    let check = read(&page(AAA, "\u{2717} 1 Module with a different activation code from the license. See List", ""));
    assert_eq!(check.modules, Some(Counted::Other { count: 1, total: None }));
    assert_eq!(check.found(), Some(ModulesFound::OtherCode));
    let check = read(&format!("Environment Activation code: {AAA} Recalculate\n{ALL_MODULES}\n{ALL_EXTENSIONS}"));
    assert_eq!(check.activation_code.unwrap().as_str(), AAA);
    let check = read(&(page(AAA, ALL_MODULES, ALL_EXTENSIONS) + "Sales\teSpace\t12\tNot OK\nUsers\teSpace\t3\tOK\n"));
    assert_eq!(check.found(), Some(ModulesFound::OtherCode), "a list that contradicts its page is believed");
    assert_eq!(check.listed.len(), 1);
    let check = read(&(page(AAA, ALL_MODULES, ALL_EXTENSIONS) + &format!("Users\teSpace\t12\t{AAA}\n")));
    assert_eq!(check.found(), Some(ModulesFound::Same), "a module of the own code is none of another");
}

#[test]
fn a_failure_by_a_person_is_a_word_and_one_by_a_page_is_not() {
    let mut story = before();
    story.done(STEP, claim("some", ""));
    let by = |story: &Story| match &story.run.step(story.place(STEP)).progress {
        Progress::Failed(Failure::Modules { by, .. }) => *by,
        other => panic!("{other:?}"),
    };
    assert_eq!(by(&story), Evidence::Claimed);
    assert!(story.run.is_word(story.place(STEP)));
    story.done(STEP, show(&page(AAA, SOME_MODULES, ALL_EXTENSIONS)));
    assert_eq!(by(&story), Evidence::Verified);
    assert!(!story.run.is_word(story.place(STEP)));
}
