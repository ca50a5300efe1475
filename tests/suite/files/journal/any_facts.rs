//! Whatever the facts are, and wherever they are cut or changed.

use acmove::journal::Journal;
use jiff::Timestamp;
use proptest::prelude::*;
use tempfile::TempDir;

use super::{ANA, Fact, look, text};

fn fact() -> impl Strategy<Value = Fact> {
    prop_oneof![
        text().prop_map(|text| Fact::NoteWritten { text }),
        (text(), any::<u64>(), prop::option::of(text())).prop_map(|(step, attempt, note)| Fact::StepDone {
            step,
            attempt,
            note
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_facts_by_anyone_at_any_time_are_read_back(
        facts in prop::collection::vec(fact(), 0..8),
        by in text(),
        millisecond in 0..=Timestamp::MAX.as_millisecond(),
    ) {
        let folder = TempDir::new().unwrap();
        let at = Timestamp::from_millisecond(millisecond).unwrap();
        let recorded = Journal::create(folder.path(), ANA).unwrap().append(at, &by, facts.clone()).unwrap();
        prop_assert!(recorded.iter().all(|record| record.at == at && record.by == by));
        prop_assert!(recorded.iter().map(|record| &record.event).eq(&facts));
        prop_assert_eq!(look(folder.path()).0, recorded);
    }
}
