//! Service Center of each environment: Licensing and Modules, and the check of Activation Codes.

use std::{fmt::Display, sync::Arc};

use axum::{
    Router,
    extract::{Form, Multipart, Path, Query, State},
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use minijinja::{Value, context};
use serde::Deserialize;

use super::{
    page::{Instead, file, frame, see, shown},
    shared::{Server, Shared},
};
use crate::{
    domain::infrastructure::Role,
    practice::world::{Published, Uploaded},
};

/// How long a visitor waits for a page that never comes, in seconds.
const TIME_OUT: u64 = 30;

/// The filter of a list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(rename = "Name")]
    name: String,
    reset: Option<String>,
    done: Option<String>,
}

impl Filter {
    fn wanted(&self) -> &str {
        if self.reset.is_some() { "" } else { self.name.trim() }
    }
}

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/ServiceCenter", get(of_lifetime))
        .route("/{site}/ServiceCenter", get(home))
        .route("/{site}/ServiceCenter/", get(home))
        .route("/{site}/ServiceCenter/Licensing", get(licensing))
        .route("/{site}/ServiceCenter/Licensing/Upload", get(upload_form).post(upload))
        .route("/{site}/ServiceCenter/Licensing/Backup", get(backup))
        .route("/{site}/ServiceCenter/Licensing/Audit", get(audit))
        .route("/{site}/ServiceCenter/Modules", get(modules))
        .route("/{site}/ServiceCenter/Modules/{module}", get(module))
        .route("/{site}/ServiceCenter/Modules/{module}/Publish", post(publish))
        .route("/{site}/ServiceCenter/Modules/{module}/Redeploy", post(redeploy))
        .route("/{site}/ServiceCenter/Publishes", get(find_publish))
        .route("/{site}/ServiceCenter/Publishes/{number}", get(publishing))
        .route("/{site}/ActivationCodeCheck", get(check))
        .route("/{site}/ActivationCodeCheck/Wizard", post(wizard))
}

impl Server {
    /// The place of an environment. Its pages may take their time.
    async fn site(&self, id: &str) -> Result<usize, Instead> {
        let found = self.world(|world| world.place(id));
        let site = found.ok_or_else(|| self.not_found(&format!("There is no environment {id} here.")))?;
        if self.world(|world| world.server_is_down(site, self.now())) {
            let name = self.world(|world| world.scenario().sites[site].name.clone());
            let text = format!("The server of {name} cannot be reached.");
            return Err(self.pages.note(StatusCode::SERVICE_UNAVAILABLE, "Unavailable", &text, "/").into());
        }
        let delay = self.world(|world| world.scenario().sites[site].delay);
        if delay > 0 {
            self.pass(delay).await;
        }
        Ok(site)
    }

    fn not_found(&self, text: &str) -> Instead {
        self.pages.note(StatusCode::NOT_FOUND, "Not found", text, "/").into()
    }

    fn frame(&self, site: usize) -> Value {
        self.world(|world| frame(world, site, self.now()))
    }

    fn address(&self, site: usize, below: impl Display) -> String {
        format!("/{}/ServiceCenter/{below}", self.world(|world| world.scenario().sites[site].id.clone()))
    }
}

/// LifeTime's own Service Center is on LifeTime's server.
async fn of_lifetime(State(server): Shared) -> Response {
    let place = server.world(|world| world.scenario().sites.iter().position(|site| site.role == Role::LifeTime));
    see(&server.address(place.unwrap_or_default(), "Licensing"))
}

async fn home(State(server): Shared, Path(id): Path<String>) -> Result<Response, Instead> {
    let site = server.site(&id).await?;
    Ok(see(&server.address(site, "Licensing")))
}

async fn licensing(
    State(server): Shared,
    Path(id): Path<String>,
    Query(filter): Query<Filter>,
) -> Result<Response, Instead> {
    let site = server.site(&id).await?;
    let page = server.world(|world| world.licensing(site, filter.wanted(), server.now()));
    let shown = context! { site => server.frame(site), page => shown(page), filter => filter.wanted() };
    Ok(server.pages.page("licensing", shown))
}

async fn upload_form(State(server): Shared, Path(id): Path<String>) -> Result<Response, Instead> {
    let site = server.site(&id).await?;
    Ok(server.pages.page("upload", context! { site => server.frame(site) }))
}

async fn upload(State(server): Shared, Path(id): Path<String>, mut form: Multipart) -> Result<Response, Instead> {
    let site = server.site(&id).await?;
    let again = |why: &str| server.pages.page("upload", context! { site => server.frame(site), trouble => why });
    let mut content = None;
    while let Ok(Some(field)) = form.next_field().await {
        if field.name() == Some("license") {
            let Ok(bytes) = field.bytes().await else {
                return Ok(again("This form cannot be read. Select the license file again."));
            };
            content = Some(bytes);
        }
    }
    let Some(content) = content.filter(|content| !content.is_empty()) else {
        return Ok(again("Select a license file first."));
    };
    let takes = server.world(|world| world.scenario().takes.upload);
    let uploaded = server.world(|world| world.upload(site, &content, server.now()));
    match uploaded {
        Uploaded::Installed => {
            server.pass(takes).await;
            Ok(see(&server.address(site, "Licensing")))
        }
        Uploaded::TimedOut => {
            server.pass(TIME_OUT).await;
            let text = "The upload timed out: no answer came from the server in time.";
            Ok(server.pages.note(StatusCode::GATEWAY_TIMEOUT, "Time-out", text, &server.address(site, "Licensing")))
        }
        Uploaded::NotALicense => {
            Ok(again("This file is not a license of the practice infrastructure. The license was not installed."))
        }
    }
}

async fn backup(State(server): Shared, Path(id): Path<String>) -> Result<Response, Instead> {
    let site = server.site(&id).await?;
    let (name, content) = server.world(|world| world.backup(site));
    Ok(file(&name, content))
}

async fn audit(State(server): Shared, Path(id): Path<String>) -> Result<Response, Instead> {
    let site = server.site(&id).await?;
    let content = server.world(|world| world.audit(site));
    Ok(file("OutSystems.Audit.txt", content))
}

async fn modules(
    State(server): Shared,
    Path(id): Path<String>,
    Query(filter): Query<Filter>,
) -> Result<Response, Instead> {
    let site = server.site(&id).await?;
    let names = server.world(|world| world.modules(site, filter.wanted()));
    let shown = context! { site => server.frame(site), modules => names, filter => filter.wanted() };
    Ok(server.pages.page("modules", shown))
}

async fn module(
    State(server): Shared,
    Path((id, name)): Path<(String, String)>,
    Query(filter): Query<Filter>,
) -> Result<Response, Instead> {
    let site = server.site(&id).await?;
    let module = server.world(|world| world.module(site, &name));
    let module = module.ok_or_else(|| server.not_found(&format!("There is no module {name} in this environment.")))?;
    Ok(server
        .pages
        .page("module", context! { site => server.frame(site), module => shown(module), done => filter.done }))
}

/// Which version is published, and what for.
#[derive(Debug, Deserialize)]
struct Chosen {
    version: u32,
    #[serde(default)]
    purpose: String,
}

/// What a publish that is looked for was begun for.
#[derive(Debug, Deserialize)]
struct Sought {
    purpose: String,
}

async fn publish(
    State(server): Shared,
    Path((id, name)): Path<(String, String)>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Instead> {
    let site = server.site(&id).await?;
    let published = server.world(|world| world.publish(site, &name, chosen.version, &chosen.purpose, server.now()));
    match published {
        Published::Begun(number) => Ok(see(&server.address(site, format!("Publishes/{number}")))),
        Published::NoSuchModule => Err(server.not_found(&format!("There is no such version of {name} here."))),
    }
}

/// The trap of this page: it deploys the compiled files again, and does not check the license.
async fn redeploy(State(server): Shared, Path((id, name)): Path<(String, String)>) -> Result<Response, Instead> {
    let site = server.site(&id).await?;
    let found = server.world(|world| world.module(site, &name));
    found.ok_or_else(|| server.not_found(&format!("There is no module {name} in this environment.")))?;
    Ok(see(&server.address(site, format!("Modules/{name}?done=redeploy"))))
}

/// Leads to the last publish for a purpose, for a program that does not know whether it was started.
async fn find_publish(
    State(server): Shared,
    Path(id): Path<String>,
    Query(sought): Query<Sought>,
) -> Result<Response, Instead> {
    let site = server.site(&id).await?;
    match server.world(|world| world.publish_for(site, &sought.purpose)) {
        Some(number) => Ok(see(&server.address(site, format!("Publishes/{number}")))),
        None => Err(server.not_found("Nothing was published for that under the license that is installed.")),
    }
}

async fn publishing(State(server): Shared, Path((id, number)): Path<(String, usize)>) -> Result<Response, Instead> {
    let site = server.site(&id).await?;
    let publish = server.world(|world| world.publishing(site, number, server.now()));
    let publish = publish.ok_or_else(|| server.not_found("There is no such publish here."))?;
    Ok(server.pages.page("publish", context! { site => server.frame(site), publish => shown(publish) }))
}

async fn check(State(server): Shared, Path(id): Path<String>) -> Result<Response, Instead> {
    let site = server.site(&id).await?;
    let check = server.world(|world| world.code_check(site));
    Ok(server.pages.page("check", context! { site => server.frame(site), check => shown(check) }))
}

async fn wizard(State(server): Shared, Path(id): Path<String>) -> Result<Response, Instead> {
    let site = server.site(&id).await?;
    server.world(|world| world.start_wizard(site));
    Ok(see(&format!("/{id}/ActivationCodeCheck")))
}
