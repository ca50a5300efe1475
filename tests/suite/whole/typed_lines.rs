//! Line mode at a terminal and in a pipe: what was pasted together stays together.

use std::{collections::VecDeque, time::Duration};

use acmove::{
    domain::answers::Answers,
    line::{Ending, Hands, Input, LineMode, Printer},
    runtime::{clock::SystemClock, folder, inspector::Inspector},
};
use serde_json::Value;

use crate::harness::site::{Site, answers};

/// A terminal at which lines are typed, or several are pasted at once.
struct Terminal(VecDeque<VecDeque<String>>);

impl Terminal {
    fn of(pastes: &[&str]) -> Self {
        Self(pastes.iter().map(|paste| paste.split('\n').map(str::to_owned).collect()).collect())
    }
}

impl Input for Terminal {
    fn line(&mut self) -> Option<String> {
        while self.0.front()?.is_empty() {
            self.0.pop_front();
        }
        self.0.front_mut()?.pop_front()
    }

    fn has_more(&mut self, _: Duration) -> bool {
        self.0.front().is_some_and(|paste| !paste.is_empty())
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
    let (out, err) = (Printer::piped(&mut said, false), Printer::piped(std::io::sink(), false));
    let ending = LineMode::new(opened.session, hands, Answers::default(), Some(Terminal::of(typed)), out, err).run();
    let journal = site.journal();
    let facts = journal.lines().skip(before).map(|line| serde_json::from_str::<Value>(line).unwrap()["event"].clone());
    (String::from_utf8(said).unwrap(), facts.collect(), ending)
}

const LIST: &str = "1\tSaving\tSaving ECT_Provider to disk.\n2\tUploading\tStoring a new version into srv-dev\n\tForeign Module Error\tYour OutSystems subscription only allows uploading modules developed in your environment.";

#[test]
fn a_pasted_message_is_ended_by_an_empty_line_or_a_dot_and_taken_whole() {
    for end in ["", "."] {
        let (said, facts, ending) = at_publish(&["1", "2", LIST, end]);
        assert_eq!(ending, Ending::Stopped, "{said}");
        assert_eq!(facts[1]["type"], "publish-failed");
        assert_eq!(facts[1]["message"].as_str().unwrap().lines().count(), 3, "{facts:?}");
        assert!(said.contains("End it with an empty line, or with a line that is a single dot:"), "{said}");
    }
}

#[test]
fn blank_lines_within_a_paste_do_not_end_the_message() {
    let (said, facts, _) = at_publish(&["1", "2", &format!("\n\n{}\n", LIST.replace('\n', "\n\n")), ""]);
    assert_eq!(facts.len(), 2, "{said}");
    assert!(facts[1]["message"].as_str().unwrap().contains("Foreign Module Error"), "{facts:?}");
}

#[test]
fn a_table_that_is_pasted_cell_by_cell_chooses_nothing() {
    let cells = LIST.replace('\t', "\n");
    // At the menu, as the answer to one line, and as a message.
    let (said, facts, _) = at_publish(&[&cells, "0"]);
    assert_eq!(facts, Vec::<Value>::new(), "{said}");
    assert!(said.contains("lines came at once: nothing was chosen."), "{said}");
    let (said, facts, _) = at_publish(&["2", &cells, "because", "0"]);
    assert!(facts.iter().all(|fact| fact["module"] != "Uploading" && fact["module"] != "1"), "{said} {facts:?}");
    let (_, facts, ending) = at_publish(&["1", "2", &cells, "."]);
    assert_eq!((facts.len(), ending), (2, Ending::Stopped), "{facts:?}");
}

#[test]
fn what_comes_after_the_dot_of_a_paste_is_passed_over_and_said() {
    let (said, facts, _) = at_publish(&["1", "2", &format!("{LIST}\n.\n1\n2\n3"), "0"]);
    assert_eq!(facts.len(), 2, "{facts:?}");
    assert!(said.contains("3 more lines came after its end: they were passed over."), "{said}");
}

#[test]
fn a_paste_that_comes_in_pieces_is_one_message_as_long_as_it_has_no_end() {
    let (said, facts, _) =
        at_publish(&["1", "2", "Publish of ECT_Provider", "ECT_Provider published", "successfully.", ""]);
    assert_eq!(facts[1]["type"], "module-published", "{said}");
}

#[test]
fn a_message_of_nothing_leaves_everything_as_it_is() {
    for typed in [&["1", "2", "", "0"][..], &["1", "2", ".", "0"], &["1", "2"]] {
        let (said, facts, ending) = at_publish(typed);
        assert_eq!((facts.len(), ending), (1, Ending::Held), "{said}");
    }
}

#[test]
fn a_message_that_nobody_can_tell_is_asked_about_and_then_recorded() {
    let (said, facts, _) = at_publish(&["1", "2", "Erro: published successfully", "", "0"]);
    assert_eq!(facts.len(), 1, "only that it was begun: {facts:?}");
    assert!(said.contains("What does the message say?") && said.contains("It is another error"), "{said}");
    let (said, facts, _) = at_publish(&["1", "2", "Erro: published successfully", "", "1", "0"]);
    assert_eq!(facts[1]["read"], "Erro: published successfully", "{said}");
}
