//! Names in sentences: few are all told, of many some, and Production always; what has to name all names all.

use std::fmt::Write as _;

use acmove::{
    domain::{
        command::Command,
        event::{EnvironmentPostponed, Event, Problem},
        naming::{ALL, FIRST, in_sentence},
        outlook::Next,
        ticket::ticket,
    },
    engine::{operate::hand_over, operation::Operation},
    report::status::lines,
    view::{card::card, stakes::stakes, text::Block, times::Moment},
};

use crate::harness::{
    lines::in_lines,
    retold::Retold,
    scene::Scene,
    story::{EDITIONS, FOUR, Story, report, roll_back},
};

/// So many names; some of them of Production.
fn names(count: usize, production: &[usize]) -> Vec<(String, bool)> {
    (0..count).map(|place| (format!("E{place}"), production.contains(&place))).collect()
}

#[test]
fn few_names_are_told_in_full() {
    for count in [0, 1, 4, ALL] {
        let told = in_sentence(&names(count, &[2]));
        assert_eq!(told.split(", ").filter(|name| !name.is_empty()).count(), count, "{told}");
        assert!(!told.contains("more"), "{told}");
    }
}

#[test]
fn of_many_names_the_first_are_told_and_production_wherever_it_stands() {
    assert_eq!(in_sentence(&names(ALL + 1, &[])), format!("E0, E1, E2, E3 and {} more", ALL + 1 - FIRST));
    assert_eq!(in_sentence(&names(40, &[39])), "E0, E1, E2, E39 and 36 more");
    assert_eq!(in_sentence(&names(40, &[0, 7, 8, 20, 21, 39])), "E0, E7, E8, E20, E21, E39 and 34 more");
    assert_eq!(in_sentence(&names(400, &[399])), "E0, E1, E2, E399 and 396 more");
}

#[test]
fn where_even_production_is_many_what_is_not_named_is_counted() {
    let production: Vec<usize> = (100..200).collect();
    let told = in_sentence(&names(400, &production));
    assert!(told.starts_with("E100, E101, ") && told.ends_with("E105 and 394 more, 94 of them production"), "{told}");
}

/// So many environments, and no window: Production is the last one.
fn environments(count: usize) -> String {
    let (head, production) = FOUR.rsplit_once("[[environment]]").unwrap();
    let mut text: String =
        head.lines().filter(|line| !line.starts_with("window")).flat_map(|line| [line, "\n"]).collect();
    for n in 4..count {
        let serial = format!("{n:03}-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J");
        write!(text, "[[environment]]\nname = \"Server {n:03}\"\nrole = \"test\"\nserial = \"{serial}\"\n").unwrap();
    }
    text + "[[environment]]" + production
}

/// All but three environments are left out, one of the others has BBB, and nothing else can be done tonight.
fn left_out(count: usize) -> Story {
    let mut story = Story::of(EDITIONS[1], &environments(count));
    story.before("lifetime/obtain-target");
    let all: Vec<_> = story.run.infrastructure.environments.iter().skip(1).map(|known| known.id.clone()).collect();
    for environment in all {
        let reason = "the server cannot be reached".to_owned();
        story.record(Event::EnvironmentPostponed(EnvironmentPostponed { environment, reason }));
    }
    story.until(|story| story.outlook().next == Next::EndOfNight);
    story
}

/// The serial number of no environment is found, and Support is asked about all of them.
fn collected(count: usize) -> Story {
    let mut story = Story::of(EDITIONS[0], &environments(count));
    story.through("pause/pause-production");
    while let Next::Step(step) = story.outlook().next {
        let id = story.run.planned(step).id.to_string();
        story.done(&id, report(Problem::SerialNotFound));
    }
    assert_eq!(story.outlook().next, Next::Support);
    story
}

/// Everything that is said of a migration in lines, cards and questions.
fn said(story: &Story) -> Vec<String> {
    let session = Scene::of(story, (100, 30)).model.shown().clone();
    let moment = Moment::of(&session, story.now, None);
    let mut all = lines(&session, &moment);
    let Command::HandOver { items, .. } = hand_over(&session, story.now, "Ben".to_owned(), String::new()) else {
        unreachable!()
    };
    all.extend(items);
    all.extend(in_lines(story, story.now, "", None).0.lines().map(str::to_owned));
    let card = card(&session, session.next_of(None), &moment);
    let asked = [Operation::EndNight, Operation::RollBack].into_iter().filter_map(|it| stakes(&session, it, &moment));
    for block in card.body.into_iter().chain(asked.flat_map(|stakes| stakes.body)) {
        if let Block::Para { lead, text, .. } = block {
            all.push(lead + &text);
        }
    }
    all.extend(story.clone().wish(&Command::Abandon { reason: "we stop".to_owned() }).err().map(|why| why.to_string()));
    all
}

/// How many of the environments a line names.
fn named(line: &str) -> usize {
    ["LifeTime", "Development", "Quality", "Production"].iter().filter(|name| line.contains(*name)).count()
        + line.matches("Server ").count()
}

/// The lines that say how many more there are; each of them, and every other, names few.
fn shortened(story: &Story) -> Vec<String> {
    let all = said(story);
    for line in &all {
        assert!(named(line) <= ALL, "{line}");
    }
    all.into_iter().filter(|line| line.contains(" and ") && line.contains(" more")).collect()
}

#[test]
fn every_sentence_about_many_environments_can_be_read() {
    for count in [4, 12, 40] {
        let (left, waits) = (left_out(count), collected(count));
        let mut stopped = left.clone();
        stopped.grant(&Command::EndNight { reason: "Support answers tomorrow".to_owned() });
        for (what, story) in [("left out", &left), ("stopped for today", &stopped), ("Support", &waits)] {
            let short = shortened(story);
            if count <= ALL {
                assert!(short.is_empty(), "{what}, {count}: {short:#?}");
                assert!(said(story).iter().any(|line| named(line) >= count - 1), "{what}, {count}");
            } else {
                assert!(short.len() > 2, "{what}, {count}: {short:#?}");
                assert!(short.iter().all(|line| line.contains("Production")), "{what}, {count}: {short:#?}");
            }
        }
    }
}

#[test]
fn four_hundred_environments_are_told_in_short_too() {
    let story = left_out(400);
    let short = shortened(&story);
    let next =
        short.iter().find(|line| line.contains("left out for now") || line.contains("Left out for now")).unwrap();
    assert!(next.contains("Development, Quality, Server 004, Production and 395 more"), "{next}");
    let counts = ["395 more", "396 more"];
    assert!(short.iter().all(|line| counts.iter().any(|count| line.contains(count))), "{short:#?}");
}

#[test]
fn the_text_for_support_and_the_report_name_all() {
    for count in [4, 12, 40] {
        let waits = collected(count);
        let text = ticket(&waits.run, waits.outlook(), waits.now);
        let mut back = Story::of(EDITIONS[0], &environments(count));
        back.until(|story| story.run.may_have_target().count() == count).grant(&roll_back());
        let (retold, of_back) = (Retold::story(&back), ticket(&back.run, back.outlook(), back.now));
        let (html, json) = (retold.html(), serde_json::to_string(&retold.account()).unwrap());
        for known in &waits.run.infrastructure.environments {
            let name = known.name.as_str();
            for (what, text) in [("request", &text), ("rollback", &of_back), ("html", &html), ("json", &json)] {
                assert!(text.contains(name), "{count}, {what}: {name} is missing in\n{text}");
            }
        }
        let request = of_back.split("We are rolling back").nth(1).unwrap();
        let request = request.split("Reason").next().unwrap();
        assert!(!request.contains(" more") && request.contains("Production"), "{request}");
    }
}
