//! Pages: templates filled with what the world shows. Everything that is filled in is escaped.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use minijinja::{Environment, Value, context, value::Serde};
use serde::Serialize;

use super::super::{scenario::Scenario, world::World};
use crate::domain::page::PRACTICE_MARK;

/// The templates, by their names.
const TEMPLATES: [(&str, &str); 14] = [
    ("layout.html", include_str!("../../../assets/practice/layout.html")),
    ("center.html", include_str!("../../../assets/practice/center.html")),
    ("administration.html", include_str!("../../../assets/practice/administration.html")),
    ("factory.html", include_str!("../../../assets/practice/factory.html")),
    ("index.html", include_str!("../../../assets/practice/index.html")),
    ("licensing.html", include_str!("../../../assets/practice/licensing.html")),
    ("upload.html", include_str!("../../../assets/practice/upload.html")),
    ("modules.html", include_str!("../../../assets/practice/modules.html")),
    ("module.html", include_str!("../../../assets/practice/module.html")),
    ("publish.html", include_str!("../../../assets/practice/publish.html")),
    ("check.html", include_str!("../../../assets/practice/check.html")),
    ("portal.html", include_str!("../../../assets/practice/portal.html")),
    ("lifetime.html", include_str!("../../../assets/practice/lifetime.html")),
    ("note.html", include_str!("../../../assets/practice/note.html")),
];

/// How all pages look.
const STYLE: &str = include_str!("../../../assets/practice/style.css");

/// The pages of a practice infrastructure.
pub(super) struct Pages {
    templates: Environment<'static>,
    scenario: Value,
}

impl Pages {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let mut templates = Environment::new();
        for (name, text) in TEMPLATES {
            // Every bundled template is filled in by a test.
            let _ = templates.add_template(name, text);
        }
        let shown = context! {
            name => &scenario.name, title => &scenario.title, teaches => &scenario.teaches,
            source => scenario.source.as_str(), target => scenario.target.as_str(), module => &scenario.module,
        };
        Self { templates, scenario: shown }
    }

    /// A page: the template's name without its ending, and what it shows.
    pub(super) fn page(&self, name: &str, shown: Value) -> Response {
        let all = context! { mark => PRACTICE_MARK, scenario => &self.scenario, style => Value::from_safe_string(STYLE.to_owned()), ..shown };
        let filled = self.templates.get_template(&format!("{name}.html")).and_then(|template| template.render(all));
        match filled {
            Ok(text) => Html(text).into_response(),
            Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")).into_response(),
        }
    }

    /// A page that says one thing, and where to go from there.
    pub(super) fn note(&self, status: StatusCode, title: &str, text: &str, back: &str) -> Response {
        let page = self.page("note", context! { title => title, text => text, back => back });
        (status, page).into_response()
    }
}

/// A value as templates can show it.
pub(super) fn shown(value: impl Serialize) -> Value {
    Value::from(Serde(value))
}

/// The frame that every page of an environment's Service Center has.
pub(super) fn frame(world: &World, site: usize, now: u64) -> Value {
    let described = &world.scenario().sites[site];
    context! {
        id => described.id.as_str(), name => &described.name, purpose => described.purpose(),
        base => format!("/{}/ServiceCenter", described.id), version => super::super::world::PLATFORM,
        time => world.clock_on_pages(now),
    }
}

/// Another page than the one that was asked for.
pub(super) struct Instead(Box<Response>);

impl From<Response> for Instead {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}

impl IntoResponse for Instead {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// To another page; what was sent is not sent again when that is reloaded.
pub(super) fn see(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// A file that the browser saves under a name.
pub(super) fn file(name: &str, content: String) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("application/octet-stream");
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], content).into_response()
}
