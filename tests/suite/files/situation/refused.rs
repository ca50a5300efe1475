//! Texts that are refused, with what to do.

use acmove::situation::{Refused, parts, read};

use super::{each_line, in_parts, refusal, situation, text, wrapped};

#[test]
fn lines_that_are_missing_or_changed_are_named_by_their_numbers() {
    let (_, parts) = in_parts();
    let all = parts[1].lines().count() - 1;
    let without = |lines: &[usize]| {
        let kept = parts[1].lines().enumerate().filter(|(at, _)| !lines.contains(at)).map(|(_, line)| line);
        format!("{}{}\n{}", parts[0], kept.collect::<Vec<_>>().join("\n"), parts[2])
    };
    for (lines, named) in [
        (&[3][..], format!("Part 2 of 3 is incomplete: line 3 of {all} is missing or changed. Copy it again.")),
        (&[3, 4], format!("Part 2 of 3 is incomplete: lines 3 and 4 of {all} are missing or changed. Copy it again.")),
        (
            &[2, 3, 5, 6, 7, 8, 9, 10],
            format!("Part 2 of 3 is incomplete: 8 of its {all} lines are missing or changed. Copy it again."),
        ),
    ] {
        assert_eq!(refusal(&without(lines)), named);
    }
    // One character of a line is another one.
    let line = parts[1].lines().nth(5).unwrap();
    let other = if line.as_bytes()[30] == b'x' { "y" } else { "x" };
    let changed = format!("{}{other}{}", &line[..30], &line[31..]);
    let text = parts.join("\n").replace(line, &changed);
    assert!(refusal(&text).starts_with(&format!("Part 2 of 3 is incomplete: line 5 of {all} ")), "{}", refusal(&text));
    // The beginning of a part says nothing that others do not say.
    let beginning = parts[1].lines().nth(1).unwrap();
    assert!(read(&parts.join("\n").replace(beginning, "")).is_ok());
}

#[test]
fn a_text_without_a_situation_and_one_without_its_beginning_are_told_apart() {
    for nothing in [
        "",
        "Hello",
        "UEsDBBQAAAAIAAAAIQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "acmove situation, part 1 of 1: x",
    ] {
        assert_eq!(read(nothing), Err(Refused::Nothing), "{nothing}");
    }
    let text = text(&situation("decided", 44, 1_800_000_000));
    let lines: Vec<&str> = text.lines().skip(2).collect();
    assert_eq!(read(&lines.join("\n")), Err(Refused::NoBeginning));
}

#[test]
fn of_two_situations_of_one_migration_the_later_one_counts() {
    let (before, after) = (situation("decided", 30, 1_800_000_000), situation("decided", 44, 1_800_000_100));
    let talked = |sent: &_| each_line(&wrapped(&text(sent), 50), "16:31 Ana: ");
    for both in [
        text(&before) + &text(&after),
        text(&after) + &text(&before),
        // No line of the later one is whole: still it is seen.
        text(&before) + &talked(&after),
        talked(&after) + &text(&before),
    ] {
        assert!(read(&both).unwrap() == after);
    }
    // A journal only grows: a clock that was set back changes nothing.
    let set_back = situation("decided", 44, 1_700_000_000);
    assert!(read(&(text(&set_back) + &text(&before))).unwrap() == set_back);
}

#[test]
fn parts_of_two_situations_do_not_fit_together_and_that_is_said() {
    let story = |records, second| parts(&situation("handed-over", records, second), 2000).unwrap();
    let (before, after) = (story(60, 1_800_000_000), story(70, 1_800_000_100));
    assert_eq!(
        refusal(&format!("{}{}{}", before[0], after[1], after[2])),
        "Part 1 of 3 is missing. The text also contains parts of another situation of this migration, made at \
         2027-01-15 08:00:00 UTC: parts of different situations do not fit together."
    );
}

#[test]
fn situations_of_different_migrations_are_refused_with_both_names() {
    let (one, other) = (situation("decided", 44, 1_800_000_000), situation("everything-well", 48, 1_800_000_000));
    let refused = refusal(&(text(&one) + &text(&other)));
    assert!(refused.contains("decided") && refused.contains("everything-well"), "{refused}");
    let (_, parts) = in_parts();
    let refused = refusal(&(text(&one) + &parts[0]));
    assert!(refused.contains("decided and one that is incomplete"), "{refused}");
}

#[test]
fn a_situation_whose_records_were_changed_is_refused_by_the_chain() {
    let mut changed = situation("decided", 44, 1_800_000_000);
    changed.about.head = "0".repeat(64).parse().unwrap();
    assert_eq!(
        refusal(&text(&changed)),
        "the situation was changed on its way: its records do not end with the head that it names. Ask the sender to copy \
         it again."
    );
}

#[test]
fn megabytes_of_anything_are_answered() {
    let (_, parts) = in_parts();
    let line = parts[0].lines().nth(4).unwrap();
    let hostile = [
        "A ".repeat(200_000),
        format!("{} ", &line[..1]).repeat(100_000) + &parts[0],
        format!("{} ", &line[..7]).repeat(30_000) + &parts[0],
        "A".repeat(300_000),
        format!("{line}\n").repeat(10_000),
        format!("{}\n", &line[..63]).repeat(10_000) + &parts[0],
    ];
    for text in hostile {
        assert!(read(&text).is_err());
    }
}
