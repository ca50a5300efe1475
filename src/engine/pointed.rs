//! What somebody who is not at the terminal points at: shown until it is put away, something is done, or the next is pointed at;
//! recorded where it comes with a text.

use super::{
    Engine,
    message::{News, Reaction},
    pending::{Cause, Follow},
};
use crate::domain::{command::Command, point::Pasted, pointing::Pointing};

impl Engine {
    /// A text that was pasted points at places, or was meant to.
    pub(super) fn pasted_pointings(&mut self, pasted: Pasted, out: &mut Reaction) {
        match pasted {
            Ok(all) => self.pending.follows.extend(all.into_iter().map(Follow::Point)),
            Err(why) => out.news(News::Objected(why.to_string())),
        }
    }

    /// Shows where somebody points; with a text, once that is on record.
    pub(super) fn point(&mut self, pointing: Pointing, out: &mut Reaction) {
        if pointing.text.is_some() {
            self.judge(Command::Point(pointing), None, Cause::person(), out);
            return;
        }
        match pointing.judged(&self.session.run) {
            Ok(()) => {
                self.session.pointed = Some(pointing.clone());
                out.news(News::Pointed(pointing));
            }
            Err(why) => out.news(News::Objected(why.to_string())),
        }
    }
}
