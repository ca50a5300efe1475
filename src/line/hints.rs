//! How line mode says what can be done: by its number, or by a command. It has no keys.

use super::menu::{More, number};
use crate::{
    engine::operation::Operation,
    view::{
        hint::{Hint, with},
        pages::Page,
        text::Block,
    },
};

/// Blocks of text as line mode says them, on the migration in a folder.
pub(super) fn in_lines(mut blocks: Vec<Block>, folder: &str) -> Vec<Block> {
    for block in &mut blocks {
        if let Block::Para { text, .. } = block {
            *text = with(text, |hint| word(hint, folder)).into_owned();
        }
    }
    blocks
}

fn word(hint: Hint, folder: &str) -> String {
    let number = match hint {
        Hint::CopiesTicket => return format!("`acmove ticket {folder}` prints it"),
        Hint::Facts => return format!("`acmove report {folder}`"),
        Hint::PressProcedure => return format!("type number {}", More::Page(Page::Procedure).number()),
        Hint::PressTicket => return format!("type number {}", More::Page(Page::Ticket).number()),
        Hint::Procedure => More::Page(Page::Procedure).number(),
        Hint::Ticket => More::Page(Page::Ticket).number(),
        Hint::Rollback => More::Page(Page::Rollback).number(),
        Hint::GoBack | Hint::StartRollback => number(Operation::RollBack),
        Hint::Environment => More::Environment.number(),
        Hint::Window => number(Operation::ChangeWindow),
        Hint::Stop => number(Operation::StopCommand),
        Hint::Download => number(Operation::TakeDownload),
        Hint::Note => number(Operation::Note),
        Hint::Again => number(Operation::DoAgain),
        Hint::Accept => number(Operation::Accept),
        Hint::PressBegin => return format!("type number {}", number(Operation::Begin)),
        Hint::Begin => number(Operation::Begin),
        Hint::Finish => number(Operation::Finish),
        Hint::Published => number(Operation::Published),
        Hint::Withdraw => number(Operation::Withdraw),
        Hint::UploadedAlready => number(Operation::UploadedAlready),
        Hint::Hold => number(Operation::Hold),
        Hint::TakeCode => number(Operation::TakeCode),
    };
    format!("number {number}")
}
