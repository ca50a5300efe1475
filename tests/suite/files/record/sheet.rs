//! The HTML of a record on narrow screens and on paper, and of many environments.

use std::collections::BTreeSet;

use acmove::{
    domain::{
        command::{Command, StepCommand, VaultCheck},
        index::EnvIx,
    },
    report::render::html,
};
use jiff::tz::TimeZone;

use super::{named, words};
use crate::harness::{
    retold::Retold,
    story::{FOUR, Story, message},
};

/// The width of a picture, in its own units.
const WIDTH: f64 = 760.0;

fn pictures(html: &str) -> Vec<&str> {
    html.split("<figure>").skip(1).map(|rest| rest.split("</figure>").next().unwrap()).collect()
}

#[test]
fn no_word_of_a_picture_is_cut_off_at_an_edge() {
    for minutes in 0..40 {
        let mut story = Story::paused();
        story.through("production/check-target").wait(minutes);
        story.grant(&Command::Hold { reason: "we wait for the DBA".to_owned() });
        let html = Retold::story(&story).html();
        for svg in pictures(&html) {
            for (_, left, right, word) in words(svg) {
                assert!(left >= 0.0 && right <= WIDTH, "{minutes}: {word} from {left} to {right}");
            }
        }
    }
}

/// Many environments, and all the time that they need.
fn many(count: usize) -> Story {
    let description: Vec<_> =
        named(count).lines().filter(|line| !line.starts_with("window")).map(str::to_owned).collect();
    Story::of("activation-code-2021", &description.join("\n"))
}

/// A night of many environments in which a publish of the last one failed.
fn failed_at_the_last(count: usize) -> Story {
    let mut story = many(count);
    let last = story.run.environments().len() - 1;
    let republish = story.run.plan.steps_of(Some(EnvIx::new(last)));
    let id = republish.iter().map(|step| story.run.planned(*step).id.to_string()).find(|id| id.ends_with("/republish"));
    let id = id.unwrap();
    story.before(&id);
    let begin = StepCommand::Begin { vault: story.vault(last) };
    story.done(&id, begin).done(&id, message("The application server does not answer."));
    story
}

#[test]
fn of_many_environments_those_with_trouble_are_in_one_picture_and_all_are_folded_below() {
    let story = failed_at_the_last(80);
    let html = Retold::story(&story).html();
    let name = &story.run.infrastructure.environments[79].name;
    let all = pictures(&html);
    assert_eq!(all.len(), 1 + 81_usize.div_ceil(22), "an overview, and all");
    assert!(all[0].contains(&format!("{name}: attempts")), "{name} stands in the overview");
    assert!(html.contains("21 of 80 environments: first the one with an attempt that failed"));
    let folded = html.split("80 environments in 4 pictures: open to read and to print them").nth(1).unwrap();
    assert_eq!(pictures(folded.split("</details>").next().unwrap()).len(), 4);
    let ids: Vec<&str> = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let distinct: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), distinct.len(), "{ids:?}");
}

#[test]
fn of_many_environments_a_missing_backup_is_in_sight_and_the_rest_is_folded() {
    let mut story = many(80);
    story.until(|story| story.run.may_have_target().count() == 80);
    let mut retold = Retold::story(&story);
    let in_sight = |html: &str| {
        let part = html.split("A rollback would restore now").nth(1).unwrap().to_owned();
        part.split("<details").next().unwrap().to_owned()
    };
    assert!(in_sight(&retold.html()).contains("80 environments, each with a backup that was verified"));
    retold.session.vault[4] = VaultCheck::default();
    let html = html(&retold.account(), &TimeZone::UTC).unwrap();
    assert!(in_sight(&html).contains("Branch 004"), "{}", in_sight(&html));
    assert!(html.contains("80 environments to restore: open to read and to print them"));
}

#[test]
fn of_many_environments_that_are_left_out_few_are_in_sight_and_many_are_folded() {
    for left_out in [3, 70] {
        let mut story = many(80);
        let all: Vec<_> = story.run.infrastructure.environments.iter().skip(1).take(left_out).cloned().collect();
        for known in all {
            let reason = "the server cannot be reached".to_owned();
            story.grant(&Command::Postpone { environment: known.id, reason });
        }
        let html = Retold::story(&story).html();
        let top = html.split("From AAA").next().unwrap();
        assert_eq!(top.matches("Left out for now: ").count(), left_out);
        let folded = top.matches("70 environments left out for now: open to read and to print them").count();
        assert_eq!(folded, usize::from(left_out == 70));
        assert_eq!(top.matches("<details").count(), top.matches("</details>").count());
    }
}

#[test]
fn the_ten_longest_waits_are_in_sight_and_the_others_are_folded() {
    let mut story = Story::paused();
    for hold in 0..13 {
        story.grant(&Command::Hold { reason: format!("reason {hold}") }).wait(20 + hold).advance();
    }
    let html = Retold::story(&story).html();
    let waits = html.split("Waits, the longest first").nth(1).unwrap().split("</section>").next().unwrap();
    let (in_sight, folded) = waits.split_once("3 shorter waits: open to read and to print them").unwrap();
    assert_eq!((in_sight.matches("<li>").count(), folded.matches("<li>").count()), (10, 3), "{waits}");
    assert!(in_sight.contains("reason 12") && folded.contains("reason 0"), "{waits}");
}

#[test]
fn each_cell_says_what_it_is_where_a_narrow_screen_has_no_room_for_a_head_row() {
    let mut story = Story::of("activation-code-2021", FOUR);
    story.through("production/check-target");
    let html = Retold::story(&story).html();
    let tables = html.split("<table>").skip(1).map(|rest| rest.split("</table>").next().unwrap());
    let mut cells = 0;
    for table in tables {
        let heads: Vec<&str> = table.split("<th").skip(2).map(|rest| rest.split(['>', '<']).nth(1).unwrap()).collect();
        for cell in table.split("<td data-of=\"").skip(1) {
            let named = cell.split('"').next().unwrap();
            assert!(heads.contains(&named), "{named} is not a head of {heads:?}");
            cells += 1;
        }
        for row in table.split("<tr>").skip(2) {
            let bare = row.matches("<td>").count() + row.matches("<td rowspan").count();
            assert!(bare <= if heads[0] == "record" { 2 } else { 1 }, "{row}");
        }
    }
    assert!(cells > 50, "{cells}");
}

#[test]
fn claims_are_listed_once_for_each_step_with_all_their_environments() {
    let mut story = Story::four();
    story.finish_well();
    let html = Retold::story(&story).html();
    let claims = html.split("Claimed, not verified:").nth(1).unwrap().split("</ul>").next().unwrap();
    let listed: Vec<&str> = claims.split("<li>").skip(1).map(|item| item.split("</li>").next().unwrap()).collect();
    let published = listed.iter().find(|item| item.starts_with("Test publish")).unwrap();
    for environment in &story.run.infrastructure.environments {
        assert!(published.contains(&environment.name), "{published}");
    }
}
