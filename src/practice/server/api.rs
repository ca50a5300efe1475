//! LifeTime's API, version 2, as far as acmove and the real pipeline client use it: with and without a trailing slash, with
//! the error bodies of the real one.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, Query, Request, State},
    http::{StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::{MethodRouter, any, get, post},
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use super::shared::{Server, Shared};
use crate::practice::world::{CannotDo, Filter};

const BASE: &str = "/lifetimeapi/rest/v2";

pub(super) fn routes(server: &Arc<Server>) -> Router<Arc<Server>> {
    let routes: [(&str, MethodRouter<Arc<Server>>); 12] = [
        ("/environments", get(environments)),
        ("/environments/{key}", get(environment)),
        ("/environments/{key}/applications", get(applications)),
        ("/applications", get(applications)),
        ("/applications/{key}", get(application)),
        ("/modules", get(modules)),
        ("/deployments", get(deployments).post(create)),
        ("/deployments/{key}", get(deployment).delete(delete)),
        ("/deployments/{key}/status", get(status)),
        ("/deployments/{key}/start", post(start)),
        ("/deployments/{key}/continue", post(go_on)),
        ("/deployments/{key}/abort", post(abort)),
    ];
    let both = |router: Router<Arc<Server>>, (path, method): (&str, MethodRouter<Arc<Server>>)| {
        router.route(&format!("{BASE}{path}"), method.clone()).route(&format!("{BASE}{path}/"), method)
    };
    routes
        .into_iter()
        .fold(Router::new(), both)
        .route("/lifetimeapi/{*rest}", any(async || fault(StatusCode::NOT_FOUND, "There is nothing here.")))
        .method_not_allowed_fallback(async || fault(StatusCode::METHOD_NOT_ALLOWED, "This cannot be done here."))
        .layer(middleware::from_fn_with_state(Arc::clone(server), with_token))
}

/// Any token is taken, and without one nothing is answered. The scenario may have the API slow or broken.
async fn with_token(State(server): Shared, request: Request, next: Next) -> Response {
    let delay = server.world(|world| world.scenario().lifetime.delay);
    if delay > 0 {
        server.pass(delay).await;
    }
    if server.world(|world| world.api_is_down(server.now())) {
        return fault(StatusCode::INTERNAL_SERVER_ERROR, "An internal error occurred.");
    }
    let token = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    match token.and_then(|value| value.split_once(' ')) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() => {
            next.run(request).await
        }
        Some(_) | None => fault(StatusCode::FORBIDDEN, "Authentication failed"),
    }
}

fn fault(status: StatusCode, text: &str) -> Response {
    (status, Json(json!({ "Errors": [text], "StatusCode": status.as_u16() }))).into_response()
}

/// A list, or that there is nothing to list.
fn list(found: Value) -> Response {
    if found.as_array().is_some_and(Vec::is_empty) {
        StatusCode::NO_CONTENT.into_response()
    } else {
        Json(found).into_response()
    }
}

/// The one of a list with this key.
fn of_key(all: &Value, key: &str) -> Option<Value> {
    all.as_array()?.iter().find(|one| one["Key"] == key).cloned()
}

/// One of its kind, or that there is none with this key.
fn found(value: Option<Value>, kind: &str) -> Response {
    match value {
        Some(value) => Json(value).into_response(),
        None => fault(StatusCode::NOT_FOUND, &format!("There is no {kind} with this key.")),
    }
}

async fn environments(State(server): Shared) -> Response {
    if server.world(|world| world.scenario().lifetime.sees_nothing) {
        return StatusCode::NO_CONTENT.into_response();
    }
    list(server.world(|world| world.api_environments(&server.host())))
}

async fn environment(State(server): Shared, Path(key): Path<String>) -> Response {
    found(of_key(&server.world(|world| world.api_environments(&server.host())), &key), "environment")
}

/// The parameters of a request for applications; truth is written as the real client writes it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Wanted {
    include_modules: String,
    include_env_status: String,
}

async fn applications(State(server): Shared, Query(wanted): Query<Wanted>) -> Response {
    let is = |word: &str| word.eq_ignore_ascii_case("true");
    let (modules, states) = (is(&wanted.include_modules), is(&wanted.include_env_status));
    if modules && !states {
        return fault(StatusCode::BAD_REQUEST, "Modules can only be included together with the environment status.");
    }
    list(server.world(|world| world.api_applications(modules, states)))
}

async fn application(State(server): Shared, Path(key): Path<String>) -> Response {
    found(of_key(&server.world(|world| world.api_applications(false, true)), &key), "application")
}

async fn modules(State(server): Shared) -> Response {
    list(server.world(|world| world.api_modules()))
}

/// Which deployments are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Days {
    min_date: String,
    max_date: String,
    target_environment_key: String,
}

async fn deployments(State(server): Shared, Query(days): Query<Days>) -> Response {
    let day = |text: &str| match text.trim() {
        "" => Ok(None),
        text => text.parse::<Date>().map(Some),
    };
    let (Ok(from), Ok(to)) = (day(&days.min_date), day(&days.max_date)) else {
        return fault(StatusCode::BAD_REQUEST, "A date is not valid: write it as YYYY-MM-DD.");
    };
    if server.world(|world| world.scenario().lifetime.sees_nothing) {
        return fault(StatusCode::FORBIDDEN, "User doesn't have access to any environment");
    }
    server.world(|world| world.look_at_deployments(server.now()));
    let target = Some(days.target_environment_key).filter(|key| !key.is_empty());
    list(server.world(|world| world.api_deployments(&Filter { from, to, target }, server.now())))
}

async fn deployment(State(server): Shared, Path(key): Path<String>) -> Response {
    found(server.world(|world| world.api_deployment(&key)), "deployment")
}

async fn status(State(server): Shared, Path(key): Path<String>) -> Response {
    found(server.world(|world| world.api_status(&key, server.now())), "deployment")
}

/// A new plan, of which only the two environments matter here.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct NewPlan {
    source_environment_key: String,
    target_environment_key: String,
}

async fn create(State(server): Shared, body: String) -> Response {
    let Ok(new) = serde_json::from_str::<NewPlan>(&body) else {
        return fault(StatusCode::BAD_REQUEST, "The deployment is not complete.");
    };
    let now = server.now();
    let created = server.world(|world| {
        let from = world.place_of_key(&new.source_environment_key)?;
        let to = world.place_of_key(&new.target_environment_key)?;
        Some(world.create_plan(from, to, now))
    });
    match created {
        Some(key) => (StatusCode::CREATED, key).into_response(),
        None => fault(StatusCode::BAD_REQUEST, "There is no environment with this key."),
    }
}

async fn start(State(server): Shared, Path(key): Path<String>) -> Response {
    let now = server.now();
    done(server.world(|world| world.start_plan(&key, now)), StatusCode::ACCEPTED)
}

async fn abort(State(server): Shared, Path(key): Path<String>) -> Response {
    let now = server.now();
    done(server.world(|world| world.abort_plan(&key, now)), StatusCode::ACCEPTED)
}

async fn go_on(State(server): Shared, Path(key): Path<String>) -> Response {
    let now = server.now();
    done(server.world(|world| world.continue_plan(&key, now)), StatusCode::ACCEPTED)
}

async fn delete(State(server): Shared, Path(key): Path<String>) -> Response {
    let now = server.now();
    done(server.world(|world| world.delete_plan(&key, now)), StatusCode::NO_CONTENT)
}

fn done(done: Result<(), CannotDo>, status: StatusCode) -> Response {
    match done {
        // It was started, and its log says why it did not get far.
        Ok(()) | Err(CannotDo::Maintenance) => status.into_response(),
        Err(CannotDo::NoSuchPlan) => found(None, "deployment"),
        Err(CannotDo::WrongStatus(status)) => {
            fault(StatusCode::BAD_REQUEST, &format!("This cannot be done while the deployment is {status}."))
        }
    }
}
