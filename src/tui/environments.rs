//! The page about the environments: all of them in a table, then everything about each, the one that is looked at first.

use super::state::UiState;
use crate::{
    domain::{index::EnvIx, infrastructure::Side, pointing::Field},
    engine::session::Session,
    view::{
        environment_table::{filtered, is_table},
        flow::flow,
        panel::{Panel, PanelFact},
        text::{Block, Line, Part, Tone, columns, cut, padded},
        times::minutes,
    },
};

/// Columns between two columns.
const GAP: usize = 2;

/// The sign for what was left out: as wide in every set of signs, so that columns stay below each other.
const CUT: &str = "..";

/// A text is so wide that the details of two environments stand beside each other.
const BESIDE: usize = 118;

/// Columns of the labels of details.
const LABEL: usize = 17;

/// The lines of the page, in a width.
pub(super) fn environments(session: &Session, ui: &UiState, width: usize) -> Vec<Line> {
    let places = filtered(session, if is_table(session) { &ui.filter } else { "" });
    let focus = ui.environment(session);
    let mut lines = table(session, &places, focus, width);
    let (first, rest): (Vec<EnvIx>, Vec<EnvIx>) = places.iter().partition(|place| Some(**place) == focus);
    let ordered: Vec<EnvIx> = first.into_iter().chain(rest).collect();
    let beside = if width >= BESIDE { 2 } else { 1 };
    let each = (width - GAP * (beside - 1)) / beside;
    for pair in ordered.chunks(beside) {
        lines.push(Line::new());
        let told: Vec<Vec<Line>> = pair.iter().map(|place| details(session, *place, each)).collect();
        let rows = told.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..rows {
            let mut line = Line::new();
            for (place, column) in told.iter().enumerate() {
                let part = column.get(row).cloned().unwrap_or_default();
                let used: usize = part.iter().map(|part| columns(&part.text)).sum();
                line.extend(part);
                if place + 1 < told.len() {
                    line.push(Part::text(Tone::Plain, " ".repeat((each + GAP).saturating_sub(used))));
                }
            }
            lines.push(line);
        }
    }
    lines
}

/// A cell of the table.
struct Cell {
    tone: Tone,
    text: String,
}

impl Cell {
    fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into() }
    }

    fn fact(fact: &PanelFact) -> Self {
        let by = fact.by.as_ref().map_or_else(String::new, |by| format!(" {by}"));
        Self::new(fact.tone, format!("{} {}{by}", fact.mark.sign(), fact.word).trim_end())
    }
}

/// The heads of the columns.
const HEADS: [&str; 7] = ["Environment", "Role", "License", "Backup", "IPP", "Test", "Next"];

/// How each environment stands, a row each; what does not fit is cut, and whole in its details.
fn table(session: &Session, places: &[EnvIx], focus: Option<EnvIx>, width: usize) -> Vec<Line> {
    let rows: Vec<[Cell; HEADS.len()]> = places.iter().map(|place| row(session, *place)).collect();
    let widest = |column: usize| {
        let cells = rows.iter().map(|row| columns(&row[column].text));
        cells.max().unwrap_or(0).max(HEADS[column].len())
    };
    let mut widths: [usize; HEADS.len()] = std::array::from_fn(widest);
    let most = [30, 11, 10, 12, 14, 9, usize::MAX];
    for (width, most) in widths.iter_mut().zip(most) {
        *width = (*width).min(most);
    }
    // The last column gives way first, then the names, then the role.
    let least = [12, 0, 5, 6, 5, 4, 12];
    let mut over = (widths.iter().sum::<usize>() + GAP * (HEADS.len() + 1)).saturating_sub(width);
    for place in [6, 0, 1, 3, 4] {
        let given = widths[place].saturating_sub(least[place]).min(over);
        widths[place] -= given;
        over -= given;
    }
    let line = |is_focus: bool, cells: [Cell; HEADS.len()]| -> Line {
        let bar = Part::text(Tone::Now, if is_focus { "\u{258c} " } else { "  " });
        let shown = cells.into_iter().zip(widths).filter(|(_, width)| *width > 0);
        let parts = shown.map(|(cell, width)| Part::text(cell.tone, padded(&cut(&cell.text, width, CUT), width + GAP)));
        [bar].into_iter().chain(parts).collect()
    };
    let heads = line(false, HEADS.map(|head| Cell::new(Tone::Quiet, head)));
    let rows = places.iter().zip(rows).map(|(place, mut row)| {
        // The next step has a short spelling of its own.
        let room = widths[HEADS.len() - 1].saturating_sub(2);
        if let Some(last) = row.last_mut() {
            *last = Cell::fact(&Panel::of(session, *place).step_in(room));
        }
        line(Some(*place) == focus, row)
    });
    [heads].into_iter().chain(rows).collect()
}

fn row(session: &Session, place: EnvIx) -> [Cell; HEADS.len()] {
    let (described, panel) = (session.run.described(place), Panel::of(session, place));
    [
        Cell::new(Tone::Heading, format!("{}{}", described.name, panel.points_at(None))),
        Cell::new(Tone::Plain, described.role.name()),
        Cell::fact(&panel.license),
        Cell::fact(&panel.backup),
        Cell::fact(&panel.intellectual_property),
        Cell::fact(&panel.republished),
        Cell::fact(&panel.step),
    ]
}

/// Everything about an environment.
fn details(session: &Session, place: EnvIx, width: usize) -> Vec<Line> {
    let run = &session.run;
    let (described, known, panel) = (run.described(place), run.environment(place), Panel::of(session, place));
    let mut lines = vec![vec![
        Part::text(Tone::Heading, format!("{}{}", described.name, panel.points_at(None))),
        Part::text(Tone::Quiet, format!("  {}", described.role.name())),
    ]];
    let serial = known.serial.as_ref().map_or("not known yet", |serial| serial.as_str());
    let center = described.service_center.as_deref().unwrap_or("address not given");
    let mut said = |label: &str, tone: Tone, text: &str| lines.extend(labelled(label, tone, text, width));
    let by = |field| panel.points_at(Some(field));
    for (label, field, text) in [
        ("Serial Number", Field::Serial, serial),
        ("Service Center", Field::ServiceCenter, center),
        ("Module", Field::Module, run.module(place)),
    ] {
        said(label, Tone::Plain, &format!("{text}{}", by(field)));
    }
    let fact =
        |field, fact: &PanelFact, more: &str| format!("{} {}{more}{}", fact.mark.sign(), fact.in_words(), by(field));
    said("License", panel.license.tone, &fact(Field::License, &panel.license, ""));
    let found = if panel.found.is_empty() { String::new() } else { format!(", {}", panel.found) };
    said("Backup", panel.backup.tone, &fact(Field::Backup, &panel.backup, &found));
    if let Some(file) = run.vault_name(place, Side::Source) {
        said("Backup file", Tone::Plain, &file);
    }
    let property = fact(Field::IntellectualProperty, &panel.intellectual_property, "");
    said("Intell. Property", panel.intellectual_property.tone, &property);
    said("Test publish", panel.republished.tone, &fact(Field::Republished, &panel.republished, ""));
    let next = format!("{} {}{}", panel.step.mark.sign(), panel.step.word, by(Field::Next));
    said("Next", panel.step.tone, &next);
    let rest = session.outlook.careful_rest_of(run, place);
    if !rest.is_zero() {
        said("Left", Tone::Plain, &format!("about {}", minutes(rest)));
    }
    lines
}

/// A label, quiet, and its value in its tone; what is wrapped stays right of the label.
fn labelled(label: &str, tone: Tone, text: &str, width: usize) -> Vec<Line> {
    let indent = format!("  {label:<LABEL$}");
    let room = width.saturating_sub(indent.len()).max(12);
    let lines = flow(&[Block::para(tone, text)], room);
    let mut lead = Some(Part::text(Tone::Quiet, indent.clone()));
    let blank = Part::text(Tone::Plain, " ".repeat(indent.len()));
    lines
        .into_iter()
        .map(|line| [lead.take().unwrap_or_else(|| blank.clone())].into_iter().chain(line).collect())
        .collect()
}
