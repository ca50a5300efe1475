//! Everything that is known of environments, to read.

use super::{
    panel::{PROPERTY, Panel},
    text::{Block, Tone},
    times::spoken,
};
use crate::{
    domain::{index::EnvIx, infrastructure::Side, pointing::Field},
    engine::session::Session,
};

/// Everything about these environments, to read.
pub(super) fn environments_page(session: &Session, places: &[EnvIx]) -> Vec<Block> {
    let run = &session.run;
    let mut blocks = Vec::new();
    for (number, place) in places.iter().copied().enumerate() {
        let (described, known, panel) = (run.described(place), run.environment(place), Panel::of(session, place));
        if number > 0 {
            blocks.push(Block::Gap);
        }
        blocks.push(Block::para(
            Tone::Heading,
            format!("{} ({}){}", described.name, described.role.name(), panel.points_at(None)),
        ));
        let serial = known.serial.as_ref().map_or("not known yet", |serial| serial.as_str());
        let center = described.service_center.as_deref().unwrap_or("address not given");
        let file = run.vault_name(place, Side::Source);
        for (field, name, text) in [
            (Field::Serial, "Serial Number", serial),
            (Field::ServiceCenter, "Service Center", center),
            (Field::Module, "module", run.module(place)),
        ] {
            blocks.push(Block::led(
                Tone::Plain,
                format!("  {name:<22}"),
                format!("{text}{}", panel.points_at(Some(field))),
            ));
        }
        for (field, name, fact, more) in [
            (Field::License, "license", &panel.license, None),
            (Field::Backup, "backup", &panel.backup, file),
            (Field::IntellectualProperty, PROPERTY, &panel.intellectual_property, None),
            (Field::Republished, "test republish", &panel.republished, None),
        ] {
            let more = more.map_or_else(String::new, |more: String| format!(", {more}"));
            let found = if name == "backup" && !panel.found.is_empty() { &format!(", {}", panel.found) } else { "" };
            let lead = format!("  {name:<22}{} ", fact.mark.sign());
            blocks.push(Block::led(
                fact.tone,
                lead,
                format!("{}{found}{more}{}", fact.in_words(), panel.points_at(Some(field))),
            ));
        }
        let step = format!("{}{}", panel.step.word, panel.points_at(Some(Field::Next)));
        let next = format!("  {:<22}{} ", "next", panel.step.mark.sign());
        blocks.push(Block::led(panel.step.tone, next, step));
        let rest = session.outlook.careful_rest_of(run, place);
        if !rest.is_zero() {
            blocks.push(Block::led(Tone::Quiet, format!("  {:<22}", "time left"), format!("about {}", spoken(rest))));
        }
    }
    blocks
}
