//! The numbers of line mode, over all migrations that were kept.

use std::path::Path;

use crate::harness::spoken::{Numbers, faults};

#[test]
fn a_choice_has_its_number_on_every_card_and_nothing_names_a_key() {
    let (mut numbers, mut wrong) = (Numbers::new(), Vec::new());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals");
    for story in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        wrong.extend(faults(&story, &mut numbers));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // What can be done anywhere is called the same everywhere.
    for (number, label) in [
        (0, "Leave (everything is saved)"),
        (20, "Write a note"),
        (21, "Select another environment, or the infrastructure"),
    ] {
        assert_eq!(numbers[&number].iter().collect::<Vec<_>>(), [label]);
    }
    let of = |number: u8| numbers[&number].iter().map(String::as_str).collect::<Vec<_>>();
    assert!(
        of(33)
            .iter()
            .all(|label| ["Hold", "Stay paused"].iter().any(|word| label.starts_with(word))
                || label.contains("waits until")),
        "{:?}",
        of(33)
    );
    assert!(of(34).iter().all(|label| label.starts_with("Roll back")), "{:?}", of(34));
    assert!(numbers.len() > 25, "{numbers:?}");
}
