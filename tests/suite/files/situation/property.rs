//! Any beginning of a journal through any mixture of manglings comes out whole, or is refused with what is missing; never as
//! another one.

use acmove::situation::{Refused, parts, read};
use proptest::prelude::*;

use super::{cut, each_line, situation, wrapped};

const STORIES: [&str; 5] = ["decided", "everything-well", "commands", "in-parts", "ended"];

/// Something that happens to a text on its way. It loses nothing, or something.
#[derive(Debug, Clone)]
enum Mangling {
    Quoted(&'static str),
    Wrapped(usize),
    Ends(&'static str),
    Invisible(usize),
    Talk(usize, &'static str),
    Doubled,
    Around(String),
    CutAway(usize, usize),
    Other(usize, char),
}

fn harmless() -> impl Strategy<Value = Mangling> {
    prop_oneof![
        prop::sample::select(vec!["> ", "| ", "\t", "\u{a0}\u{a0}", ">"]).prop_map(Mangling::Quoted),
        (10_usize..90).prop_map(Mangling::Wrapped),
        prop::sample::select(vec!["\r\n", "\n\n", " ", "", "\u{2028}"]).prop_map(Mangling::Ends),
        (1_usize..50).prop_map(Mangling::Invisible),
        Just(Mangling::Doubled),
    ]
}

fn anything() -> impl Strategy<Value = Mangling> {
    prop_oneof![
        3 => harmless(),
        1 => (40_usize..2000, prop::sample::select(vec!["\nAna, 16:31\n", " (edited) ", "Z"]))
            .prop_map(|(every, said)| Mangling::Talk(every, said)),
        1 => "\\PC{0,200}".prop_map(Mangling::Around),
        1 => (any::<usize>(), 1_usize..2000).prop_map(|(at, length)| Mangling::CutAway(at, length)),
        1 => (any::<usize>(), any::<char>()).prop_map(|(at, other)| Mangling::Other(at, other)),
    ]
}

impl Mangling {
    fn of(&self, text: &str) -> String {
        let characters = || text.chars().collect::<Vec<char>>();
        match self {
            Self::Quoted(begin) => each_line(text, begin),
            Self::Wrapped(width) => wrapped(text, *width),
            Self::Ends(end) => text.replace('\n', end),
            Self::Invisible(every) => cut(text, *every, "\u{200b}"),
            Self::Talk(every, said) => cut(text, *every, said),
            Self::Doubled => format!("{text}\n{text}"),
            Self::Around(words) => format!("{words}\n{text}\n{words}"),
            Self::CutAway(at, length) => {
                let mut all = characters();
                let from = at % all.len().max(1);
                all.drain(from..(from + length).min(all.len()));
                all.into_iter().collect()
            }
            Self::Other(at, other) => {
                let mut all = characters();
                let at = at % all.len().max(1);
                if let Some(character) = all.get_mut(at) {
                    *character = *other;
                }
                all.into_iter().collect()
            }
        }
    }
}

fn mangled(text: String, manglings: &[Mangling]) -> String {
    manglings.iter().fold(text, |text, mangling| mangling.of(&text))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_loses_nothing_changes_nothing(
        story in prop::sample::select(STORIES.to_vec()),
        records in 1_u64..90,
        size in 400_usize..4000,
        turned in any::<bool>(),
        manglings in prop::collection::vec(harmless(), 0..4),
    ) {
        let sent = situation(story, records, 1_800_000_000);
        let mut parts = parts(&sent, size).unwrap();
        if turned {
            parts.reverse();
        }
        let found = read(&mangled(parts.join("\n"), &manglings));
        prop_assert!(found.as_ref() == Ok(&sent), "{found:?}");
    }

    #[test]
    fn whatever_happens_it_comes_out_whole_or_is_refused(
        story in prop::sample::select(STORIES.to_vec()),
        records in 1_u64..90,
        size in 400_usize..4000,
        manglings in prop::collection::vec(anything(), 1..5),
    ) {
        let sent = situation(story, records, 1_800_000_000);
        let text = parts(&sent, size).unwrap().join("\n");
        match read(&mangled(text, &manglings)) {
            Ok(found) => prop_assert!(found == sent),
            Err(Refused::Incomplete { missing, .. }) => prop_assert!(!missing.is_empty()),
            Err(refused) => prop_assert!(matches!(refused, Refused::Nothing | Refused::NoBeginning), "{refused}"),
        }
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,2000}") {
        prop_assert_eq!(read(&text), Err(Refused::Nothing));
    }
}
