//! Over pages as the reader takes them apart: no change of one field, sentence or row lets a page pass a check that the page
//! without it would not pass, and no change of a compared field passes.

use acmove::{
    domain::{
        infrastructure::Side,
        outlook::Standing,
        page::{LicensingPage, Reading},
        run::Evidence,
    },
    reading::read_text,
};
use proptest::prelude::*;

use super::{PRODUCTION, shown};
use crate::harness::story::{EDITIONS, FOUR, Story, env_ix};

const GOOD: &str = "Your license is valid for this server and all features are within licensed limits.";

/// The parts of a page: a name, and its value or text.
type Parts = Vec<(&'static str, String)>;

fn parts(story: &Story, side: Side, value: &str) -> Parts {
    let known = story.run.environment(env_ix(PRODUCTION));
    vec![
        ("links", "Licensing\nUpload New License\nBackup License\nAudit License\nContact OutSystems Sales".to_owned()),
        ("banner", GOOD.to_owned()),
        ("Organization Name", "ACME".to_owned()),
        ("Edition Name", "OutSystems Universal".to_owned()),
        ("License Type", "Production".to_owned()),
        ("Activation Code", story.run.infrastructure.code(side).to_string()),
        ("Serial Number", known.serial.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("End Date", "Never".to_owned()),
        ("head", "OutSystems Features\nFeature\tLimit\tUsage".to_owned()),
        ("row", "\tApplication Objects\nThey are counted.\t2,000\t1328".to_owned()),
        (
            "property",
            format!(
                "\tIntellectual Property\nWhen \"Protected\" or not, Components can be published to any other Platform \
                 Server.\t{value}\t{value}"
            ),
        ),
        (
            "panel",
            "Production\nManage all environments in LifeTime\nLicensed to ACME\nProduction purpose\n\
             Version 11.26.0 (Build 43165)"
                .to_owned(),
        ),
    ]
}

/// How a copy puts names and values.
fn text(parts: &Parts, layout: usize) -> String {
    let part = |(name, value): &(&str, String)| {
        let is_field = name.contains(' ');
        let separator = ["\t", "\n", ": ", " "][layout % 4];
        if is_field { format!("{name}{separator}{value}\n") } else { format!("{value}\n") }
    };
    parts.iter().map(part).collect()
}

/// Another value for a part; empty: it is left out.
fn changes() -> Vec<(&'static str, &'static str)> {
    vec![
        ("banner", ""),
        ("banner", "Your license is valid for this server but some features exceed their limits."),
        ("banner", "This server license has expired. Your Service Center administrator must request a new license"),
        ("banner", "This server license will expire within 3 days."),
        ("banner", "No license was found for this server"),
        ("banner", "Une phrase que personne ne comprend ici."),
        ("banner", "Your license is invalid because the clock of your Platform Server has (or had) a time lag."),
        ("Organization Name", ""),
        ("Organization Name", "Another Company"),
        ("Edition Name", ""),
        ("Edition Name", "Basic"),
        ("License Type", ""),
        ("License Type", "Development"),
        ("License Type", "Trial"),
        ("Activation Code", ""),
        ("Activation Code", "AAA.AAA.AAA.AAA.AAA.AAA.AAA.AAA"),
        ("Serial Number", ""),
        ("Serial Number", "ZZZ-AAA-BBB-CCC-DDD-EEE-FFF-GGG"),
        ("End Date", ""),
        ("End Date", "2026-12-01"),
        ("End Date", "2020-01-31"),
        ("End Date", "31.12.2027"),
        ("row", "\tApplication Objects\nThey are counted.\t1,000\t1328"),
        ("property", ""),
        (
            "property",
            "\tIntellectual Property\nComponents can be published to any other Platform Server.\tBlocked\tBlocked",
        ),
        (
            "property",
            "\tIntellectual Property\nComponents can be published to any other Platform Server.\tProtected\tIgnore",
        ),
    ]
}

fn read(text: &str) -> Option<LicensingPage> {
    match read_text(text) {
        Reading::LicensingPage(page) => Some(*page),
        Reading::CodeCheck(_) | Reading::Message { .. } | Reading::Unknown => None,
    }
}

/// At the check of the target, where the source's page was compared before.
fn at_check() -> Story {
    let mut story = Story::of(EDITIONS[0], FOUR);
    story.before("production/check-source");
    let source = read(&text(&parts(&story, Side::Source, "Ignore"), 0)).unwrap();
    assert_eq!(shown(&mut story, "production/check-source", source), Ok(Standing::Done(Evidence::Verified)));
    story.before("production/check-target");
    story
}

fn passes(story: &Story, text: &str) -> bool {
    let mut story = story.clone();
    let Some(page) = read(text) else { return false };
    matches!(shown(&mut story, "production/check-target", page), Ok(Standing::Done(_)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_change_of_what_is_compared_passes(layout in 0_usize..4, noise in "[a-z]{0,12}") {
        let story = at_check();
        let whole = parts(&story, Side::Target, "Protected");
        prop_assert!(passes(&story, &text(&whole, layout)), "the page itself passes");
        for (name, value) in changes() {
            let mut changed = whole.clone();
            let part = changed.iter_mut().find(|(part, _)| *part == name).unwrap();
            part.1 = value.to_owned();
            let changed = format!("{noise}\n{}", text(&changed, layout));
            prop_assert!(!passes(&story, &changed), "{name}: {value:?} passes\n{changed}");
        }
    }

    #[test]
    fn what_does_not_pass_is_not_made_to_pass_by_one_more_change(layout in 0_usize..4, first in 0_usize..26, second in 0_usize..26) {
        let story = at_check();
        let mut changed = parts(&story, Side::Target, "Protected");
        let all = changes();
        for (name, value) in [all[first], all[second]] {
            changed.iter_mut().find(|(part, _)| *part == name).unwrap().1 = value.to_owned();
        }
        prop_assert!(!passes(&story, &text(&changed, layout)));
    }
}
