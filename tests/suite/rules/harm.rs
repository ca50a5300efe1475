//! The harm in a migration, and the order of many: read like a table, from the most harmful to what is over.

use acmove::{
    domain::{command::Command, infrastructure::Side, outlook::Next},
    engine::{beyond::Beyond, session::Session},
    view::{
        harm::{Harm, back_by},
        mark::Mark,
        overview::{Listed, heading, sort},
        times::Moment,
    },
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use crate::harness::{
    retold::Retold,
    story::{FOUR, IP_ERROR, Story, claim, message, roll_back, show},
};

/// A story told at the moment from which on a rollback has so many minutes left to start.
fn with_left(mut story: Story, minutes: i64) -> Story {
    let window = story.outlook().clocks(&story.run, story.now).window.unwrap();
    story.now = window.rollback_by - SignedDuration::from_mins(minutes);
    story
}

/// Two environments have BBB.
fn two_on_target() -> Story {
    let mut story = Story::paused();
    story.through("development/upload-target").advance();
    story
}

fn stopped() -> Story {
    let mut story = Story::paused();
    story.before("quality/republish").done("quality/republish", message(IP_ERROR));
    story
}

fn rolling_back() -> Story {
    let mut story = two_on_target();
    story.grant(&roll_back());
    story
}

fn with(mut story: Story, command: &Command) -> Story {
    story.grant(command);
    story
}

fn for_support() -> Story {
    let mut story = Story::paused();
    story.before("quality/check-target");
    let page = story.page(2, Side::Target, "Blocked");
    story.done("quality/check-target", show(page));
    while story.outlook().next != Next::Support {
        story.advance();
    }
    story
}

fn reported(finish: bool) -> Story {
    let mut story = Story::paused();
    story.before("quality/check-source").done("quality/check-source", claim("Ignore"));
    if finish {
        story.before("quality/check-target").done("quality/check-target", claim("Protected")).finish_well();
    }
    story
}

fn done() -> Story {
    let mut story = Story::paused();
    story.finish_well();
    story
}

fn given_up(mut story: Story) -> Story {
    story.grant(&Command::Abandon { reason: "the business decided".to_owned() });
    story
}

fn go_on(story: Story) -> Story {
    with(with_left(story, -1), &Command::GoOn { reason: "the business decided".to_owned() })
}

fn without_window() -> Story {
    let mut story = Story::of("activation-code-2021", &without("window"));
    story.through("pause/pause-production").advance();
    story
}

/// The four environments without a line of their description.
fn without(line: &str) -> String {
    FOUR.split_inclusive('\n').filter(|known| !known.starts_with(line)).collect()
}

struct Row {
    harm: Harm,
    why: &'static str,
    story: Story,
    beyond: Beyond,
}

fn row(harm: Harm, why: &'static str, story: Story) -> Row {
    Row { harm, why, story, beyond: Beyond::Nothing }
}

/// Every harm, the most harmful first, with a part of its reason.
fn table() -> Vec<Row> {
    vec![
        Row { beyond: Beyond::Damage { after: 3, whole: 0 }, ..row(Harm::Damaged, "DAMAGED JOURNAL", done()) },
        Row { beyond: Beyond::Newer { after: 3 }, ..row(Harm::Unreadable, "NEWER ACMOVE", done()) },
        row(Harm::StoppedLate, "Intellectual Property error: Quality", with_left(stopped(), -20)),
        row(Harm::StoppedLate, "Intellectual Property error: Quality", with_left(stopped(), -10)),
        row(Harm::Stopped, "Intellectual Property error: Quality", with_left(stopped(), 5)),
        row(Harm::Stopped, "Intellectual Property error: Quality", with_left(stopped(), 50)),
        row(Harm::RollingBackLate, "0 of 2 restored; next: ", with_left(rolling_back(), -3)),
        row(Harm::DecisionLate, "decide: continue or roll back", with_left(two_on_target(), -1)),
        row(Harm::Late, "continues by decision; next: ", go_on(two_on_target())),
        row(Harm::Held, "on hold: the DBA", with(two_on_target(), &Command::Hold { reason: "the DBA".to_owned() })),
        row(Harm::RollingBack, "0 of 2 restored; next: ", with_left(rolling_back(), 30)),
        row(Harm::Caution, "in 10 min; next: ", with_left(two_on_target(), 10)),
        row(Harm::Claims, "1 of 4 codes only reported; next: ", reported(false)),
        row(Harm::Running, "Quality: ", with_left(two_on_target(), 20)),
        row(Harm::Running, "Quality: ", with_left(two_on_target(), 60)),
        row(Harm::Running, ": ", without_window()),
        row(Harm::Preparing, "?", Story::four()),
        row(Harm::OverReported, "codes only reported", reported(true)),
        row(Harm::Over, "BBB installed and tested everywhere", done()),
        row(Harm::GivenUp, "given up before any BBB license", given_up(Story::four())),
    ]
}

fn session(row: &Row) -> Session {
    Session { beyond: row.beyond, ..Retold::story(&row.story).session }
}

fn listed(path: &str, row: &Row) -> Listed {
    Listed::of(path, &session(row), None, row.story.now, Some(&TimeZone::UTC))
}

#[test]
fn the_most_harmful_stands_first_and_each_says_why() {
    let table = table();
    let rows: Vec<Listed> = table.iter().enumerate().map(|(at, row)| listed(&format!("{at:02}"), row)).collect();
    for (row, listed) in table.iter().zip(&rows) {
        assert_eq!(listed.harm, Some(row.harm), "{listed:?}");
        assert!(row.why == "?" || listed.why.contains(row.why), "{}: {:?}", row.why, listed.why);
        assert!(!listed.why.is_empty() && !listed.state.is_empty() && !listed.back_by.is_empty(), "{listed:?}");
    }
    let mut shuffled: Vec<Listed> = rows.iter().rev().cloned().collect();
    sort(&mut shuffled);
    let order: Vec<&str> = shuffled.iter().map(|listed| listed.path.as_str()).collect();
    let wanted: Vec<&str> = rows.iter().map(|listed| listed.path.as_str()).collect();
    assert_eq!(order, wanted);
}

#[test]
fn of_two_that_are_equal_the_one_with_less_time_left_stands_first() {
    let one = listed("one", &row(Harm::Running, "", with_left(two_on_target(), 60)));
    let at = |path: &str, minutes: Option<i64>| Listed {
        path: path.to_owned(),
        due: minutes.map(|minutes| one.due.unwrap() + SignedDuration::from_mins(minutes)),
        ..one.clone()
    };
    let mut rows =
        [at("no window", None), at("later", Some(1)), at("sooner", Some(-1)), at("a", Some(0)), at("b", Some(0))];
    sort(&mut rows);
    assert_eq!(rows.each_ref().map(|row| row.path.as_str()), ["sooner", "a", "b", "later", "no window"]);
}

#[test]
fn every_harm_has_a_word_of_its_own_and_those_that_need_a_person_come_first() {
    let mut words: Vec<&str> = Harm::ALL.iter().map(|harm| harm.word()).collect();
    assert!(Harm::ALL.is_sorted() && Harm::ALL.map(|harm| !harm.needs_a_person()).is_sorted());
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), Harm::ALL.len());
    assert!(!Harm::RollingBack.needs_a_person() && Harm::Held.needs_a_person());
    assert_eq!(Harm::Over.look().0, Mark::Verified);
}

#[test]
fn by_when_a_rollback_has_to_start_is_told_where_it_has_something_to_restore() {
    let told = |story: &Story| {
        let session = Retold::story(story).session;
        back_by(&session, &Moment::of(&session, story.now, Some(&TimeZone::UTC)))
    };
    assert_eq!(told(&Story::paused()).0, "-");
    assert_eq!(told(&done()).0, "-");
    let mut story = without_window();
    story.through("lifetime/upload-target");
    assert_eq!(told(&story).0, "no window");
    let (cell, whole) = told(&with_left(two_on_target(), 22));
    assert!(cell.ends_with(", in 22 min") && whole.starts_with("roll back by "), "{cell} {whole}");
    let (cell, whole) = told(&with_left(stopped(), -28));
    assert_eq!(cell, "LATE 28 min");
    assert!(whole.starts_with("LATE: rollback had to start by ") && whole.ends_with(", 28 min ago"), "{whole}");
    let (cell, whole) = told(&with_left(rolling_back(), -63));
    assert_eq!(cell, "LATE 1 h 3 min");
    assert_eq!(whole, "LATE: the rollback ends about 1 h 3 min after the window");
}

#[test]
fn what_support_has_to_answer_names_faq_and_environment() {
    let listed = listed("m", &row(Harm::Held, "", for_support()));
    assert_eq!(listed.harm, Some(Harm::Held), "{listed:?}");
    assert!(listed.why.contains("BBB license not prepared (FAQ 3): Quality"), "{}", listed.why);
}

#[test]
fn a_rehearsal_stands_behind_what_is_real_and_needs_nobody() {
    let mut rehearsal = Story::rehearsal("activation-code-2021", FOUR);
    rehearsal.before("quality/republish").done("quality/republish", message(IP_ERROR));
    let mut rows =
        [listed("rehearsal", &row(Harm::Stopped, "", rehearsal)), listed("real", &row(Harm::Over, "", done()))];
    sort(&mut rows);
    assert_eq!(rows.each_ref().map(|row| row.path.as_str()), ["real", "rehearsal"]);
    assert_eq!(heading(&rows), ("2 migrations".to_owned(), String::new()));
}

#[test]
fn codes_are_counted_and_both_times_are_named() {
    let mut story = Story::in_zone("Europe/Madrid");
    story.through("development/upload-target").advance();
    let session = Retold::story(&story).session;
    let away: TimeZone = TimeZone::get("America/New_York").unwrap();
    let listed = Listed::of("m", &session, None, story.now, Some(&away));
    assert_eq!(listed.codes, "AAA 2  BBB 2");
    assert!(listed.back_by.contains("Madrid"), "{}", listed.back_by);
    for told in [&listed.back_by_told, &listed.last_told] {
        assert!(told.contains("Madrid") && told.contains("New York"), "{told}");
    }
    assert_eq!(listed.last, "just now");
    let later: Timestamp = story.now + SignedDuration::from_mins(33);
    assert_eq!(Listed::of("m", &session, None, later, Some(&away)).last, "33 min ago");
}

#[test]
fn time_alone_is_no_change_but_a_clock_that_passes_and_a_record_are() {
    let story = with_left(two_on_target(), 60);
    let session = Retold::story(&story).session;
    let at = |minutes: i64| Listed::of("m", &session, None, story.now + SignedDuration::from_mins(minutes), None);
    assert!(!at(20).has_changed(&at(0)), "it goes on as before");
    assert!(at(50).has_changed(&at(0)), "the deadline comes near");
    assert!(at(61).has_changed(&at(50)), "it has passed");
    let mut further = story.clone();
    further.grant(&Command::Note { about: None, text: "a note".to_owned() });
    let noted = Listed::of("m", &Retold::story(&further).session, None, story.now, None);
    assert!(noted.has_changed(&at(0)), "something was recorded");
}

#[test]
fn a_filter_finds_every_word_somewhere_in_the_row() {
    let listed = listed("customers/acme", &row(Harm::StoppedLate, "", with_left(stopped(), -1)));
    for found in ["", "acme", "STOPPED quality", "customers late", "bbb"] {
        assert!(listed.is_found(found), "{found}");
    }
    assert!(!listed.is_found("stopped nowhere"));
}
