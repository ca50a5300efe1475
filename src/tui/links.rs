//! The addresses on a screen, that a browser can open.

use std::sync::Arc;

use super::{route::Route, state::UiState};
use crate::{
    engine::session::Session,
    view::{
        card::card,
        pages::{Page, text_of},
        text::{Block, addresses},
    },
};

/// The addresses on a screen, in the order in which they are read, each of them once.
///
/// Pasted text is no source of addresses: a page could name anything.
pub fn links(session: &Session, ui: &UiState, route: Route) -> Arc<Vec<String>> {
    let key = (ui.shown(session), ui.subject(session), route);
    ui.memos.links(key, || found(session, ui, route))
}

fn found(session: &Session, ui: &UiState, route: Route) -> Vec<String> {
    let blocks = match route {
        Route::Dashboard => {
            let card = card(session, ui.subject(session), &ui.moment(session));
            card.body.into_iter().chain(card.again).collect()
        }
        // Help tells what can be done, this too; a fact shows what came from outside.
        Route::Page(Page::Help | Page::Fact | Page::Timeline | Page::Presenting) => Vec::new(),
        Route::Page(page) => text_of(session, page, &ui.moment(session)),
    };
    let mut links = Vec::new();
    for block in blocks {
        if let Block::Para { text, .. } = block {
            for address in addresses(&text) {
                if !links.contains(&address) {
                    links.push(address);
                }
            }
        }
    }
    links
}
