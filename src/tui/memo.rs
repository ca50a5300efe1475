//! Values that are worked out once for a screen, and hold until one of their sources changes: a key that scrolls lays
//! nothing out anew.

use std::{cell::RefCell, sync::Arc};

use jiff::tz::TimeZone;

use super::{outline::OutlineRow, route::Route};
use crate::{
    engine::{session::AsOf, subject::Subject},
    view::{choice::Choice, night::Night, pages::Page, schedule::Coming, text::Line},
};

/// A value, with what it was made of.
#[derive(Debug, Clone)]
struct Memo<K, V>(RefCell<Option<(K, Arc<V>)>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<K: PartialEq, V> Memo<K, V> {
    /// The value for a key, made where it is not known yet.
    fn of(&self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        let known = self.0.borrow().as_ref().filter(|(known, _)| *known == key).map(|(_, value)| Arc::clone(value));
        known.unwrap_or_else(|| {
            let value = Arc::new(make());
            self.0.replace(Some((key, Arc::clone(&value))));
            value
        })
    }
}

/// Of which migration, and at which point, something is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// How often the engine has taken something in.
    pub revision: u64,
    /// How many facts there are.
    pub facts: u64,
    /// Which moment it is, where it is not now.
    pub as_of: Option<AsOf>,
    /// The subject of the card.
    pub subject: Subject,
}

/// The sources of a page's text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PageKey {
    shown: Shown,
    page: Page,
    width: usize,
    filter: String,
}

/// The sources of the night: it moves when a fact comes, and once a minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NightKey {
    /// Of which migration it is.
    pub shown: Shown,
    /// Which minute it is.
    pub minute: i64,
    /// The zone in which times are told, and the one of this machine.
    pub zones: [TimeZone; 2],
    /// Columns of a lane.
    pub columns: usize,
}

/// The values that are worked out once for a screen.
#[derive(Debug, Clone, Default)]
pub struct Memos {
    choices: Memo<(Shown, Subject), Vec<Choice>>,
    page: Memo<PageKey, Vec<Line>>,
    outline: Memo<(Shown, usize), Vec<OutlineRow>>,
    night: Memo<NightKey, Night>,
    coming: Memo<(Shown, i64), Vec<Coming>>,
    links: Memo<(Shown, Subject, Route), Vec<String>>,
}

impl Memos {
    /// The choices on the card of a subject.
    pub(super) fn choices(
        &self,
        shown: Shown,
        subject: Subject,
        make: impl FnOnce() -> Vec<Choice>,
    ) -> Arc<Vec<Choice>> {
        self.choices.of((shown, subject), make)
    }

    /// The text of a page, laid out in a width, of what fits a filter.
    pub(super) fn page(
        &self,
        shown: Shown,
        page: Page,
        (width, filter): (usize, &str),
        make: impl FnOnce() -> Vec<Line>,
    ) -> Arc<Vec<Line>> {
        self.page.of(PageKey { shown, page, width, filter: filter.to_owned() }, make)
    }

    /// The outline of the procedure, laid out in a width.
    pub(super) fn outline(
        &self,
        shown: Shown,
        width: usize,
        make: impl FnOnce() -> Vec<OutlineRow>,
    ) -> Arc<Vec<OutlineRow>> {
        self.outline.of((shown, width), make)
    }

    /// The night.
    pub(super) fn night(&self, key: NightKey, make: impl FnOnce() -> Night) -> Arc<Night> {
        self.night.of(key, make)
    }

    /// The steps that are left, at a minute.
    pub(super) fn coming(&self, shown: Shown, minute: i64, make: impl FnOnce() -> Vec<Coming>) -> Arc<Vec<Coming>> {
        self.coming.of((shown, minute), make)
    }

    /// The addresses at a place.
    pub(super) fn links(
        &self,
        (shown, subject, place): (Shown, Subject, Route),
        make: impl FnOnce() -> Vec<String>,
    ) -> Arc<Vec<String>> {
        self.links.of((shown, subject, place), make)
    }
}
