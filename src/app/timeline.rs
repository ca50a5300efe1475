//! The timeline: every fact, filtered by environment, kind and words; one of them opened with its evidence.

use super::{
    layout::Mark,
    prose::{Block, Tone},
    session::{Owner, Session},
    times::Moment,
};
use crate::domain::{
    digest::Digest,
    told::{Kind, Told},
};

/// The timeline of a terminal, as far as it is shown.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// Every fact; none before they were read.
    pub facts: Option<Vec<Told>>,
    /// Why they could not be read.
    pub fault: Option<String>,
    /// Only facts about this owner.
    pub owner: Option<Owner>,
    /// Only facts of this kind.
    pub kind: Option<Kind>,
    /// Only facts that say this.
    pub words: String,
    /// The number in the journal of the selected fact; the last one where none was selected.
    selected: Option<u64>,
    /// The evidence that was read last.
    evidence: Option<(Digest, Result<String, String>)>,
}

impl Timeline {
    /// The facts that are shown, by their places.
    pub fn shown(&self, session: &Session) -> Vec<&Told> {
        let words = self.words.trim().to_lowercase();
        let fits = |told: &&Told| {
            let owner = match self.owner {
                None => true,
                Some(owner) => told.environment == owner.environment(),
            };
            let kind = self.kind.is_none_or(|kind| kind == told.kind);
            owner && kind && (words.is_empty() || says(session, told, &words))
        };
        self.facts.iter().flatten().filter(fits).collect()
    }

    /// The fact that is selected among those shown: the one chosen last, or the nearest to it.
    pub fn place(&self, shown: &[&Told]) -> Option<usize> {
        let last = shown.len().checked_sub(1)?;
        let Some(seq) = self.selected else { return Some(last) };
        Some(shown.partition_point(|told| told.seq < seq).min(last))
    }

    /// Selects another of the facts that are shown.
    pub fn step(&mut self, session: &Session, by: isize) {
        let shown = self.shown(session);
        let Some(place) = self.place(&shown) else { return };
        let next = place.saturating_add_signed(by).min(shown.len() - 1);
        self.selected = shown.get(next).map(|told| told.seq);
    }

    /// Selects one of the facts that are shown, by its place.
    pub fn select(&mut self, session: &Session, place: usize) {
        self.selected = self.shown(session).get(place).map(|told| told.seq);
    }

    /// The selected fact, where there is one.
    pub fn told(&self, session: &Session) -> Option<&Told> {
        let shown = self.shown(session);
        self.place(&shown).map(|place| shown[place])
    }

    /// The number of the fact that was chosen last, or of the last there is.
    pub fn chosen(&self) -> Option<u64> {
        self.selected.or_else(|| self.facts.iter().flatten().last().map(|told| told.seq))
    }

    /// The next kind of facts, then all of them again.
    pub fn next_kind(&mut self) {
        self.kind = match self.kind {
            None => Kind::ALL.first().copied(),
            Some(kind) => Kind::ALL.iter().skip_while(|known| **known != kind).nth(1).copied(),
        };
    }

    /// The facts of the next owner: all of them, those of the infrastructure, then of each environment.
    pub fn next_owner(&mut self, environments: usize, by: isize) {
        let here = match self.owner {
            None => 0,
            Some(Owner::Infrastructure) => 1,
            Some(Owner::Environment(place)) => place + 2,
        };
        let count = environments + 2;
        self.owner = match (here + count).saturating_add_signed(by) % count {
            0 => None,
            1 => Some(Owner::Infrastructure),
            place => Some(Owner::Environment(place - 2)),
        };
    }

    /// Takes in the facts that were read.
    pub fn take(&mut self, facts: Result<Vec<Told>, String>) {
        match facts {
            Ok(facts) => self.facts = Some(facts),
            Err(why) => self.fault = Some(why),
        }
    }

    /// Takes in a fact that was just recorded.
    pub fn add(&mut self, told: Told) {
        if let Some(facts) = &mut self.facts
            && facts.last().is_none_or(|last| last.seq + 1 == told.seq)
        {
            facts.push(told);
        }
    }

    /// Takes in evidence that was read.
    pub fn read(&mut self, digest: Digest, text: Result<String, String>) {
        self.evidence = Some((digest, text));
    }

    /// The text of the evidence that was read last.
    pub fn evidence_text(&self) -> Option<&str> {
        self.evidence.as_ref().and_then(|(_, text)| text.as_deref().ok())
    }

    /// What is filtered, in words.
    pub fn filters(&self, session: &Session) -> String {
        let owner = match self.owner {
            None => "all environments",
            Some(Owner::Infrastructure) => "infrastructure",
            Some(Owner::Environment(place)) => &session.run.described(place).name,
        };
        let kind = self.kind.map_or("all kinds", Kind::name);
        let words = if self.words.is_empty() { String::new() } else { format!(", \"{}\"", self.words) };
        format!("{owner}, {kind}{words}")
    }
}

fn says(session: &Session, told: &Told, words: &str) -> bool {
    let name = told.environment.map_or("", |place| session.run.described(place).name.as_str());
    [told.sentence.as_str(), &told.by, name].into_iter().any(|text| text.to_lowercase().contains(words))
}

/// The mark of a kind of fact.
pub const fn mark(kind: Kind) -> (Mark, Tone) {
    match kind {
        Kind::Verified => (Mark::Verified, Tone::Good),
        Kind::Claimed => (Mark::Claimed, Tone::Claimed),
        Kind::Failed => (Mark::Failed, Tone::Bad),
        Kind::Decision => (Mark::Held, Tone::Caution),
        Kind::Refused => (Mark::Failed, Tone::Quiet),
        Kind::Note | Kind::Other => (Mark::Nothing, Tone::Quiet),
    }
}

/// A fact with all that is known of it.
pub fn fact_page(session: &Session, timeline: &Timeline, moment: &Moment) -> Vec<Block> {
    let Some(told) = timeline.told(session) else {
        return vec![Block::para(Tone::Quiet, "No fact is selected. Esc goes back to the timeline.")];
    };
    let about = match told.environment {
        Some(place) => session.run.described(place).name.clone(),
        None => "the infrastructure".to_owned(),
    };
    let (mark, tone) = mark(told.kind);
    let line = |name: &str, text: String| Block::led(Tone::Plain, format!("{name:<10}"), text);
    let mut blocks = vec![
        Block::led(tone, format!("{} ", mark.sign()), &told.sentence),
        Block::Gap,
        line("record", format!("{} of {}", told.seq, session.run.facts)),
        line("when", format!("{} ({:.0})", moment.time_of(told.at), told.at)),
        line("by", told.by.clone()),
        line("about", about),
        line("kind", told.kind.name().to_owned()),
        Block::Gap,
    ];
    match (told.evidence, &timeline.evidence) {
        (None, _) => {
            blocks.push(Block::para(Tone::Quiet, "Nothing was read for it: there is no evidence beside the record."));
        }
        (Some(digest), Some((read, text))) if digest == *read => {
            blocks.push(Block::led(Tone::Heading, "Evidence  ", format!("SHA-256 {digest}")));
            match text {
                Ok(text) => blocks.extend(text.lines().map(evidence_line)),
                Err(why) => blocks.push(Block::led(Tone::Bad, "! ", why)),
            }
        }
        (Some(_), _) => blocks.push(Block::para(Tone::Quiet, "reading the evidence...")),
    }
    blocks
}

fn evidence_line(line: &str) -> Block {
    if line.trim().is_empty() { Block::Gap } else { Block::Raw(format!("  {}", line.replace('\t', "   "))) }
}
