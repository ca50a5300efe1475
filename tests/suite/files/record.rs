//! The record of a migration: Markdown, HTML, JSON and the picture of the night, for every scenario as it was looked at.

use std::{path::Path, sync::Arc};

use acmove::{
    catalog,
    domain::{
        command::{Command, StepCommand},
        event::Event,
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
    story.record(Event::WentOn { rollback_by: begin(), before: None, reason: "the boss agrees".to_owned() });
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
