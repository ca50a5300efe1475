//! The columns of the table of many environments: how wide each is, its head, and a row.

use ratatui::text::{Line, Span};

use super::{
    super::{
        badge,
        canvas::{Canvas, width},
    },
    fact::{called, named},
    lines::{badge_in, lead},
    marks::signs,
};
use crate::{
    domain::index::EnvIx,
    engine::session::Session,
    view::{
        panel::Panel,
        step_marks::step_groups,
        text::{Tone, columns, padded},
    },
};

/// From this width of the table on, there is a column for the role.
const WITH_ROLE: u16 = 116;

/// From this width on, facts have words beside their marks.
const WITH_WORDS: u16 = 90;

/// Gaps between two columns, the widest first: all of them are the same.
const GAPS: [usize; 3] = [3, 2, 1];

/// Columns that the next step keeps: a gap is not wider for less.
const STEP: usize = 10;

/// Columns of the mark before the name.
const LEAD: usize = 3;

/// The heads of the columns of facts.
const IPP: &str = "IPP";
const KEPT: &str = "backup";

/// Columns of the names of roles, of the words of *Intellectual Property*, and of the words of a backup.
const ROLE: usize = 11;
const PROPERTY: usize = 11;
const BACKUP: usize = 8;

/// The columns of a table.
#[derive(Debug, Clone)]
pub(super) struct TableColumns {
    name: usize,
    /// Columns of the role; none where there is no room.
    role: usize,
    /// The groups of steps, each with its width.
    groups: [(&'static str, usize); 3],
    /// Columns between two columns.
    gap: usize,
    /// Columns of the words of the facts.
    property: usize,
    backup: usize,
    width: usize,
}

impl TableColumns {
    /// The columns for these environments, in so many columns of the screen.
    pub(super) fn of(session: &Session, environments: impl Iterator<Item = EnvIx>, name: usize, width: u16) -> Self {
        let mut groups = [("", 0); 3];
        for environment in environments {
            for (column, group) in groups.iter_mut().zip(step_groups(session, environment)) {
                *column = (group.name, column.1.max(columns(group.name)).max(group.marks.len()));
            }
        }
        let has_words = width >= WITH_WORDS;
        let columns = Self {
            name,
            role: if width >= WITH_ROLE { ROLE } else { 0 },
            groups,
            gap: 1,
            property: if has_words { PROPERTY } else { 0 },
            backup: if has_words { BACKUP } else { 0 },
            width: usize::from(width),
        };
        let gap = GAPS.into_iter().find(|gap| columns.used(*gap) + STEP <= columns.width);
        Self { gap: gap.unwrap_or(1), ..columns }
    }

    /// Columns before the words of the next step, with such gaps.
    fn used(&self, gap: usize) -> usize {
        let groups: usize = self.groups.iter().map(|(_, wide)| wide).sum();
        let facts = fact(IPP.len(), self.property) + fact(KEPT.len(), self.backup);
        let gaps = 2 + self.groups.len() + 2 + usize::from(self.role > 0);
        LEAD + self.name + self.role + badge::WIDTH + groups + facts + gaps * gap + 2
    }

    /// The names of the columns.
    pub(super) fn head(&self, canvas: &Canvas<'_>) -> Line<'static> {
        let gap = " ".repeat(self.gap);
        let role = (self.role > 0).then(|| padded("role", self.role) + &gap);
        let groups = self.groups.iter().map(|(name, wide)| gap.clone() + &padded(name, *wide));
        let facts = [(IPP, fact(IPP.len(), self.property)), (KEPT, fact(KEPT.len(), self.backup))];
        let facts = facts.map(|(name, wide)| gap.clone() + &padded(name, wide));
        let text: String = [format!("{:LEAD$}{}{gap}", "", padded("environment", self.name))]
            .into_iter()
            .chain(role)
            .chain([padded("license", badge::WIDTH)])
            .chain(groups)
            .chain(facts)
            .chain([gap.clone(), "next".to_owned()])
            .collect();
        Line::styled(text, canvas.theme.tone(Tone::Quiet))
    }

    /// The row of an environment.
    pub(super) fn row(
        &self,
        session: &Session,
        environment: EnvIx,
        focused: bool,
        canvas: &Canvas<'_>,
    ) -> Line<'static> {
        let quiet = canvas.theme.tone(Tone::Quiet);
        let gap = || Span::raw(" ".repeat(self.gap));
        let panel = Panel::of(session, environment);
        let described = session.run.described(environment);
        let name = padded(&called(&described.name, &panel, self.name, canvas), self.name);
        let mut spans = vec![lead(&name, &panel, focused, canvas), gap()];
        if self.role > 0 {
            spans.extend([Span::styled(padded(described.role.name(), self.role), quiet), gap()]);
        }
        spans.extend(badge_in(&panel.license, canvas));
        for ((_, wide), group) in self.groups.iter().zip(step_groups(session, environment)) {
            let signs = signs(&group, canvas);
            let left = wide.saturating_sub(width(&signs));
            spans.push(gap());
            spans.extend(signs);
            spans.push(Span::raw(" ".repeat(left)));
        }
        let facts = [(IPP, self.property, &panel.intellectual_property), (KEPT, self.backup, &panel.backup)];
        for (head, words, shown) in facts {
            spans.push(gap());
            spans.extend(named(String::new(), shown, words, canvas));
            spans.push(Span::raw(" ".repeat(fact(head.len(), words) - (words + 2))));
        }
        spans.push(gap());
        let room = self.width.saturating_sub(width(&spans) + 2);
        spans.extend(named(String::new(), &panel.step_in(room), room, canvas));
        Line::from(spans)
    }
}

/// Columns of a fact: its mark, a blank and its words, and at least those of its head.
const fn fact(least: usize, words: usize) -> usize {
    if words + 2 > least { words + 2 } else { least }
}
