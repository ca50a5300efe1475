//! The text for Support as a document: Markdown, one HTML file, or JSON. What people wrote is never markup there.

use minijinja::{Value, context, value::Serde};
use serde::Serialize;

use super::render::{STYLE, plain_templates};
use crate::domain::ticket::Ticket;

const MARKDOWN: &str = include_str!("../../assets/report/ticket.md");
const HTML: &str = include_str!("../../assets/report/ticket.html");

/// The text for Support for programs, with what has to be said before it.
#[derive(Debug, Serialize)]
pub struct TicketJson<'a> {
    notices: &'a [String],
    #[serde(flatten)]
    ticket: &'a Ticket,
}

/// The text for Support for programs.
pub const fn json<'a>(ticket: &'a Ticket, notices: &'a [String]) -> TicketJson<'a> {
    TicketJson { notices, ticket }
}

/// The text for Support in Markdown, with a table of all environments.
///
/// # Errors
/// When the template does not fit what it is filled with.
pub fn markdown(ticket: &Ticket, notices: &[String]) -> Result<String, minijinja::Error> {
    filled(MARKDOWN, false, ticket, notices)
}

/// The text for Support as one HTML file.
///
/// # Errors
/// When the template does not fit what it is filled with.
pub fn html(ticket: &Ticket, notices: &[String]) -> Result<String, minijinja::Error> {
    filled(HTML, true, ticket, notices)
}

fn filled(
    template: &'static str,
    is_html: bool,
    ticket: &Ticket,
    notices: &[String],
) -> Result<String, minijinja::Error> {
    let mut templates = plain_templates(is_html);
    templates.add_template("ticket", template)?;
    templates.get_template("ticket")?.render(context! {
        ticket => Value::from(Serde(ticket)),
        notices => notices.to_vec(),
        style => Value::from_safe_string(STYLE.to_owned()),
        written => ticket.written(),
    })
}
