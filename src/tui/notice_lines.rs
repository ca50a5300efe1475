//! The lines below a card that say what has just happened, or what is waited for.

use super::{
    layout::LOW,
    notice::{Notice, ToldBy},
    route::Route,
    state::UiState,
};
use crate::{
    domain::watch::LookProgress,
    engine::{Busy, session::Session},
    view::{
        afar,
        flow::flow,
        text::{Block, Line, Tone, cut_lines},
    },
};

/// A screen with as many rows has room for what is said.
const HIGH: u16 = 30;

/// From this width on, there is room for a time at two places.
const NORMAL: u16 = 80;

impl UiState {
    /// The last event or what is being waited for, in a few lines.
    pub fn notice_lines(&self, session: &Session) -> Vec<Line> {
        // On a low screen the card comes first.
        let is_told = self.notice.as_ref().is_none_or(Notice::is_news);
        self.notice_in(
            session,
            match self.size.1 {
                rows if rows < LOW && is_told => 1,
                rows if rows < LOW => 3,
                rows if rows < HIGH => 4,
                _ => 6,
            },
        )
    }

    /// The same in at most so many lines.
    pub fn notice_in(&self, session: &Session, most: usize) -> Vec<Line> {
        let block = match (self.busy, &self.notice) {
            _ if self.clipboard.pasting.is_some() => {
                Block::led(Tone::Quiet, " ", "Reading the clipboard... Esc stops waiting.")
            }
            (_, Some(notice)) => self.told(session, notice),
            (Some(Busy::Looking { on_pages: true }), None) => {
                Block::led(Tone::Quiet, " ", "acmove works on the practice pages... Esc stops waiting.")
            }
            (Some(Busy::Looking { on_pages: false }), None) => {
                let what = session.looking.map_or_else(|| "looking".to_owned(), LookProgress::words);
                Block::led(Tone::Quiet, " ", format!("{what}... Esc stops waiting"))
            }
            (Some(Busy::Writing { .. }), None) => Block::led(Tone::Quiet, " ", "Writing..."),
            (None, None) => Block::Gap,
        };
        let width = usize::from(self.size.0.saturating_sub(2));
        let Some((tone, watched)) = afar::words(session, &self.moment(session)) else {
            return cut_lines(flow(&[block], width), most, width);
        };
        // Whoever watches from afar always sees of when that is.
        let own = if self.size.1 < LOW { 1 } else { 2 };
        let mut lines = cut_lines(flow(&[Block::led(tone, " ", watched)], width), own, width);
        if block != Block::Gap {
            lines.extend(cut_lines(flow(&[block], width), most.saturating_sub(lines.len()).max(1), width));
        }
        lines
    }

    /// A notice with its mark; where the card tells the same, only that it is recorded.
    fn told(&self, session: &Session, notice: &Notice) -> Block {
        let Some(fact) = &notice.fact else {
            let (tone, lead) = if notice.bad { (Tone::Bad, " ! ") } else { (Tone::Plain, " ") };
            return Block::led(tone, lead, &notice.text);
        };
        let is_told = match fact.told_by {
            _ if self.route != Route::Dashboard || self.entry.is_some() => false,
            _ if self.proof(session).is_some() => true,
            ToldBy::Nothing => false,
            ToldBy::Step(step) => self.subject(session).step() == Some(step),
            ToldBy::Card(subject) => self.subject(session) == subject,
        };
        if is_told {
            return Block::Gap;
        }
        let moment = self.moment(session);
        let at = if self.size.0 < NORMAL { moment.brief_of(fact.at) } else { moment.short_of(fact.at) };
        Block::led(fact.tone, format!(" {} {at}  ", fact.mark.sign()), &notice.text)
    }
}
