//! What a terminal sends, understood before it acts: bytes, or the records of a console, with their times, become keys,
//! pastes, presses of the mouse and answers. Pure: whoever reads says what came and when, and asks until when to wait.

mod background;
mod burst;
mod csi;
mod piece;
mod record;
mod sequence;

use crossterm::event::Event;

pub use self::piece::LARGEST;
use self::{burst::Bursts, piece::Piece, record::Records, sequence::Sequences};
use super::message::{Moment, Msg};

/// The input of one terminal.
#[derive(Debug, Default)]
pub struct TerminalInput {
    sequences: Sequences,
    records: Records,
    bursts: Bursts,
}

impl TerminalInput {
    /// The input of a console that tells records.
    pub fn console() -> Self {
        Self { bursts: Bursts::of_console(), ..Self::default() }
    }

    /// Takes in bytes that were there at a moment: all that one read brought.
    pub fn bytes(&mut self, at: Moment, bytes: &[u8]) -> Vec<Msg> {
        let mut out = self.expire(at);
        let mut pieces = Vec::new();
        self.sequences.bytes(at, bytes, &mut pieces);
        self.gather(at, pieces, &mut out);
        out
    }

    /// Takes in the record of a console, read at a moment; one that `is_behind` the last was there when that one was read,
    /// however long reading has taken.
    pub fn record(&mut self, at: Moment, record: Event, is_behind: bool) -> Vec<Msg> {
        let mut out = if is_behind { Vec::new() } else { self.expire(at) };
        let pieces = self.records.piece(record).into_iter().collect();
        self.gather(at, pieces, &mut out);
        out
    }

    /// Until when more input is waited for; `None` where nothing is begun.
    pub fn until(&self) -> Option<Moment> {
        self.sequences.until().into_iter().chain(self.bursts.until()).min()
    }

    /// Nothing more came up to a moment: what waited long enough is over.
    pub fn expire(&mut self, at: Moment) -> Vec<Msg> {
        let mut pieces = Vec::new();
        self.sequences.expire(at, &mut pieces);
        let mut out = Vec::new();
        // What waited in the sequences came after the keys that were gathered.
        if pieces.is_empty() {
            self.bursts.expire(at, &mut out);
        }
        self.gather(at, pieces, &mut out);
        out
    }

    fn gather(&mut self, at: Moment, pieces: Vec<Piece>, out: &mut Vec<Msg>) {
        for piece in pieces {
            self.bursts.piece(at, piece, out);
        }
    }
}
