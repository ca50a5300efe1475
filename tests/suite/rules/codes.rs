//! Activation Codes that were mistyped at the set-up: what differs is shown, and they are corrected with a reason before the first
//! upload of BBB.

use acmove::{
    domain::{
        command::{Command, StepCommand},
        event::{Correction, Event, Problem},
        identity::ActivationCode,
        infrastructure::Side,
        outlook::Standing,
        plan::StepId,
        refusal::{NoCorrection, Refusal},
        run::{Evidence, Holding, Proof},
        sentence::sentence,
    },
    line::Ending,
};
use serde_json::json;

use crate::harness::{
    lines::in_lines,
    retold::Retold,
    scene::{SIZES, Scene, page},
    story::{EDITIONS, FOUR, Story, claim, code, env_ix, keep, report, show},
};

const RIGHT: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
const TYPED: &str = "8RV.WLK.3C0.BL2.IQC.MNO.QJ3.GUT";
const TARGET: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";
const SERIAL: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";
const DIFFERS: &str = "It differs in 1 character: group 3, character 3 is O (letter), not 0 (digit).";

fn correct(side: Side, right: &str) -> Command {
    Command::CorrectCode { side, code: code(right), reason: "the mail of the vendor says so".to_owned() }
}

/// A migration whose AAA was mistyped, up to a step.
fn mistyped(step: &str) -> Story {
    let mut story = Story::of(EDITIONS[0], &FOUR.replace(RIGHT, TYPED));
    story.before(step);
    story
}

/// The page of Production, with this code.
fn shown(story: &Story, right: &str) -> StepCommand {
    let mut page = story.page(3, Side::Source, "Ignore");
    page.activation_code = Some(code(right));
    show(page)
}

/// The same, where its page has shown the right one.
fn found() -> Story {
    let mut story = mistyped("production/check-source");
    let page = shown(&story, RIGHT);
    story.done("production/check-source", page);
    story
}

fn correction(story: &Story) -> &Correction {
    match story.last() {
        Event::CodeCorrected(correction) => correction,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_mistyped_code_is_corrected_with_its_reason_and_the_right_one_is_used_everywhere() {
    let mut story = found();
    let evidence = story.run.environment(env_ix(3)).pages[0];
    assert_eq!(story.run.environment(env_ix(3)).license.holding, Holding::Foreign);
    assert_eq!(story.run.environment(env_ix(3)).proof(Side::Source), Some(Proof::Disproved));
    story.grant(&correct(Side::Source, RIGHT));
    let json = json!({
        "type": "code-corrected",
        "side": "source",
        "from": TYPED,
        "to": RIGHT,
        "evidence": evidence,
        "reopens": ["production/check-source"],
        "reason": "the mail of the vendor says so",
    });
    assert_eq!(serde_json::to_value(story.last()).unwrap(), json);
    let words = format!(
        "AAA was mistyped: it is {RIGHT}, as a page shows, not {TYPED}. {DIFFERS} Steps reopened: Production: Check \
         Intellectual Property under AAA. Reason: the mail of the vendor says so"
    );
    assert_eq!(sentence(&story.run, story.last()), words);
    // What the page has shown is told by the right code; only the check has to be passed.
    let known = story.run.environment(env_ix(3));
    assert_eq!(known.license.holding, Holding::Side(Side::Source, Evidence::Verified));
    assert_eq!(known.proof(Side::Source), Some(Proof::No));
    assert_eq!(story.standing("production/check-source"), Standing::Reopened);
    assert_eq!(story.run.infrastructure.fill("{source}"), RIGHT);
    let report = serde_json::to_value(Retold::story(&story).account()).unwrap();
    assert_eq!((&report["source"], &report["target"]), (&json!(RIGHT), &json!(TARGET)));
    assert_eq!(report["decisions"].as_array().unwrap().last().unwrap()["sentence"], words);
    let ticket = acmove::domain::ticket::ticket(&story.run, story.outlook(), story.now);
    assert!(ticket.contains(RIGHT) && !ticket.contains(TYPED), "{ticket}");
    // The same page again is enough.
    let page = shown(&story, RIGHT);
    story.done("production/check-source", page);
    assert_eq!(story.run.environment(env_ix(3)).proof(Side::Source), Some(Proof::Yes));
    story.finish_well();
    assert_eq!(story.holding(Side::Target).len(), 4);
}

#[test]
fn what_was_obtained_or_said_by_the_wrong_code_is_done_again() {
    let mut story = mistyped("production/check-source");
    story.done(
        "production/check-source",
        StepCommand::Claim { code: Some(Side::Source), value: "Ignore".to_owned(), note: String::new() },
    );
    story.done("quality/obtain-source", report(Problem::SerialNotFound));
    story.succeed("development/obtain-source");
    story.grant(&correct(Side::Source, RIGHT));
    let reopens =
        ["production/obtain-source", "production/check-source", "development/obtain-source", "quality/obtain-source"];
    let mut found: Vec<String> = correction(&story).reopens.iter().map(ToString::to_string).collect();
    found.sort_unstable();
    let mut expected = reopens.map(str::to_owned);
    expected.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(correction(&story).evidence, None);
    assert_eq!(story.run.environment(env_ix(3)).license.holding, Holding::Unknown, "that it is AAA was only said");
    assert!(story.outlook().holds.is_empty(), "nothing waits for Support: {:?}", story.outlook().holds);
    // The same file is given again, and need not be uploaded once more.
    let kept = story.kept(3, Side::Source);
    story.done("production/obtain-source", keep(kept));
    assert!(matches!(story.standing("production/upload-source"), Standing::Done(_)));
    story.finish_well();
}

#[test]
fn a_mistyped_target_is_corrected_before_anything_of_it_is_uploaded() {
    let typed = TARGET.replace("0QX", "OQX");
    let mut story = Story::of(EDITIONS[0], &FOUR.replace(TARGET, &typed));
    story.through("lifetime/obtain-target").grant(&correct(Side::Target, TARGET));
    assert_eq!(correction(&story).reopens, [StepId::from("lifetime/obtain-target")]);
    assert_eq!(story.standing("lifetime/obtain-target"), Standing::Reopened);
    story.finish_well();
    let mut story = Story::of(EDITIONS[1], &FOUR.replace(TARGET, &typed));
    story.through("lifetime/check-modules").grant(&correct(Side::Target, TARGET));
    assert!(correction(&story).reopens.contains(&StepId::from("lifetime/check-modules")));
    story.finish_well();
}

#[test]
fn a_page_with_the_right_target_makes_the_environment_one_that_a_rollback_restores() {
    let mut story = Story::of(EDITIONS[0], &FOUR.replace(TARGET, &TARGET.replace("0QX", "OQX")));
    story.before("lifetime/obtain-target");
    let mut page = story.page(3, Side::Target, "Protected");
    page.activation_code = Some(code(TARGET));
    let evidence = acmove::domain::digest::Digest::of(b"page");
    story.grant(&Command::SeePage { environment: "production".parse().unwrap(), page: Box::new(page), evidence });
    story.grant(&correct(Side::Target, TARGET));
    assert_eq!(correction(&story).evidence, Some(evidence));
    assert!(story.run.may_have_target().eq([env_ix(3)]));
}

#[test]
fn no_code_is_corrected_to_a_wrong_one_or_without_a_reason_or_against_a_page() {
    let refused = |story: &mut Story, command: &Command| match story.wish(command).unwrap_err() {
        Refusal::Correction(why) => why,
        other => panic!("{other}"),
    };
    let mut story = mistyped("production/obtain-source");
    assert_eq!(refused(&mut story, &correct(Side::Source, TYPED)), NoCorrection::Same("AAA"));
    let other = refused(&mut story, &correct(Side::Source, TARGET));
    assert!(matches!(other, NoCorrection::OtherSide { .. }), "{other}");
    let why = Command::CorrectCode { side: Side::Source, code: code(RIGHT), reason: " ".to_owned() };
    assert_eq!(story.wish(&why).unwrap_err(), Refusal::ReasonNeeded);
    let mut story = Story::paused();
    story.through("production/check-source");
    let shown = refused(&mut story, &correct(Side::Source, TYPED));
    assert_eq!(
        shown.to_string(),
        format!(
            "The Licensing page of Production showed {RIGHT}, so AAA was not mistyped. A page with another code \
             belongs to another license or infrastructure."
        )
    );
    // It stays so when another upload was begun since.
    story.grant(&Command::DoAgain { step: StepId::from("production/upload-source"), reason: "once more".to_owned() });
    story.succeed("production/upload-source");
    assert!(matches!(refused(&mut story, &correct(Side::Source, TYPED)), NoCorrection::Shown { .. }));
}

#[test]
fn the_codes_are_fixed_once_an_upload_of_bbb_was_begun_though_it_was_not_done() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    let begin = StepCommand::Begin { vault: story.vault(0) };
    story.done("lifetime/upload-target", begin);
    let too_late = Refusal::Correction(NoCorrection::TooLate);
    assert_eq!(story.wish(&correct(Side::Target, &TARGET.replace("0QX", "OQX"))).unwrap_err(), too_late);
    story.done("lifetime/upload-target", StepCommand::Withdraw { note: String::new() });
    let mut page = story.page(0, Side::Source, "Ignore");
    page.clock = None;
    page.organization = Some("ACME".to_owned());
    let evidence = acmove::domain::digest::Digest::of(b"page");
    story.grant(&Command::SeePage { environment: "lifetime".parse().unwrap(), page: Box::new(page), evidence });
    assert!(story.run.may_have_target().next().is_none(), "AAA is seen again");
    assert_eq!(story.wish(&correct(Side::Target, &TARGET.replace("0QX", "OQX"))).unwrap_err(), too_late);
}

#[test]
fn a_code_that_is_no_neighbour_of_the_expected_one_is_not_taken_for_a_slip() {
    let mut story = mistyped("production/check-source");
    let page = shown(&story, "ZZZ.ZZZ.ZZZ.ZZZ.ZZZ.ZZZ.ZZZ.ZZZ");
    story.done("production/check-source", page);
    let mut scene = Scene::of(&story, SIZES[1]);
    assert!(!scene.screen().contains("mistyped"), "{}", scene.screen());
    scene.press("m");
    assert!(scene.recorded().last() == Some(story.last()), "{}", scene.screen());
}

/// A screen without the blanks at the ends of its lines.
fn lines(screen: &str) -> Vec<&str> {
    screen.lines().map(str::trim_end).collect()
}

#[test]
fn the_card_points_at_what_differs_and_takes_the_code_of_the_page() {
    let mut story = mistyped("production/check-source");
    let mut scene = Scene::of(&story, SIZES[1]);
    scene.paste(&page(SERIAL, RIGHT, "Ignore"));
    let screen = scene.screen();
    let all = lines(&screen);
    let at = all.iter().position(|line| line.contains("Activation Code") && line.contains(RIGHT)).unwrap();
    let pointed = all[at..at + 3].iter().find(|line| line.trim_matches(['\u{2502}', ' ', '|']) == "^");
    let column = pointed.unwrap_or_else(|| panic!("{screen}")).find('^').unwrap();
    let chars = |line: &str| line.chars().count();
    let code_at = all[at].find(RIGHT).unwrap();
    let before = |line: &str, end: usize| chars(&line[..end]);
    assert_eq!(before(pointed.unwrap(), column), before(all[at], code_at) + 10, "{screen}");
    let flat = screen.split_whitespace().filter(|word| *word != "\u{2502}").collect::<Vec<_>>().join(" ");
    assert!(flat.contains(&format!("the code on the page is almost AAA. {DIFFERS}")), "{screen}");
    scene.press("m \"the mail has an O\" Enter");
    story.facts.clear();
    let Some(Event::CodeCorrected(correction)) = scene.recorded().last().cloned() else { panic!("{}", scene.screen()) };
    assert_eq!((correction.to.as_str(), correction.reason.as_str()), (RIGHT, "the mail has an O"));
    assert!(scene.screen().contains(RIGHT), "{}", scene.screen());
    scene.paste(&page(SERIAL, RIGHT, "Ignore"));
    assert!(matches!(scene.recorded().last(), Some(Event::PagePassed { .. })), "{}", scene.screen());
}

#[test]
fn a_mistyped_target_that_is_found_after_its_upload_is_pointed_at_and_stays() {
    let mut story = Story::of(EDITIONS[0], &FOUR.replace(TARGET, &TARGET.replace("0QX", "OQX")));
    story.before("lifetime/check-target");
    let mut page = story.page(0, Side::Target, "Protected");
    page.activation_code = Some(code(TARGET));
    story.done("lifetime/check-target", show(page));
    let mut scene = Scene::of(&story, (100, 30));
    let flat = scene.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("almost BBB. It differs in 1 character: group 2, character 1 is 0 (digit)"), "{flat}");
    assert!(
        flat.contains("The Activation Codes cannot change after") && !flat.contains("use the code of the page"),
        "{flat}"
    );
    scene.press("m");
    assert_eq!(scene.recorded().last(), Some(story.last()), "{}", scene.screen());
}

#[test]
fn a_code_is_typed_anew_anywhere_on_the_screen_until_bbb_is_begun() {
    let story = mistyped("pause/pause-production");
    let mut scene = Scene::of(&story, SIZES[1]);
    scene.press("C \"CCC\" Enter");
    assert!(scene.said().contains("Type AAA or BBB."), "{}", scene.said());
    scene.press("Ctrl-u \"aaa\" Enter \"8RV.WLK\" Enter");
    assert!(scene.said().contains("Not an Activation Code: 2 groups"), "{}", scene.said());
    scene.press(&format!("Ctrl-u \"{}\" Enter \"typed an oh\" Enter", RIGHT.to_lowercase()));
    let Some(Event::CodeCorrected(correction)) = scene.recorded().last().cloned() else { panic!("{}", scene.screen()) };
    assert_eq!(correction.to.as_str(), RIGHT);
    let mut late = Story::paused();
    late.through("lifetime/upload-target");
    let mut scene = Scene::of(&late, SIZES[1]);
    scene.press("C");
    assert!(scene.said().contains("The Activation Codes cannot change after"), "{}", scene.said());
}

#[test]
fn line_mode_shows_what_differs_and_corrects_a_code() {
    let story = found();
    let (said, _) = in_lines(&story, story.now, "", Some("0\n"));
    assert!(said.contains(DIFFERS) && said.contains("AAA was mistyped: use the code of the page"), "{said}");
    let pointed = said.lines().find(|line| line.trim() == "^" || line.split_whitespace().eq(["^", "^"]));
    assert!(pointed.is_some(), "{said}");
    let number = |label: &str| {
        let line = said.lines().find(|line| line.contains(label)).unwrap();
        line.trim().split('.').next().unwrap().to_owned()
    };
    let typed = format!("{}\nthe mail has an O\n0\n", number("AAA was mistyped: use the code of the page (with"));
    let (said_then, _) = in_lines(&story, story.now, "", Some(&typed));
    assert!(said_then.contains(&format!("AAA was mistyped: it is {RIGHT}, as a page shows")), "{said_then}");
    let typed = format!("{}\nAAA\n{RIGHT}\nthe mail has an O\n0\n", number("AAA or BBB was mistyped"));
    let (said_then, _) = in_lines(&story, story.now, "", Some(&typed));
    assert!(said_then.contains(&format!("AAA was mistyped: it is {RIGHT}")), "{said_then}");
}

#[test]
fn the_answers_file_names_the_right_code_once() {
    let story = mistyped("production/obtain-source");
    let play = |story: &Story, answers: &str| in_lines(story, story.now, answers, None);
    let answers = format!("[codes]\nsource = \"{RIGHT}\"\ntarget = \"{TARGET}\"\nreason = \"the mail has an O\"\n");
    let (said, ending) = play(&story, &answers);
    assert!(
        said.contains(&format!("it is {RIGHT}, not {TYPED}.")) && said.contains("Reason: the mail has an O"),
        "{said}"
    );
    assert_eq!((ending, said.matches("was mistyped: it is").count()), (Ending::Held, 1), "BBB is the one on record");
    let (said, _) = play(&story, &format!("[codes]\nsource = \"{TYPED}\"\n"));
    assert!(!said.contains("was mistyped"), "it is the one on record: {said}");
    let mut late = Story::paused();
    late.through("lifetime/upload-target");
    let (said, ending) = play(&late, &format!("[codes]\nsource = \"{TYPED}\"\n"));
    assert!(ending == Ending::Refused && !said.contains("it is"), "{said}");
}

#[test]
fn a_claim_says_nothing_against_a_code_and_a_page_does() {
    let mut story = mistyped("production/check-source");
    story.done("production/check-source", claim("Ignore"));
    story.grant(&correct(Side::Source, RIGHT));
    assert_eq!(story.run.side_of(&TYPED.parse::<ActivationCode>().unwrap()), None);
}
