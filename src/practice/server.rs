//! The practice infrastructure over HTTP: a thread of its own, on loopback only. Pages and API ask the world, and decide
//! nothing.

mod api;
mod center;
mod console;
mod page;
mod portal;
mod shared;

use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex, mpsc},
    thread,
    time::Duration,
};

use axum::{
    Router,
    body::{self, Body},
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
};
use tokio::runtime::Builder;

pub use self::shared::Saver;
use self::{
    page::Pages,
    shared::{Server, Shared},
};
use super::{clock::PracticeClock, description::Addresses, world::World};

/// The most that is taken in at once, in bytes.
const LARGEST: usize = 2 * 1024 * 1024;

/// How long the end of the serving thread is waited for.
const LAST_MOMENT: Duration = Duration::from_secs(2);

/// A practice infrastructure that serves until it is dropped.
#[derive(Debug)]
pub struct Practice {
    address: SocketAddr,
    addresses: Addresses,
    clock: Arc<dyn PracticeClock>,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    stopped: mpsc::Receiver<()>,
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
        keep: Saver,
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
        let port = address.port();
        let kept = Mutex::new(world.kept(port, clock.now()));
        let pages = Pages::new(world.scenario());
        let time = Arc::clone(&clock);
        let server = Arc::new(Server { world: Mutex::new(world), clock, pages, port, keep, kept });
        let (stop, stopping) = tokio::sync::oneshot::channel();
        let (ended, stopped) = mpsc::channel();
        let runtime = Builder::new_current_thread().enable_io().enable_time().build()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        thread::Builder::new().name("practice".to_owned()).spawn(move || {
            let serving = axum::serve(listener, router(Arc::clone(&server)));
            runtime.block_on(async move {
                tokio::select! {
                    _ = serving => {}
                    _ = stopping => {}
                }
            });
            server.end();
            drop(ended);
        })?;
        Ok(Self { address, addresses, clock: time, stop: Some(stop), stopped })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its clock.
    pub const fn clock(&self) -> &Arc<dyn PracticeClock> {
        &self.clock
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
        let _ = self.stopped.recv_timeout(LAST_MOMENT);
    }
}

fn router(server: Arc<Server>) -> Router {
    Router::new()
        .merge(center::routes())
        .merge(portal::routes())
        .merge(console::routes())
        .merge(api::routes(&server))
        .fallback(console::nothing_here)
        .layer(middleware::from_fn_with_state(Arc::clone(&server), in_time))
        .with_state(server)
}

/// A request with all that it sends. Where something is answered before it was read, the sender may see a line that was cut, and
/// not the answer.
async fn read_whole(request: Request) -> Option<Request> {
    let (head, body) = request.into_parts();
    let body = body::to_bytes(body, LARGEST).await.ok()?;
    Some(Request::from_parts(head, Body::from(body)))
}

/// Before and after each answer, what is due happens, and what has changed is kept.
async fn in_time(State(server): Shared, request: Request, next: Next) -> Response {
    if !server.is_meant(request.method(), request.headers()) {
        return (StatusCode::FORBIDDEN, "Practice pages are for this machine, and for themselves.").into_response();
    }
    let Some(request) = read_whole(request).await else {
        let text = "This is too large for a license, or the upload was interrupted.";
        return server.pages.note(StatusCode::PAYLOAD_TOO_LARGE, "Too large", text, "/");
    };
    server.clock.asked();
    server.settle();
    let mut response = next.run(request).await;
    server.settle();
    response.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    response
}
