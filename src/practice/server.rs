//! The practice infrastructure over HTTP: a thread of its own, on loopback only. Pages and API ask the world, and decide
//! nothing.

mod api;
mod center;
mod console;
mod page;
mod portal;

use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State as Shared},
    middleware::{self, Next},
    response::Response,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::runtime::Builder;

use self::page::Pages;
use super::{
    Addresses,
    clock::PracticeClock,
    world::{State, World},
};

/// The most that is taken in at once, in bytes.
const LARGEST: usize = 2 * 1024 * 1024;

/// How long the end of the last answers is waited for when the infrastructure is shut down.
const LAST_ANSWERS: Duration = Duration::from_secs(2);

/// What is kept of a practice infrastructure, so that it goes on where it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The port it listened on: its addresses are in the journal.
    pub port: u16,
    /// When it began.
    pub begins: Timestamp,
    /// How many seconds it has run.
    pub second: u64,
    /// What has changed since.
    pub state: State,
}

/// A practice infrastructure that serves until it is dropped.
#[derive(Debug)]
pub struct Practice {
    address: SocketAddr,
    addresses: Addresses,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    stopped: mpsc::Receiver<()>,
}

/// Keeps what has changed; called after every change.
pub type Keep = Box<dyn Fn(&Kept) + Send + Sync>;

/// What all pages share.
struct Desk {
    world: Mutex<World>,
    clock: Arc<dyn PracticeClock>,
    pages: Pages,
    port: u16,
    keep: Keep,
    kept: Mutex<State>,
}

impl Desk {
    /// Looks at the world, or changes it. It is held for nothing else: two at once would wait for each other for ever.
    fn world<T>(&self, look: impl FnOnce(&mut World) -> T) -> T {
        look(&mut self.world.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn now(&self) -> u64 {
        self.clock.now()
    }

    /// Lets time pass, in the world and for whoever waits for the answer.
    async fn pass(&self, seconds: u64) {
        let pause = self.clock.pass(seconds);
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
    }

    /// Lets happen what is due, and keeps what has changed.
    fn settle(&self) {
        let now = self.now();
        self.world(|world| {
            world.tick(now);
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            if *kept != *world.state() {
                kept.clone_from(world.state());
                (self.keep)(&Kept { port: self.port, begins: world.begins(), second: now, state: kept.clone() });
            }
        });
    }
}

impl Practice {
    /// Serves a world on an address of this machine that was taken.
    ///
    /// # Errors
    /// When the address cannot be served.
    pub fn serve(
        listener: TcpListener,
        mut world: World,
        clock: Arc<dyn PracticeClock>,
        keep: Keep,
    ) -> io::Result<Self> {
        let address = listener.local_addr()?;
        if !address.ip().is_loopback() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "a practice infrastructure listens on loopback only",
            ));
        }
        listener.set_nonblocking(true)?;
        world.tick(clock.now());
        let addresses = Addresses::of(&world, &format!("http://{address}"));
        let kept = Mutex::new(world.state().clone());
        let pages = Pages::new(world.scenario());
        let port = address.port();
        let desk = Arc::new(Desk { world: Mutex::new(world), clock, pages, port, keep, kept });
        let (stop, stopping) = tokio::sync::oneshot::channel();
        let (ended, stopped) = mpsc::channel();
        let runtime = Builder::new_current_thread().enable_io().enable_time().build()?;
        thread::Builder::new().name("practice".to_owned()).spawn(move || {
            runtime.block_on(async move {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
                let serving = axum::serve(listener, router(desk));
                tokio::select! {
                    _ = serving => {}
                    _ = stopping => {}
                }
            });
            drop(ended);
        })?;
        Ok(Self { address, addresses, stop: Some(stop), stopped })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where everything is.
    pub const fn addresses(&self) -> &Addresses {
        &self.addresses
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        // It says nothing: when it ends, the line is cut.
        let _ = self.stopped.recv_timeout(LAST_ANSWERS);
    }
}

fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .merge(center::routes())
        .merge(portal::routes())
        .merge(console::routes())
        .merge(api::routes())
        .fallback(console::nothing_here)
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(middleware::from_fn_with_state(Arc::clone(&desk), in_time))
        .with_state(desk)
}

/// Before and after each answer, what is due happens, and what has changed is kept.
async fn in_time(Shared(desk): Shared<Arc<Desk>>, request: Request, next: Next) -> Response {
    desk.clock.asked();
    desk.settle();
    let response = next.run(request).await;
    desk.settle();
    response
}
