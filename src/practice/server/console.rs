//! LifeTime's console, Support, and the page from which things are made to happen.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Form, Path, State},
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use minijinja::context;
use serde::Deserialize;

use super::{
    page::{see, shown},
    shared::{Server, Shared},
};
use crate::practice::{
    description::Addresses,
    world::{CannotDo, MAINTENANCE},
};

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/", get(index))
        .route("/support", get(support).post(ask))
        .route("/lifetime", get(lifetime))
        .route("/lifetime/", get(lifetime))
        .route("/lifetime/plans", post(create))
        .route("/lifetime/plans/{key}/{act}", post(plan))
        .route("/lifetime/maintenance/{site}", post(maintain))
        .route("/practice/wait", post(wait))
        .route("/practice/{site}/services", post(services))
}

async fn index(State(server): Shared) -> Response {
    let addresses = server.world(|world| Addresses::of(world, ""));
    server.pages.page("index", context! { addresses => shown(addresses), second => server.now() })
}

async fn support(State(server): Shared) -> Response {
    server.pages.page("note", context! { title => "Support", form => true, back => "/" })
}

/// A request to Support.
#[derive(Debug, Deserialize)]
struct Asked {
    request: String,
    /// Given where it may have been sent before.
    once: Option<String>,
}

async fn ask(State(server): Shared, Form(asked): Form<Asked>) -> Response {
    let takes = server.world(|world| world.scenario().takes.support);
    server.pass(takes).await;
    let answer = server.world(|world| match asked.once {
        Some(_) => world.ask_once(&asked.request),
        None => world.ask(&asked.request),
    });
    let silent = "Thank you. Your request was received; there is no answer yet.";
    let status = if answer.is_some() { StatusCode::OK } else { StatusCode::ACCEPTED };
    server.pages.note(status, "Support", answer.as_deref().unwrap_or(silent), "/support")
}

async fn lifetime(State(server): Shared) -> Response {
    server.world(|world| world.look_at_deployments(server.now()));
    let (plans, maintained) = server.world(|world| {
        let maintained: Vec<Option<String>> =
            (0..world.scenario().sites.len()).map(|site| world.maintenance(site).map(str::to_owned)).collect();
        (world.plan_rows(server.now()), maintained)
    });
    let addresses = server.world(|world| Addresses::of(world, ""));
    server.pages.page(
        "lifetime",
        context! { plans => shown(plans), maintained => shown(maintained), addresses => shown(addresses) },
    )
}

/// A new deployment plan.
#[derive(Debug, Deserialize)]
struct NewPlan {
    from: String,
    to: String,
}

async fn create(State(server): Shared, Form(new): Form<NewPlan>) -> Response {
    let now = server.now();
    let started = server.world(|world| {
        let (from, to) = (world.place(&new.from)?, world.place(&new.to)?);
        let key = world.create_plan(from, to, now);
        Some(world.start_plan(&key, now))
    });
    match started {
        Some(Ok(())) => see("/lifetime"),
        Some(Err(_)) => server.pages.note(StatusCode::CONFLICT, "Aborted", &format!("{MAINTENANCE}."), "/lifetime"),
        None => server.pages.note(StatusCode::NOT_FOUND, "Not found", "There is no such environment.", "/lifetime"),
    }
}

async fn plan(State(server): Shared, Path((key, act)): Path<(String, String)>) -> Response {
    let now = server.now();
    let done = match act.as_str() {
        "start" => server.world(|world| world.start_plan(&key, now)),
        "delete" => server.world(|world| world.delete_plan(&key, now)),
        "continue" => server.world(|world| world.continue_plan(&key, now)),
        "abort" => server.world(|world| world.abort_plan(&key, now)),
        _ => Err(CannotDo::NoSuchPlan),
    };
    match done {
        Ok(()) => see("/lifetime"),
        Err(CannotDo::NoSuchPlan) => {
            server.pages.note(StatusCode::NOT_FOUND, "Not found", "There is no such plan.", "/lifetime")
        }
        Err(CannotDo::Maintenance) => {
            server.pages.note(StatusCode::CONFLICT, "Aborted", &format!("{MAINTENANCE}."), "/lifetime")
        }
        Err(CannotDo::WrongStatus(status)) => {
            let text = format!("The plan is {status}; this is not possible now.");
            server.pages.note(StatusCode::CONFLICT, "Not now", &text, "/lifetime")
        }
    }
}

/// Maintenance mode, switched on with a reason, or off without one.
#[derive(Debug, Deserialize)]
struct Maintain {
    #[serde(default)]
    reason: String,
}

async fn maintain(State(server): Shared, Path(id): Path<String>, Form(wanted): Form<Maintain>) -> Response {
    let now = server.now();
    let reason = Some(wanted.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    match server.world(|world| world.place(&id).map(|site| world.maintain(site, reason, now))) {
        Some(()) => see("/lifetime"),
        None => server.pages.note(StatusCode::NOT_FOUND, "Not found", "There is no such environment.", "/lifetime"),
    }
}

/// How long a visitor waits, in seconds.
#[derive(Debug, Deserialize)]
struct Wait {
    seconds: u32,
}

/// The longest wait, in seconds.
const LONGEST_WAIT: u32 = 60;

/// A visitor waits: what is answered later by a clock that runs is answered at once by one that moves on with what is done.
async fn wait(State(server): Shared, Form(wait): Form<Wait>) -> StatusCode {
    server.pass(wait.seconds.min(LONGEST_WAIT).into()).await;
    StatusCode::NO_CONTENT
}

/// Restarts the services of the platform on the server.
async fn services(State(server): Shared, Path(id): Path<String>) -> Response {
    let now = server.now();
    let restarted = server.world(|world| world.place(&id).map(|site| world.restart_services(site, now)));
    match restarted {
        Some(()) => see("/"),
        None => server.pages.note(StatusCode::NOT_FOUND, "Not found", "There is no such environment.", "/"),
    }
}

pub(super) async fn nothing_here(State(server): Shared) -> Response {
    server.pages.note(StatusCode::NOT_FOUND, "Not found", "This page does not exist.", "/")
}
