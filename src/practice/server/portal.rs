//! The Licensing Portal: rows of a code, registering and releasing, license files.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Form, Query, State},
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use minijinja::context;
use serde::Deserialize;

use super::{
    page::{Instead, file, see, shown},
    shared::{Server, Shared},
};
use crate::domain::{
    identity::{ActivationCode, SerialNumber},
    infrastructure::Side,
};

/// The parameters of a request to the portal.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    code: String,
    serial: String,
    row: usize,
    trouble: String,
    purpose: String,
}

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/portal", get(portal))
        .route("/portal/", get(portal))
        .route("/portal/download", get(download))
        .route("/portal/register", post(register))
        .route("/portal/release", post(release))
}

impl Server {
    fn is_up(&self) -> Result<(), Instead> {
        if self.world(|world| world.portal_is_down(self.now())) {
            let text = "The Licensing Portal is down for maintenance. Try again in a moment.";
            return Err(self.pages.note(StatusCode::SERVICE_UNAVAILABLE, "Unavailable", text, "/portal").into());
        }
        Ok(())
    }

    /// The side of a code that a visitor typed.
    fn side(&self, code: &str) -> Result<Side, Instead> {
        let code_typed = code;
        let code: Result<ActivationCode, _> = code.trim().parse();
        let wrong =
            |text: &str| Instead::from(self.pages.page("portal", context! { trouble => text, typed => code_typed }));
        let code = code.map_err(|error| wrong(&format!("This is not an Activation Code: {error}.")))?;
        let found = self.world(|world| world.side(&code));
        found.ok_or_else(|| wrong("No infrastructure has this Activation Code."))
    }
}

/// A serial number that a visitor typed.
fn serial(typed: &str, code: &str) -> Result<SerialNumber, Instead> {
    typed.parse().map_err(|error| see(&address(code, &format!("This is not a Serial Number: {error}."))).into())
}

fn address(code: &str, trouble: &str) -> String {
    let query: Vec<(&str, &str)> =
        [("code", code), ("trouble", trouble)].into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let query = serde_urlencoded::to_string(query).unwrap_or_default();
    format!("/portal?{query}")
}

async fn portal(State(server): Shared, Query(asked): Query<Asked>) -> Result<Response, Instead> {
    server.is_up()?;
    if asked.code.trim().is_empty() {
        return Ok(server.pages.page("portal", context! {}));
    }
    let side = server.side(&asked.code)?;
    let (code, rows) = server.world(|world| (world.scenario().code(side).clone(), world.portal(side)));
    let shown = context! { code => code.as_str(), rows => shown(rows), trouble => asked.trouble,
    purpose => asked.purpose };
    Ok(server.pages.page("portal", shown))
}

async fn download(State(server): Shared, Query(asked): Query<Asked>) -> Result<Response, Instead> {
    server.is_up()?;
    let side = server.side(&asked.code)?;
    let serial = serial(&asked.serial, &asked.code)?;
    let found = server.world(|world| world.download(side, &serial, server.now()));
    match found {
        Some((name, content)) => Ok(file(&name, content)),
        None => {
            let text = "This serial number is not registered under this Activation Code.";
            Ok(server.pages.note(StatusCode::NOT_FOUND, "Not registered", text, &address(&asked.code, "")))
        }
    }
}

async fn register(State(server): Shared, Form(asked): Form<Asked>) -> Result<Response, Instead> {
    server.is_up()?;
    let side = server.side(&asked.code)?;
    let serial = serial(asked.serial.trim(), &asked.code)?;
    let trouble = server.world(|world| world.register(side, asked.row, &serial).err().unwrap_or_default());
    Ok(see(&address(&asked.code, trouble)))
}

async fn release(State(server): Shared, Form(asked): Form<Asked>) -> Result<Response, Instead> {
    server.is_up()?;
    let side = server.side(&asked.code)?;
    server.world(|world| world.release(side, asked.row));
    Ok(see(&address(&asked.code, "")))
}
