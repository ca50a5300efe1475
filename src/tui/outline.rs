//! The outline of the procedure's page: its sections, each with the line of the text at which it begins.

use crate::{
    engine::session::Session,
    view::{
        flow::flow,
        mark::Mark,
        pages::{Page, headed},
        procedure_page::{Section, sections},
        text::Tone,
    },
};

/// A section of the page in its outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineRow {
    /// Its name.
    pub title: String,
    /// Whether it is a step of the phase before it.
    pub is_step: bool,
    /// How far it is.
    pub mark: (Mark, Tone),
    /// Whether the next thing to do belongs to it.
    pub is_here: bool,
    /// The line of the text that it begins at.
    pub line: usize,
}

/// The outline of a procedure whose text is laid out in a width.
pub fn outline_of(session: &Session, width: usize) -> Vec<OutlineRow> {
    let mut line = flow(&headed(session, Page::Procedure, Vec::new()), width).len();
    let mut rows = Vec::new();
    for Section { title, is_step, mark, is_here, blocks } in sections(session) {
        rows.push(OutlineRow { title, is_step, mark, is_here, line });
        line += flow(&blocks, width).len();
    }
    rows
}
