//! The timeline: every fact, filtered by environment, kind and words; one of them opened with its evidence.

use crate::{
    domain::{digest::Digest, event::FactKind, index::EnvIx, timeline_entry::TimelineEntry},
    engine::{session::Session, subject::Owner},
    view::{
        mark::Mark,
        text::{Block, Tone},
        times::Moment,
    },
};

/// The timeline of a terminal, as far as it is shown.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// Every fact; none before they were read.
    pub facts: Option<Vec<TimelineEntry>>,
    /// Why they could not be read.
    pub fault: Option<String>,
    /// Only facts about this owner.
    pub owner: Option<Owner>,
    /// Only facts of this kind.
    pub kind: Option<FactKind>,
    /// Only facts that say this.
    pub words: String,
    /// Places of the facts that fit all of this; made anew when any of it changes, not when it is drawn.
    fitting: Vec<usize>,
    /// The number in the journal of the selected fact; the last one where none was selected.
    selected: Option<u64>,
    /// The evidence that was read last.
    evidence: Option<(Digest, Result<String, String>)>,
}

impl Timeline {
    /// The facts that are shown.
    pub fn shown(&self) -> impl Iterator<Item = &TimelineEntry> {
        (0..self.fitting.len()).filter_map(|place| self.at(place))
    }

    /// How many facts are shown.
    pub const fn count(&self) -> usize {
        self.fitting.len()
    }

    /// A fact by its place among those that are shown.
    pub fn at(&self, place: usize) -> Option<&TimelineEntry> {
        self.facts.as_deref()?.get(*self.fitting.get(place)?)
    }

    /// The place of the selected fact among those shown: the one chosen last, or the nearest to it.
    pub fn place(&self) -> Option<usize> {
        let last = self.fitting.len().checked_sub(1)?;
        let Some(seq) = self.selected else { return Some(last) };
        let before = |place: &usize| {
            self.facts.as_deref().and_then(|facts| facts.get(*place)).is_some_and(|told| told.seq < seq)
        };
        Some(self.fitting.partition_point(before).min(last))
    }

    /// The selected fact, where there is one.
    pub fn told(&self) -> Option<&TimelineEntry> {
        self.at(self.place()?)
    }

    /// A fact by its number in the journal, where the facts were read.
    pub fn fact(&self, seq: u64) -> Option<&TimelineEntry> {
        let place = usize::try_from(seq).ok()?.checked_sub(1)?;
        self.facts.as_deref()?.get(place).filter(|told| told.seq == seq)
    }

    /// Selects another of the facts that are shown.
    pub fn step(&mut self, by: isize) {
        let Some(place) = self.place() else { return };
        let next = place.saturating_add_signed(by).min(self.fitting.len() - 1);
        self.selected = self.at(next).map(|told| told.seq);
    }

    /// Selects a fact by its number in the journal.
    pub const fn select(&mut self, seq: u64) {
        self.selected = Some(seq);
    }

    /// Another filter, or other facts: what fits is found anew.
    pub fn refresh(&mut self, session: &Session) {
        let words = self.words.trim().to_lowercase();
        let facts = self.facts.iter().flatten().enumerate();
        self.fitting = facts.filter(|(_, told)| self.fits(session, told, &words)).map(|(place, _)| place).collect();
    }

    fn fits(&self, session: &Session, told: &TimelineEntry, words: &str) -> bool {
        let owner = self.owner.is_none_or(|owner| told.environment == owner.environment());
        let kind = self.kind.is_none_or(|kind| kind == told.kind);
        owner && kind && (words.is_empty() || says(session, told, words))
    }

    /// The next kind of which there are facts, then all of them again.
    pub fn next_kind(&mut self) {
        let there_is = |kind: &FactKind| self.facts.iter().flatten().any(|told| told.kind == *kind);
        let after = self
            .kind
            .map_or(0, |kind| FactKind::ALL.iter().position(|known| *known == kind).map_or(0, |place| place + 1));
        self.kind = FactKind::ALL.into_iter().skip(after).find(there_is);
    }

    /// Whether not all facts are shown.
    pub const fn is_filtered(&self) -> bool {
        self.kind.is_some() || self.owner.is_some() || !self.words.is_empty()
    }

    /// All facts are shown again.
    pub fn unfilter(&mut self, session: &Session) {
        (self.kind, self.owner) = (None, None);
        self.words.clear();
        self.refresh(session);
    }

    /// The facts of the next owner: all of them, those of the infrastructure, then of each environment.
    pub fn next_owner(&mut self, environments: usize, by: isize) {
        let here = match self.owner {
            None => 0,
            Some(Owner::Infrastructure) => 1,
            Some(Owner::Environment(environment)) => environment.get() + 2,
        };
        let count = environments + 2;
        self.owner = match (here + count).saturating_add_signed(by) % count {
            0 => None,
            1 => Some(Owner::Infrastructure),
            number => Some(Owner::Environment(EnvIx::new(number - 2))),
        };
    }

    /// Takes in the facts that were read.
    pub fn take(&mut self, facts: Result<Vec<TimelineEntry>, String>, session: &Session) {
        (self.facts, self.fault) = match facts {
            Ok(facts) => (Some(facts), None),
            Err(why) => (None, Some(why)),
        };
        self.refresh(session);
    }

    /// Whether facts were recorded while the journal was read, so that it has to be read again.
    pub fn is_behind(&self, session: &Session) -> bool {
        self.facts.as_ref().is_some_and(|facts| facts.last().is_none_or(|last| last.seq < session.run.facts))
    }

    /// Takes in a fact that was just recorded; those before it fit or not as they did.
    pub fn add(&mut self, told: TimelineEntry, session: &Session) {
        let fits = self.fits(session, &told, &self.words.trim().to_lowercase());
        let Some(facts) = &mut self.facts else { return };
        if facts.last().is_none_or(|last| last.seq + 1 == told.seq) {
            self.fitting.extend(fits.then_some(facts.len()));
            facts.push(told);
        }
    }

    /// Takes in evidence that was read.
    pub fn read(&mut self, digest: Digest, text: Result<String, String>) {
        self.evidence = Some((digest, text));
    }

    /// The evidence of the selected fact, where it was read.
    pub fn evidence_text(&self) -> Option<&str> {
        let wanted = self.told()?.evidence?;
        let (_, text) = self.evidence.as_ref().filter(|(digest, _)| *digest == wanted)?;
        text.as_deref().ok()
    }

    /// The filters, in words.
    pub fn filters(&self, session: &Session) -> String {
        let owner = match self.owner {
            None => "all environments",
            Some(Owner::Infrastructure) => "infrastructure",
            Some(Owner::Environment(place)) => &session.run.described(place).name,
        };
        let kind = self.kind.map_or("all kinds", FactKind::name);
        let words = if self.words.is_empty() { String::new() } else { format!(", \"{}\"", self.words) };
        format!("{owner}, {kind}{words}")
    }
}

fn says(session: &Session, told: &TimelineEntry, words: &str) -> bool {
    let name = told.environment.map_or("", |environment| session.run.described(environment).name.as_str());
    [told.sentence.as_str(), &told.by, name].into_iter().any(|text| text.to_lowercase().contains(words))
}

/// The mark of a fact: of its kind, where it is proved.
pub const fn mark(told: &TimelineEntry) -> (Mark, Tone) {
    match told.kind {
        _ if !told.is_proved => (Mark::Unknown, Tone::Caution),
        FactKind::Verified => (Mark::Verified, Tone::Good),
        FactKind::Claimed => (Mark::Claimed, Tone::Claimed),
        FactKind::Failed => (Mark::Failed, Tone::Bad),
        FactKind::Decision if told.overrides => (Mark::Decided, Tone::Caution),
        FactKind::Decision => (Mark::Decided, Tone::Plain),
        FactKind::Refused => (Mark::Failed, Tone::Quiet),
        FactKind::Other if told.starts => (Mark::Started, Tone::Plain),
        FactKind::Note | FactKind::Other => (Mark::Nothing, Tone::Quiet),
    }
}

/// A fact with all that is known of it.
pub fn fact_page(session: &Session, timeline: &Timeline, moment: &Moment) -> Vec<Block> {
    let Some(told) = timeline.told() else {
        return vec![Block::para(Tone::Quiet, "No fact is selected. Esc goes back to the timeline.")];
    };
    let mut blocks = in_full(session, told, moment);
    blocks.extend(evidence(timeline, told));
    blocks
}

/// The selected fact beside the list: all that is known of it, and the text that was read where that is at hand.
pub fn beside(session: &Session, timeline: &Timeline, moment: &Moment) -> Vec<Block> {
    let Some(told) = timeline.told() else { return Vec::new() };
    let mut blocks = in_full(session, told, moment);
    let is_read = timeline.evidence.as_ref().is_some_and(|(digest, _)| Some(*digest) == told.evidence);
    match (told.evidence, told.kind) {
        (Some(digest), _) if !is_read => {
            blocks.push(Block::led(Tone::Heading, "Evidence  ", format!("SHA-256 {digest}")));
            blocks.push(Block::para(Tone::Quiet, "Enter shows the text that was read."));
        }
        (None, FactKind::Verified) => blocks.push(Block::para(Tone::Quiet, "The file was read back from the vault.")),
        (Some(_) | None, _) => blocks.extend(evidence(timeline, told)),
    }
    blocks
}

/// A fact in full, without the text that was read for it; a comparison where there was one.
fn in_full(session: &Session, told: &TimelineEntry, moment: &Moment) -> Vec<Block> {
    let about =
        told.environment.map_or("the infrastructure", |environment| session.run.described(environment).name.as_str());
    let (mark, tone) = mark(told);
    let line = |name: &str, text: String| Block::led(Tone::Plain, format!("{name:<10}"), text);
    let mut blocks = vec![
        Block::led(tone, format!("{} ", mark.sign()), &told.sentence),
        Block::Gap,
        line("record", place(session, told)),
        line("when", format!("{} ({:.0})", moment.dated(told.at), told.at)),
        line("by", told.by.clone()),
        line("about", about.to_owned()),
        line("kind", told.kind.name().to_owned()),
        Block::Gap,
    ];
    let checks = &session.history.chronicle.checks;
    if let Some(check) = checks.iter().rfind(|check| told.is_proved && check.seq == told.seq) {
        blocks.extend([Block::Comparison(check.rows.clone()), Block::Gap]);
    }
    blocks
}

/// Where a fact stands in the journal.
fn place(session: &Session, told: &TimelineEntry) -> String {
    if told.is_proved {
        return format!("{} of {}", told.seq, session.run.facts);
    }
    format!("line {}, behind the damage: whole by itself, and nothing proves that it belongs there", told.seq)
}

/// The most lines of a page that are shown: a whole page has a few hundred. It is kept whole.
const LINES: usize = 2000;

/// The text that was read for a fact, line by line.
fn evidence(timeline: &Timeline, told: &TimelineEntry) -> Vec<Block> {
    let Some(wanted) = told.evidence else {
        let none = "Nothing was read for it: there is no evidence beside the record.";
        return vec![Block::para(Tone::Quiet, none)];
    };
    let head = Block::led(Tone::Heading, "Evidence  ", format!("SHA-256 {wanted}"));
    match timeline.evidence.as_ref().filter(|(digest, _)| *digest == wanted) {
        None => vec![Block::para(Tone::Quiet, "reading the evidence...")],
        Some((_, Err(why))) => vec![head, Block::led(Tone::Bad, "! ", why)],
        Some((_, Ok(text))) => {
            let more = text.lines().count().saturating_sub(LINES);
            let rest =
                (more > 0).then(|| Block::para(Tone::Quiet, format!("and {more} lines more; Y copies all of them")));
            [head].into_iter().chain(text.lines().take(LINES).map(evidence_line)).chain(rest).collect()
        }
    }
}

fn evidence_line(line: &str) -> Block {
    if line.trim().is_empty() { Block::Gap } else { Block::Raw(format!("  {}", line.replace('\t', "   "))) }
}
