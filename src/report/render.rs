//! The record as a document for people: Markdown, or one HTML file that needs nothing else. Templates in `assets/report`
//! are filled in; what people wrote is never markup there.

use jiff::{SignedDuration, tz::TimeZone};
use minijinja::{
    AutoEscape, Environment, Value, context,
    value::{Serde, merge_maps},
};

use super::{clock::lasted, data::ReportData, picture};
use crate::domain::{
    infrastructure::Side,
    text::row,
    zone::{day_and_time, in_full},
};

const MARKDOWN: &str = include_str!("../../assets/report/report.md");
const HTML: &str = include_str!("../../assets/report/report.html");
pub(super) const STYLE: &str = include_str!("../../assets/report/report.css");

/// The record in Markdown, with times of a zone.
///
/// # Errors
/// When the template does not fit what it is filled with.
pub fn markdown(data: &ReportData<'_>, zone: &TimeZone) -> Result<String, minijinja::Error> {
    let shown = context! { told => picture::in_words(data.chart(), zone) };
    filled(MARKDOWN, false, data, zone, shown)
}

/// The record as one HTML file, with the picture of the night, with times of a zone.
///
/// # Errors
/// When the template does not fit what it is filled with.
pub fn html(data: &ReportData<'_>, zone: &TimeZone) -> Result<String, minijinja::Error> {
    let pictures = picture::pictures(data.chart(), zone).into_iter().map(Value::from_safe_string);
    let (overview, chosen) = picture::overview(data.chart(), zone).unzip();
    let shown = context! {
        is_many => picture::is_many(data.chart()),
        overview => overview.map(Value::from_safe_string),
        chosen,
        pictures => pictures.collect::<Vec<_>>(),
        told => picture::in_words(data.chart(), zone),
        style => Value::from_safe_string(STYLE.to_owned()),
        patterns => Value::from_safe_string(picture::PATTERNS.to_owned()),
    };
    filled(HTML, true, data, zone, shown)
}

fn filled(
    template: &'static str,
    is_html: bool,
    data: &ReportData<'_>,
    zone: &TimeZone,
    shown: Value,
) -> Result<String, minijinja::Error> {
    let mut templates = plain_templates(is_html);
    let here = zone.clone();
    templates.add_filter("time", move |at: &str| time(at, &here));
    templates.add_filter("length", |list: Value| list.len().unwrap_or_default());
    templates.add_filter("having", having);
    templates.add_filter("by_title", by_title);
    templates.add_filter("css", css);
    templates.add_filter("asked", |who: &str| asked(who).to_owned());
    templates.add_filter("lasted", |seconds: i64| lasted(SignedDuration::from_secs(seconds)));
    templates.add_template("report", template)?;
    let words = context! { zone => in_full(zone, data.chart().from, data.chart().to), codes => codes() };
    templates.get_template("report")?.render(merge_maps([words, shown, Value::from(Serde(data))]))
}

/// Templates in which what people wrote is never markup.
pub(super) fn plain_templates(is_html: bool) -> Environment<'static> {
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(move |_| if is_html { AutoEscape::Html } else { AutoEscape::None });
    templates.add_filter("md", |text: &str| escaped(text));
    templates
}

/// Of some things those that have this word in a field.
fn having(all: Vec<Value>, field: &str, word: &str) -> Vec<Value> {
    let has = |one: &Value| one.get_attr(field).is_ok_and(|found| found.as_str() == Some(word));
    all.into_iter().filter(has).collect()
}

/// Steps under their titles, in the order in which each title comes first, with the environments of each.
fn by_title(steps: Vec<Value>) -> Vec<Value> {
    let mut groups: Vec<(Value, Vec<Value>)> = Vec::new();
    for step in steps {
        let field = |name: &str| step.get_attr(name).unwrap_or_default();
        let title = field("title");
        let place = groups.iter().position(|(known, _)| *known == title).unwrap_or_else(|| {
            groups.push((title, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.extend(Some(field("environment")).filter(Value::is_true));
    }
    groups.into_iter().map(|(title, environments)| context! { title, environments }).collect()
}

/// Who is asked, in words, by their words in files.
fn asked(who: &str) -> &str {
    match who {
        "you-decide" => "you decide",
        "support" => "Support",
        who => who,
    }
}

/// A text as a string of a style sheet: whatever is no plain letter is escaped, so that nothing of it is markup there.
pub(super) fn css(text: &str) -> Value {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | ',' | '.' | ':' | '-');
    let escaped = row(text).chars().fold(String::new(), |text, c| {
        if plain(c) { text + c.encode_utf8(&mut [0; 4]) } else { text + &format!("\\{:06x}", u32::from(c)) }
    });
    Value::from_safe_string(format!("\"{escaped}\""))
}

/// The labels of the codes, by their words in files.
fn codes() -> Value {
    context! { source => Side::Source.label(), target => Side::Target.label(), foreign => "another code" }
}

fn time(at: &str, zone: &TimeZone) -> String {
    at.parse().map_or_else(|_| at.to_owned(), |at| day_and_time(zone, at))
}

/// Text of people inside Markdown: nothing of it is markup, and it stays on its line.
pub(super) fn escaped(text: &str) -> String {
    let special = |c: char| matches!(c, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~');
    row(text).chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}
