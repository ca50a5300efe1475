//! Line mode at a terminal and in a pipe: what was pasted together stays together.

use std::{collections::VecDeque, time::Duration};

use acmove::{
    domain::{answers::Answers, deployment::DeploymentStatus},
    engine::message::EngineMsg,
    line::{Came, Ending, Hands, Input, LineMode, Printer, Typed},
    runtime::{clock::SystemClock, folder, inspector::Inspector},
};
use serde_json::Value;

use crate::harness::{
    lines::on_run,
    site::{Site, answers},
    watching::{deployment, frozen, seen},
};

/// A terminal at which lines are typed, or several are pasted at once.
struct Terminal(VecDeque<Came>);

impl Terminal {
    fn of(typed: &[&str]) -> Self {
        let came = |text: &&str| if text.contains('\n') { Typed::paste(*text) } else { Typed::line(*text) };
        Self(typed.iter().map(came).map(Came::Typed).collect())
    }
}

impl Input for Terminal {
    fn next(&mut self) -> Came {
        self.0.pop_front().unwrap_or(Came::End)
    }

    fn has_more(&mut self, _: Duration) -> bool {
        false
    }

    fn is_terminal(&self) -> bool {
        true
    }
}

/// What line mode prints on a migration whose first test publish is next, and its facts since then.
fn at_publish(typed: &[&str]) -> (String, Vec<Value>, Ending) {
    let site = Site::started();
    let _ = site.go(&answers(&[("lifetime/republish", "")]));
    let before = site.journal().lines().count();
    let folder = site.path("m");
    let opened = folder::open(&folder).unwrap();
    let hands = Hands { inspector: Inspector::of(&folder), recorder: opened.recorder, clock: SystemClock };
    let mut said = Vec::new();
    let (out, err) = (Printer::piped(&mut said), Printer::piped(std::io::sink()));
    let ending = LineMode::new(opened.session, hands, Answers::default(), Some(Terminal::of(typed)), out, err).run();
    let journal = site.journal();
    let facts = journal.lines().skip(before).map(|line| serde_json::from_str::<Value>(line).unwrap()["event"].clone());
    (String::from_utf8(said).unwrap(), facts.collect(), ending)
}

const LIST: &str = "1\tSaving\tSaving ECT_Provider to disk.\n2\tUploading\tStoring a new version into srv-dev\n\tForeign Module Error\tYour OutSystems subscription only allows uploading modules developed in your environment.";

#[test]
fn a_pasted_message_is_ended_by_an_empty_line_or_a_dot_and_taken_whole() {
    for end in ["", "."] {
        let (said, facts, ending) = at_publish(&["3", "5", LIST, end]);
        assert_eq!(ending, Ending::Stopped, "{said}");
        assert_eq!(facts[1]["type"], "publish-failed");
        assert_eq!(facts[1]["message"].as_str().unwrap().lines().count(), 3, "{facts:?}");
        assert!(said.contains("End with an empty line, or with a line that contains only a dot:"), "{said}");
    }
}

#[test]
fn blank_lines_within_a_paste_do_not_end_the_message() {
    let (said, facts, _) = at_publish(&["3", "5", &format!("\n\n{}\n", LIST.replace('\n', "\n\n")), ""]);
    assert_eq!(facts.len(), 2, "{said}");
    assert!(facts[1]["message"].as_str().unwrap().contains("Foreign Module Error"), "{facts:?}");
}

#[test]
fn a_table_that_is_pasted_cell_by_cell_chooses_nothing() {
    let cells = LIST.replace('\t', "\n");
    // At the menu, as the answer to one line, and as a message.
    let (said, facts, _) = at_publish(&[&cells, "0"]);
    assert_eq!((facts.len(), &facts[0]["type"]), (1, &"publish-failed".into()), "the message of the card: {said}");
    assert!(said.contains("lines arrived at once. acmove reads them"), "{said}");
    let (said, facts, _) = at_publish(&["7", &cells, "because", "0"]);
    assert!(facts.iter().all(|fact| fact["module"] != "Uploading" && fact["module"] != "1"), "{said} {facts:?}");
    let (_, facts, ending) = at_publish(&["3", "5", &cells, "."]);
    assert_eq!((facts.len(), ending), (2, Ending::Stopped), "{facts:?}");
}

#[test]
fn what_comes_after_the_dot_of_a_paste_is_passed_over_and_said() {
    let (said, facts, _) = at_publish(&["3", "5", &format!("{LIST}\n.\n1\n2\n3"), "0"]);
    assert_eq!(facts.len(), 2, "{facts:?}");
    assert!(said.contains("3 more lines came after the end of the text and were ignored."), "{said}");
}

#[test]
fn a_paste_that_comes_in_pieces_is_one_message_as_long_as_it_has_no_end() {
    let (said, facts, _) =
        at_publish(&["3", "5", "Publish of ECT_Provider", "ECT_Provider published", "successfully.", ""]);
    assert_eq!(facts[1]["type"], "module-published", "{said}");
}

#[test]
fn a_message_of_nothing_leaves_everything_as_it_is() {
    for typed in [&["3", "5", "", "0"][..], &["3", "5", ".", "0"], &["3", "5"]] {
        let (said, facts, ending) = at_publish(typed);
        assert_eq!((facts.len(), ending), (1, Ending::Held), "{said}");
    }
}

#[test]
fn a_message_that_nobody_can_tell_is_asked_about_and_then_recorded() {
    let (said, facts, _) = at_publish(&["3", "5", "Erro: published successfully", "", "0"]);
    assert_eq!(facts.len(), 1, "only that it was begun: {facts:?}");
    assert!(said.contains("Read the message:") && said.contains("It is another error"), "{said}");
    let (said, facts, _) = at_publish(&["3", "5", "Erro: published successfully", "", "1", "0"]);
    assert_eq!(facts[1]["read"], "Erro: published successfully", "{said}");
}

#[test]
fn what_lifetime_shows_while_somebody_thinks_is_told_and_the_card_that_it_leads_to_is_asked() {
    let story = frozen();
    let running = deployment("a", "Production", DeploymentStatus::Running);
    let shown = || Came::Outside(Box::new(EngineMsg::Observed(seen(std::slice::from_ref(&running)))));
    let inputs = [shown(), shown(), Came::Typed(Typed::line("13")), shown(), Came::Typed(Typed::line("agreed"))];
    let (said, ending) = on_run(&story.run, story.now, Answers::default(), Some(Terminal(inputs.into())));
    let (before, after) = said.split_once("Attention: A deployment while deployments are paused").unwrap();
    assert!(before.contains("Obtain the AAA license") && before.ends_with(".\n"), "{said}");
    assert!(after.contains("A deployment runs during the pause") && after.contains(" 13. Continue"), "{said}");
    assert_eq!(said.matches("A deployment runs during the pause").count(), 1, "what is known is told once: {said}");
    assert!(said.contains("Reason: agreed"), "{said}");
    assert_eq!(ending, Ending::Held);
}
