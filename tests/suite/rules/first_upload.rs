//! Before the first upload of BBB, in a window that cannot hold its rollback any more, somebody decides: to stop there costs
//! nothing.

use acmove::{
    domain::{
        command::{Command, StepCommand},
        digest::Digest,
        event::{Event, WentOn},
        outlook::{HoldReason, Next, State},
        plan::StepId,
        refusal::Refusal,
        sentence::sentence,
        ticket::ticket,
    },
    engine::{
        session::Session,
        subject::{Owner, Subject},
    },
    line::Ending,
    report::status::{lines, status},
    tui::message::Msg,
    view::times::Moment,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::harness::{
    lines::in_lines,
    retold::Retold,
    scene::{SIZES, Scene},
    story::{EDITIONS, FOUR, IP_ERROR, Story, env_ix, message},
};

/// The first upload of BBB.
const FIRST: &str = "lifetime/upload-target";

/// A rollback of one environment by the procedure: the pause, a license, its check, its test, Support.
const ROLLBACK: SignedDuration = SignedDuration::from_mins(25);

const WHY: &str = "a rollback may take until noon, the business says";

fn go_on() -> Command {
    Command::GoOn { reason: WHY.to_owned() }
}

/// The next step is the first upload of BBB, and this many minutes are left in which its rollback could begin.
fn left(minutes: i64) -> Story {
    let mut story = Story::paused();
    story.before(FIRST);
    story.now = end(&story) - ROLLBACK - SignedDuration::from_mins(minutes);
    story
}

fn end(story: &Story) -> Timestamp {
    story.run.infrastructure.window.unwrap().end
}

fn next(story: &Story) -> Next {
    story.outlook().next_at(&story.run, story.now)
}

fn is_asked(story: &Story) -> bool {
    next(story) == Next::FirstUpload(story.place(FIRST))
}

fn begin(story: &Story) -> Command {
    story.command(FIRST, StepCommand::Begin { vault: story.vault(0) })
}

fn session(story: &Story) -> Session {
    Retold::story(story).session
}

#[test]
fn the_first_upload_is_asked_about_when_its_rollback_would_not_end_within_the_window() {
    for (minutes, asked) in [(90, false), (1, false), (0, true), (-1, true), (-24, true), (-600, true)] {
        assert_eq!(is_asked(&left(minutes)), asked, "{minutes}");
    }
    assert!(!is_asked(&Story::paused()), "what comes before BBB is not asked about");
    let mut without = Story::of(EDITIONS[0], &FOUR.replace("window = ", "# window = "));
    without.before(FIRST).wait(600);
    assert!(!is_asked(&without), "without a window there is none to keep");
}

#[test]
fn no_bbb_is_uploaded_before_it_is_decided_and_nothing_else_has_to_be_decided_then() {
    let mut story = left(-1);
    let begin = begin(&story);
    assert!(
        matches!(story.wish(&begin).unwrap_err(), Refusal::WindowTooShort(title) if title.starts_with("LifeTime: "))
    );
    assert_eq!(story.wish(&Command::GoOn { reason: " ".to_owned() }).unwrap_err(), Refusal::ReasonNeeded);
    story.grant(&go_on());
    let by = end(&story) - ROLLBACK;
    let fact = Event::WentOn(WentOn { rollback_by: by, before: Some(StepId::from(FIRST)), reason: WHY.to_owned() });
    assert_eq!(story.last(), &fact);
    let told = sentence(&story.run, &fact);
    assert!(
        told.starts_with("Continued with the first upload of BBB (LifeTime: Upload the BBB license), although"),
        "{told}"
    );
    assert_eq!(story.wish(&go_on()).unwrap_err(), Refusal::NothingToDecide, "it is asked once");
    story.succeed(FIRST);
    assert!(!matches!(next(&story), Next::Deadline | Next::FirstUpload(_)), "it was decided: {:?}", next(&story));
}

#[test]
fn a_window_that_is_over_when_deployments_are_paused_is_asked_about_before_bbb_too() {
    let mut story = Story::four();
    story.wait(600).before(FIRST);
    assert!(is_asked(&story));
    let begin = begin(&story);
    assert!(story.wish(&begin).is_err());
}

#[test]
fn what_was_decided_is_not_asked_again_and_what_was_begun_in_time_is_asked_about_by_the_deadline() {
    let mut story = left(-1);
    story.grant(&go_on()).succeed(FIRST);
    assert_eq!(story.outlook().first_rollback, None);
    let mut early = left(30);
    early.succeed(FIRST);
    assert_eq!(early.outlook().first_rollback, None, "what was begun in time is asked about by the deadline");
    early.wait(60);
    assert_eq!(next(&early), Next::Deadline);
}

#[test]
fn whoever_holds_or_gives_up_has_decided_without_touching_anything() {
    let mut story = left(-1);
    story.grant(&Command::Hold { reason: "the business is called".to_owned() });
    assert!(is_asked(&story), "it waits for them");
    story.grant(&Command::Abandon { reason: "another night".to_owned() });
    assert_eq!(story.state(), State::Abandoned);
}

#[test]
fn everybody_says_that_it_is_asked() {
    let story = left(-1);
    let (session, now) = (session(&story), story.now);
    assert_eq!(session.subject(None, now), Subject::FirstUpload(story.place(FIRST)));
    let json: Value = serde_json::to_value(status(&session, Digest::of(b"head"), now)).unwrap();
    assert_eq!(json["state"], "held");
    let title = "LifeTime: Upload the BBB license, or stop here: a rollback would not end within the window";
    assert_eq!(json["next"], json!({"id": "first-upload", "title": title}));
    assert_eq!(json["held"][0], json!({"reason": "window-too-short", "environments": ["lifetime"], "faq": null}));
    let text = lines(&session, &Moment::of(&session, now, None)).join("\n");
    assert!(text.starts_with("ACME: held\n") && text.contains(&format!("Next: {title}")), "{text}");
    let ticket = ticket(&story.run, story.outlook(), now);
    assert!(ticket.contains("State: held\n") && ticket.contains("Decision: start with BBB, or stop here."), "{ticket}");
    assert!(ticket.contains("a rollback takes about 25 min"), "{ticket}");
    assert_eq!(story.outlook().holds_at(&story.run, now)[0].reason, HoldReason::FirstUpload);
    let before = now - SignedDuration::from_mins(2);
    assert!(session.asks_anew(before, now), "whoever follows is told when the moment passes");
}

#[test]
fn an_environment_that_was_chosen_by_hand_is_asked_about_too() {
    let mut story = left(-1);
    story.succeed("production/obtain-target");
    let session = session(&story);
    let chosen = Some(Owner::Environment(env_ix(3)));
    let place = story.place("production/upload-target");
    assert_eq!(session.subject(chosen, story.now), Subject::FirstUpload(place));
    assert_eq!(
        session.subject(chosen, story.now - SignedDuration::from_mins(90)),
        Subject::FirstUpload(place),
        "a clock that was set back asks the same"
    );
    let upload = story.command("production/upload-target", StepCommand::Begin { vault: story.vault(3) });
    assert!(matches!(story.wish(&upload).unwrap_err(), Refusal::WindowTooShort(_)));
}

#[test]
fn the_screen_asks_and_no_key_begins_the_upload() {
    let story = left(-1);
    let mut scene = Scene::of(&story, SIZES[1]);
    scene.now = story.now;
    scene.send(Msg::Tick(std::time::Duration::ZERO));
    let text = scene.screen();
    assert!(text.contains("YOU DECIDE") && text.contains("Start with BBB in this window?"), "{text}");
    assert!(text.contains("You can move to another night") && text.contains("HELD"), "{text}");
    scene.press("b");
    assert!(
        scene.recorded().iter().all(|event| !matches!(event, Event::StepBegun { step, .. } if step.as_str() == FIRST))
    );
    scene.press("Enter");
    assert!(scene.model.ui.entry.is_none(), "nothing is selected beforehand");
    scene.press("g").press(&format!("\"{WHY}\"")).press("Enter");
    assert!(
        matches!(scene.recorded().last(), Some(Event::WentOn(WentOn { before: Some(_), .. }))),
        "{}",
        scene.screen()
    );
    assert!(scene.screen().contains("Start the upload"), "{}", scene.screen());
}

#[test]
fn a_key_for_the_card_before_begins_no_upload_when_the_moment_has_passed_meanwhile() {
    let story = left(1);
    let mut scene = Scene::of(&story, SIZES[1]);
    scene.now = story.now;
    scene.send(Msg::Tick(std::time::Duration::ZERO));
    assert!(scene.screen().contains("Start the upload"), "{}", scene.screen());
    scene.now += SignedDuration::from_mins(2);
    let before = scene.facts.len();
    scene.press("b");
    assert_eq!(scene.facts.len(), before, "{}", scene.screen());
    assert!(scene.screen().contains("Start with BBB in this window?"), "{}", scene.screen());
}

/// The line is stopped by an Intellectual Property error, and a rollback no longer ends within the window.
fn stopped_late() -> Story {
    let mut story = Story::paused();
    story.before("production/republish").done("production/republish", message(IP_ERROR));
    story.now =
        story.outlook().clocks(&story.run, story.now).window.unwrap().rollback_by + SignedDuration::from_mins(5);
    story
}

#[test]
fn an_intellectual_property_stop_comes_first_and_the_clock_is_its_second_sentence() {
    let story = stopped_late();
    let mut scene = Scene::of(&story, (100, 30));
    scene.now = story.now;
    scene.send(Msg::Tick(std::time::Duration::ZERO));
    let text = scene.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    let places = ["YOU DECIDE", "Intellectual Property", "The article says", "A rollback takes about"];
    let places = places.map(|words| text.find(words).unwrap_or_else(|| panic!("{words}: {text}")));
    assert!(places.is_sorted(), "{text}");
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains(", so it had to start by "), "{text}");
    let ticket = ticket(&story.run, story.outlook(), story.now);
    assert!(ticket.contains("min: it had to start by 2026-11-"), "{ticket}");
}

#[test]
fn to_go_on_about_the_clock_is_not_offered_while_the_line_is_stopped() {
    let mut story = stopped_late();
    assert_eq!(story.wish(&go_on()).unwrap_err(), Refusal::NothingToDecide);
    let mut scene = Scene::of(&story, SIZES[2]);
    scene.now = story.now;
    let before = scene.facts.len();
    scene.press("g \"it goes on\" Enter");
    assert!(scene.model.ui.entry.is_none() && scene.facts.len() == before, "{}", scene.screen());
    scene.pick("Continue");
    assert!(scene.recorded().iter().all(|event| !matches!(event, Event::WentOn { .. })), "{}", scene.screen());
}

#[test]
fn line_mode_asks_the_same_and_tells_a_stopped_line_first() {
    let story = left(-1);
    let (said, ending) = in_lines(&story, story.now, "", Some("13\nthe business agreed\n"));
    assert!(said.contains("Start with BBB in this window?") && said.contains("13. Continue"), "{said}");
    assert!(said.contains("Reason: the business agreed") && said.contains("3. Start the upload"), "{said}");
    assert_eq!(ending, Ending::Held);
    let late = stopped_late();
    let (said, _) = in_lines(&late, late.now, "[on.deadline]\ndo = \"go-on\"\n", Some(""));
    assert!(said.contains("YOU DECIDE") && said.contains("A rollback takes about"), "{said}");
    assert!(!said.contains("It goes on") && !said.contains("Continue  ("), "{said}");
}

#[test]
fn the_answers_file_decides_before_the_first_upload_and_its_deadline_where_it_says_nothing_else() {
    let story = left(-1);
    let play = |answers: &str| in_lines(&story, story.now, answers, None);
    let (said, ending) = play("");
    assert!(said.contains("Start with BBB in this window?") && ending == Ending::Held, "{said}");
    for (answers, words, end) in [
        (
            "[on.first-upload]\ndo = \"go-on\"\nreason = \"agreed\"\n",
            "ends after the window. Reason: agreed",
            Ending::Held,
        ),
        ("[on.first-upload]\ndo = \"hold\"\n", "On hold. Reason: the window is too short", Ending::Held),
        ("[on.first-upload]\ndo = \"give-up\"\n", "given up. Reason: the window is too short", Ending::Refused),
        ("[on.deadline]\ndo = \"go-on\"\n", "Reason: the window runs out", Ending::Held),
        ("[on.deadline]\ndo = \"rollback\"\n", "given up. Reason: the window runs out", Ending::Refused),
        ("[on.deadline]\ndo = \"go-on\"\n[on.first-upload]\ndo = \"hold\"\n", "On hold. Reason", Ending::Held),
    ] {
        let (said, ending) = play(answers);
        assert!(said.contains(words), "{answers}: {said}");
        assert_eq!(ending, end, "{answers}: {said}");
    }
}
