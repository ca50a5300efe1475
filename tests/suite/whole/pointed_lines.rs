//! Somebody points, in line mode: what is typed or pasted where a number or an answer is asked for.

use std::collections::VecDeque;

use acmove::{
    domain::answers::Answers,
    line::{Came, Input, Typed},
};

use crate::harness::{lines::on_run, story::Story};

/// A terminal at which lines are typed, or several are pasted at once.
struct Terminal(VecDeque<Came>);

impl Input for Terminal {
    fn next(&mut self) -> Came {
        self.0.pop_front().unwrap_or(Came::End)
    }

    fn has_more(&mut self, _: std::time::Duration) -> bool {
        false
    }

    fn is_terminal(&self) -> bool {
        true
    }
}

/// What is printed behind the first card, where these lines are typed.
fn printed(typed: &[&str]) -> String {
    let mut story = Story::paused();
    story.before("quality/check-target");
    let came = |text: &&str| if text.contains('\n') { Typed::paste(*text) } else { Typed::line(*text) };
    let terminal = Terminal(typed.iter().map(came).map(Came::Typed).collect());
    let (said, _) = on_run(&story.run, story.now, Answers::default(), Some(terminal));
    said.split_once("Number:").unwrap().1.to_owned()
}

const RECORDED: &str = "Pasted: The guide points at Quality, Intellectual Property: \"read me this value\".";

#[test]
fn a_typed_line_points_and_tells_what_is_known_there() {
    for typed in [
        "point quality ip read me this value",
        "quality/intellectual-property: read me this value",
        "> acmove point quality/ip: read me this value",
    ] {
        let said = printed(&[typed, "0"]);
        assert!(said.contains(RECORDED), "{typed}: {said}");
        let known = said.lines().find(|line| line.starts_with("- Quality: license BBB")).unwrap();
        assert!(known.ends_with("; guide points at Intellectual Property"), "{known}");
    }
}

#[test]
fn several_lines_of_a_chat_point_and_are_not_taken_for_a_page() {
    let said = printed(&["Ana 22:31\nacmove point quality/backup from Ana: this one\n\nthanks", "0"]);
    assert!(said.contains("Pasted: Ana points at Quality, backup: \"this one\"."), "{said}");
    assert!(!said.contains("lines arrived at once"), "{said}");
}

#[test]
fn a_page_that_is_pointed_at_says_its_number_or_is_told_at_once() {
    let told = |place: &str, words: &str| {
        let said = printed(&[&format!("point {place}"), "0"]);
        assert!(said.contains(words), "{place}: {said}");
    };
    told("rollback", "The guide points at the rollback.\n- Rollback: number 24.");
    told("procedure", "The guide points at the procedure.\n- Complete procedure: number 26.");
    told("faq 3", "The guide points at FAQ 3.\nFAQ 3");
    told("quality/check-source", "- The card of Quality: number 21. The complete procedure: number 26.");
    told("pause/pause-production", "- The card of the infrastructure: number 21.");
    told("fact 2", "The guide points at record 2.\n- Record 2: `acmove report night`");
}

#[test]
fn what_points_at_nothing_says_so_and_the_same_is_asked_again() {
    let said = printed(&["point qualty", "0"]);
    assert_eq!((said.matches("Number:").count(), said.contains("points at")), (1, false), "{said}");
}

#[test]
fn a_line_for_acmove_is_no_answer_to_a_question() {
    let wrong = "acmove point qualty: look";
    let said = printed(&["20", "acmove point quality/ip: read me this value", wrong, "it is slow", "0"]);
    assert!(said.contains(RECORDED), "{said}");
    assert!(said.contains("note: it is slow"), "{said}");
}
