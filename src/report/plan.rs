//! The plan as a document to read before the night: plain text, Markdown, or one HTML file that prints well. Templates in
//! `assets/report` are filled in; what people wrote is never markup there.

use minijinja::{Value, context, value::Serde};

use super::{
    outline::Outline,
    render::{STYLE, css, escaped, plain_templates},
};
use crate::domain::{
    text::{plain, row},
    ticket::wrapped,
};

const MARKDOWN: &str = include_str!("../../assets/report/plan.md");
const TEXT: &str = include_str!("../../assets/report/plan.txt");
const HTML: &str = include_str!("../../assets/report/plan.html");

/// The longest line of the text, in characters.
const LONGEST_LINE: usize = 100;

/// The plan in Markdown.
///
/// # Errors
/// When the template does not fit what it is filled with.
pub fn markdown(plan: &Outline) -> Result<String, minijinja::Error> {
    filled(MARKDOWN, false, plan, |text| Value::from(marked(text, "**", "**", escaped)))
}

/// The plan in plain text, in lines that every printer keeps.
///
/// # Errors
/// When the template does not fit what it is filled with.
pub fn text(plan: &Outline) -> Result<String, minijinja::Error> {
    let text = filled(TEXT, false, plan, |text| Value::from(row(&plain(text)).into_owned()))?;
    Ok(wrapped(&text, LONGEST_LINE))
}

/// The plan as one HTML file.
///
/// # Errors
/// When the template does not fit what it is filled with.
pub fn html(plan: &Outline) -> Result<String, minijinja::Error> {
    filled(HTML, true, plan, |text| Value::from_safe_string(marked(text, "<b>", "</b>", entities)))
}

fn filled(
    template: &'static str,
    is_html: bool,
    plan: &Outline,
    label: fn(&str) -> Value,
) -> Result<String, minijinja::Error> {
    let mut templates = plain_templates(is_html);
    templates.add_filter("label", move |text: &str| label(text));
    templates.add_filter("css", css);
    templates.add_filter("joined", |lines: Vec<String>| lines.join(" "));
    templates.add_filter("underline", |title: &str| "-".repeat(title.chars().count()));
    templates.add_template("plan", template)?;
    templates.get_template("plan")?.render(context! {
        style => Value::from_safe_string(STYLE.to_owned()),
        plan => Value::from(Serde(plan)),
    })
}

/// A text of an edition with its *labels* marked; nothing else of it is markup.
fn marked(text: &str, opens: &str, closes: &str, escape: fn(&str) -> String) -> String {
    let parts: Vec<&str> = text.split('*').collect();
    // A single asterisk marks nothing.
    if parts.len().is_multiple_of(2) {
        return escape(text);
    }
    let part = |(place, part): (usize, &&str)| {
        let is_label = place % 2 == 1 && !part.is_empty();
        if is_label { format!("{opens}{}{closes}", escape(part)) } else { escape(part) }
    };
    parts.iter().enumerate().map(part).collect()
}

/// Text inside HTML.
fn entities(text: &str) -> String {
    let entity = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&#39;".to_owned(),
        c => c.to_string(),
    };
    row(text).chars().map(entity).collect()
}
