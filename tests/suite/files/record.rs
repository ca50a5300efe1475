//! The record of a migration: Markdown, HTML, JSON and the picture of the night, for every scenario as it was looked at.

mod sheet;

use std::{path::Path, sync::Arc};

use acmove::{
    catalog,
    domain::{
        command::{Command, StepCommand},
        event::{Event, WentOn},
        infrastructure::Side,
        run::Course,
    },
    report::render::markdown,
};
use jiff::tz::TimeZone;

use crate::harness::{
    retold::{Retold, retimed},
    story::{FOUR, Story, begin, claim, message},
};

/// The scenario whose record is looked at in every format.
const ALL_FORMATS: &str = "ip-error-middle";

/// Compares the record of a scenario that was played in a folder with the one that was looked at.
pub(crate) fn is_as_looked_at(id: &str, folder: &Path) {
    let facts = retimed(folder);
    let Event::MigrationStarted(start) = &facts[0].event else { panic!("{id} does not begin") };
    let text = catalog::edition(&start.procedure.id).unwrap().text;
    let procedure = Arc::new(catalog::procedure("procedure.toml", text).unwrap());
    let retold = Retold::of(&procedure, &facts);
    if let Some(folder) = std::env::var_os("ACMOVE_REPORTS") {
        std::fs::write(Path::new(&folder).join(id).with_extension("html"), retold.html()).unwrap();
    }
    looked_at(id, &retold.markdown());
    if id == ALL_FORMATS {
        looked_at(&format!("{id}-html"), &retold.html());
        looked_at(&format!("{id}-json"), &serde_json::to_string_pretty(&retold.account()).unwrap());
    }
}

/// A rehearsal has another port where its own is taken.
fn without_ports(text: &str) -> String {
    let mut parts = text.split("127.0.0.1:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "127.0.0.1:PORT" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

fn looked_at(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("../../reports");
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, without_ports(text)));
}

#[test]
fn a_migration_that_was_just_begun_has_a_record_too() {
    let story = Story::four();
    let retold = Retold::story(&story);
    let text = retold.markdown();
    assert!(text.contains("> **preparing**") && text.contains("No waits."), "{text}");
    assert!(matches!(retold.session.run.course, Course::Forward));
    assert!(retold.html().contains("No page was checked yet."));
}

/// Everything that somebody could have put markup into.
fn nasty() -> Retold {
    let nasty = FOUR.replace("name = \"ACME\"", "name = \"A<script>alert(1)</script>&B | *C*\"");
    let mut story = Story::of("activation-code-2021", &nasty.replace("\"Quality\"", "\"Q<img src=x onerror=y>\""));
    story.through("production/upload-source");
    story.done("production/check-source", claim("Ignore"));
    story.grant(&Command::Note { about: None, text: "</title><b>https://example.org</b>\nsecond | line".to_owned() });
    story.before("production/republish");
    story.done("production/republish", StepCommand::Begin { vault: story.vault(3) });
    story.done("production/republish", message("Invalid Intellectual Property: <i>x</i> | y"));
    Retold::story(&story)
}

#[test]
fn the_html_is_one_file_that_asks_for_nothing_and_runs_nothing() {
    let html = nasty().html();
    for never in ["<script", "<img", "<b>", "<i>", "@import", "<link rel=\"stylesheet\""] {
        assert!(!html.contains(never), "{never}");
    }
    assert!(!html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "").contains("href=\"http"));
    assert!(html.contains("&lt;script&gt;alert(1)") && html.contains("default-src 'none'"));
    assert_eq!(html.matches("<svg").count(), html.matches("</svg>").count());
}

#[test]
fn what_people_wrote_is_no_markup_in_markdown_and_breaks_no_table() {
    let text = nasty().markdown();
    assert!(text.contains("# A\\<script\\>alert(1)\\</script\\>&B \\| \\*C\\*"), "{text}");
    let mut columns = 0;
    for line in text.lines().filter(|line| line.starts_with('|')) {
        let bars = line.replace("\\|", "").matches('|').count();
        columns = if line.starts_with("|---") || columns == 0 { bars } else { columns };
        let is_head = text.contains(&format!("\n\n{line}\n|---"));
        assert!(bars == columns || is_head, "{line}");
    }
    assert!(text.contains("second \\| line"), "{text}");
}

#[test]
fn the_json_begins_with_the_status_and_tells_the_rest() {
    let retold = nasty();
    let json = serde_json::to_value(retold.account()).unwrap();
    assert_eq!((&json["state"], &json["environments"][3]["license"]), (&"stopped".into(), &"target".into()));
    for key in [
        "before",
        "after",
        "people",
        "totals",
        "files",
        "work",
        "checks",
        "failures",
        "overrides",
        "refusals",
        "waits",
        "night",
        "timeline",
    ] {
        assert!(!json[key].is_null(), "{key}");
    }
    assert_eq!(json["timeline"].as_array().unwrap().len() as u64, json["journal"]["events"].as_u64().unwrap());
    let check = json["checks"].as_array().unwrap().last().unwrap();
    assert_eq!((&check["passed"], &check["rows"][0]["verdict"]), (&false.into(), &"differs".into()));
    let change = &json["night"]["lanes"][4]["changes"][0];
    assert_eq!(change["to"], "target");
}

#[test]
fn claimed_and_verified_overrides_and_refusals_are_told_apart() {
    let mut story = Story::paused();
    story.before("production/check-source").done("production/check-source", claim("Ignore"));
    story.wait(600).record(Event::Refused { step: None, reason: "No backup.".to_owned() });
    story.record(Event::WentOn(WentOn { rollback_by: begin(), before: None, reason: "the boss agrees".to_owned() }));
    let text = Retold::story(&story).markdown();
    let part = |from: &str, to: &str| text.split(from).nth(1).unwrap().split(to).next().unwrap().to_owned();
    assert!(part("## Claimed, not verified", "## Checks").contains("production/check-source"));
    assert!(!part("## Claimed, not verified", "## Checks").contains("obtain-source"));
    assert!(part("## Overrides", "## Refusals").contains("the boss agrees"));
    assert!(part("## Refusals", "## Waiting").contains("Refused: No backup."));
    assert!(text.contains("10 h 01 min") && text.contains("nothing was recorded"), "{text}");
}

#[test]
fn days_in_which_nothing_happened_are_cut_out_of_the_picture() {
    let mut story = Story::four();
    story.through("before/read-procedure").wait(3 * 24 * 60).through("production/check-source");
    let html = Retold::story(&story).html();
    assert_eq!(html.matches(" d 20 h</text>").count(), 1, "what was cut after the window's end is named");
    // The work of the evening takes up most of the picture all the same.
    let left = |what: &str| -> f64 {
        let bar = html.split("<rect ").find(|bar| bar.contains(what)).unwrap();
        bar.split("x=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    assert!(left("Production: Check") - left("Pause all") > 150.0);
}

#[test]
fn many_environments_are_told_in_pictures_that_fit_on_a_page() {
    let html = Retold::story(&crate::screen::layout::of(60)).html();
    assert_eq!(html.matches("<figure>").count(), 3);
    assert!(html.contains("Branch 059: no attempts."));
}

/// Names as people give them: short, long, and different only at their ends.
fn named(count: usize) -> String {
    let more = |n: usize| {
        let name = [
            "Branch",
            "Regional Operations and Logistics Services Europe",
            "QA",
            "Warehouse Automation Pre-Production",
        ];
        let role = ["development", "test", "production"][n % 3];
        format!(
            "[[environment]]\nname = \"{} {n:03}\"\nrole = \"{role}\"\nserial = \"{n:03}-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J\"\n",
            name[n % 4]
        )
    };
    FOUR.to_owned() + &(4..count).map(more).collect::<String>()
}

/// The words of a picture: their row, and from where to where each lies, as a narrow font has it.
fn words(svg: &str) -> Vec<(String, f64, f64, String)> {
    let text = |part: &str| {
        let (attributes, content) = part.split_once('>')?;
        let word = content.split('<').next()?.to_owned();
        let number =
            |name: &str| attributes.split(&format!("{name}=\"")).nth(1)?.split('"').next()?.parse::<f64>().ok();
        let size = number(" font-size").unwrap_or(10.0);
        let (x, wide) = (number("x")?, size * 0.5 * f64::from(u32::try_from(word.chars().count()).ok()?));
        let left = if attributes.contains("\"middle\"") { x - wide / 2.0 } else { x };
        let row = attributes.split(" y=\"").nth(1)?.split('"').next()?.to_owned();
        Some((row, left, left + wide, word))
    };
    svg.split("<text ").skip(1).filter_map(text).collect()
}

#[test]
fn no_words_of_a_picture_lie_over_each_other_and_long_names_keep_both_their_ends() {
    for count in [4, 12, 40] {
        let mut story = Story::of("activation-code-2021", &named(count));
        story.through("production/check-target").wait(200);
        story.grant(&Command::Hold { reason: "we wait for the DBA".to_owned() });
        let html = Retold::story(&story).html();
        if let Some(folder) = std::env::var_os("ACMOVE_REPORTS") {
            std::fs::write(Path::new(&folder).join(format!("many-{count}.html")), &html).unwrap();
        }
        for svg in html.split("<figure>").skip(1) {
            let words = words(svg);
            for (place, (row, left, right, word)) in words.iter().enumerate() {
                for (_, from, to, other) in words[place + 1..].iter().filter(|(other, ..)| other == row) {
                    assert!(right <= from || to <= left, "{count}: {word:?} and {other:?} in row {row}");
                }
            }
        }
        let long = "Regional Operations and Logistics Services Europe 005";
        let is_kept = html.contains("Regional Opera") && html.contains("ope 005<title>");
        assert!(count == 4 || is_kept && html.contains(&format!("<title>{long}</title>")));
    }
}

#[test]
fn a_printed_page_says_what_it_belongs_to_and_whatever_is_written_there_is_no_markup() {
    let html = nasty().html();
    let style = html.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    assert!(style.contains("@top-left { content: \"A\\00003cscript\\00003e") && !style.contains("<script"), "{style}");
    assert!(style.contains("\"Page \" counter(page) \" of \" counter(pages)") && style.contains("record "));
    assert!(style.contains("@top-right { content: \"\"; }"), "it is a real one");
}

#[test]
fn a_lane_of_which_nothing_is_known_is_dotted_from_its_beginning() {
    let html = Retold::story(&Story::four()).html();
    let picture = html.split("<figure>").nth(1).unwrap();
    assert_eq!(picture.matches("stroke=\"#999\" stroke-width=\"1.2\" stroke-dasharray=\"1.5 3\"").count(), 4);
}

#[test]
fn what_is_not_over_says_on_top_what_is_asked_when_to_roll_back_and_as_of_when() {
    let mut story = Story::paused();
    story.through("production/check-target");
    let retold = Retold::story(&story);
    for text in [retold.html(), retold.markdown()] {
        let top = text.split("From AAA").next().unwrap();
        for told in ["Asked now", "Roll back by", "Written", "is not over"] {
            assert!(top.contains(told), "{told}: {top}");
        }
    }
    assert!(retold.html().contains("<span class=\"code target\">Production <strong>BBB</strong> &#10003;</span>"));
    let mut reported = Story::paused();
    reported.before("development/check-target");
    assert!(Retold::story(&reported).html().contains("code target said\">Development <strong>BBB</strong> &#9670;"));
    story.finish_well();
    assert!(!Retold::story(&story).markdown().contains("Asked now"));
}

#[test]
fn times_are_those_of_the_zone_that_is_named() {
    let retold = Retold::story(&Story::four());
    let zone = TimeZone::fixed(jiff::tz::offset(1));
    let text = markdown(&retold.account(), &zone).unwrap();
    assert!(text.contains("2026-11-28 22:00:00") && text.contains("times: UTC+01"), "{text}");
}

#[test]
fn what_is_under_way_is_never_told_as_done() {
    let mut story = Story::paused();
    story.before("production/upload-target");
    story.done("production/upload-target", StepCommand::Begin { vault: story.vault(3) });
    let retold = Retold::story(&story);
    let html = retold.html();
    assert!(html.contains("Production: Upload the BBB license (STARTED, NOT CONFIRMED), "), "the bar");
    let words = html.split("<li>Production: ").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(words.contains("1 STARTED, NOT CONFIRMED") && words.contains("POSSIBLY BBB since"), "{words}");
}

#[test]
fn what_was_only_said_is_hollow_until_a_page_shows_that_very_license() {
    let mut story = Story::paused();
    story.through("production/upload-target");
    let change = |story: &Story| {
        let json = serde_json::to_value(Retold::story(story).account()).unwrap();
        json["night"]["lanes"][4]["changes"].clone()
    };
    assert!(change(&story)[0]["seen"].is_null() && change(&story)[0]["said"].is_string());
    // It was not really uploaded: the next one is another change, and only that was seen.
    let again = Command::DoAgain { step: "production/upload-target".into(), reason: "it was not".to_owned() };
    story.grant(&again).through("production/check-target");
    let changes = change(&story);
    assert_eq!(changes.as_array().unwrap().len(), 2, "{changes:#}");
    assert!(changes[0]["seen"].is_null() && changes[1]["seen"].is_string());
}

#[test]
fn claims_are_told_as_claims_wherever_they_stand() {
    let mut story = Story::paused();
    story.before("production/check-source").done("production/check-source", claim("Ignore"));
    story.through("production/republish");
    let retold = Retold::story(&story);
    let text = retold.markdown();
    assert!(text.contains("published (claimed)"), "{text}");
    for line in text.lines().filter(|line| line.contains("(claimed) | Intellectual Property | ")) {
        assert!(line.ends_with("| claimed |"), "{line}");
    }
    let checks = serde_json::to_value(retold.account()).unwrap()["checks"].clone();
    let claimed = checks.as_array().unwrap().iter().filter(|check| check["evidence"] == "claimed");
    assert!(claimed.clone().count() > 1 && claimed.clone().all(|check| check["rows"][0]["verdict"] == "claimed"));
}

#[test]
fn what_went_wrong_and_what_nobody_watched_stand_at_the_top() {
    let mut story = Story::of("activation-code-2021", &crate::harness::watching::with_lifetime(FOUR));
    story.record(Event::Watched { environments: 4, other_types: Vec::new() }).through("pause/pause-production");
    story.record(Event::Unwatched { why: "status 500".to_owned(), connected: true, since: None });
    story.wait(9).record(Event::Watched { environments: 4, other_types: Vec::new() });
    story.through("production/upload-source");
    let page = story.page(3, Side::Source, "Protected");
    story.done("production/check-source", crate::harness::story::show(page));
    let text = Retold::story(&story).markdown();
    let top = text.split("## Environments").next().unwrap();
    assert!(top.contains("**Failed**, record ") && top.contains("Intellectual Property Protected"), "{top}");
    assert!(top.contains("**Not watched** from 2026-11-28 21:07:00 to 2026-11-28 21:17:00: status 500"), "{top}");
}
