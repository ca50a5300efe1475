//! The state that all pages share: the world, its clock, and the saver of changes.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, Method, header},
};

use super::page::Pages;
use crate::practice::{
    clock::PracticeClock,
    world::{SavedWorld, World},
};

/// How many seconds of the practice clock may be lost when the program is killed.
const KEPT_EVERY: u64 = 5;

/// Keeps what has changed; called after every change, and now and then because time has passed.
pub type Saver = Box<dyn Fn(&SavedWorld) + Send + Sync>;

/// How a page reaches what all pages share.
pub(super) type Shared = State<Arc<Server>>;

/// The state that all pages share.
pub(super) struct Server {
    pub(super) world: Mutex<World>,
    pub(super) clock: Arc<dyn PracticeClock>,
    pub(super) pages: Pages,
    pub(super) port: u16,
    pub(super) keep: Saver,
    pub(super) kept: Mutex<SavedWorld>,
}

impl Server {
    /// Looks at the world, or changes it. It is held for nothing else: two at once would wait for each other for ever.
    pub(super) fn world<T>(&self, look: impl FnOnce(&mut World) -> T) -> T {
        look(&mut self.world.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where the pages are.
    pub(super) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub(super) fn now(&self) -> u64 {
        self.clock.now()
    }

    /// Lets time pass, in the world and for whoever waits for the answer. Changes are kept first.
    pub(super) async fn pass(&self, seconds: u64) {
        self.settle();
        let pause = self.clock.pass(seconds);
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
    }

    /// Lets happen what is due, and keeps what has changed.
    pub(super) fn settle(&self) {
        let now = self.now();
        self.world(|world| {
            world.tick(now);
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.state != *world.state() || now >= kept.second.saturating_add(KEPT_EVERY) {
                *kept = world.kept(self.port, now);
                (self.keep)(&kept);
            }
        });
    }

    /// Keeps the second at which it ends.
    pub(super) fn end(&self) {
        let now = self.now();
        (self.keep)(&self.world(|world| world.kept(self.port, now)));
    }

    /// Whether a request was meant for this infrastructure: a page of somewhere else in the same browser may neither read
    /// these pages under another name nor change anything here.
    pub(super) fn is_meant(&self, method: &Method, headers: &HeaderMap) -> bool {
        let value = |name| headers.get(name).map(HeaderValue::as_bytes);
        let hosts = ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{}", self.port));
        let own_host = hosts.iter().any(|host| value(header::HOST) == Some(host.as_bytes()));
        let own_origin = value(header::ORIGIN)
            .is_none_or(|origin| hosts.iter().any(|host| origin == format!("http://{host}").as_bytes()));
        own_host && (own_origin || *method == Method::GET)
    }
}
