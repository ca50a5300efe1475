//! Where a terminal is.

use crate::view::pages::Page;

/// Where a terminal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The environments and the card.
    Dashboard,
    /// A page of text.
    Page(Page),
}
