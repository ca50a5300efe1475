//! The known forms of a success: a sentence, the page with the result of a publish, the list of a 1-Click Publish.

use super::{
    pattern::{Filled, begins},
    words::{Row, is_practice},
};
use crate::domain::publish::PublishSuccess;

/// The kind of a part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It says that the publish succeeded.
    Success,
    /// The last row of a list: everything before it was done.
    Done,
    /// A row of a list after which the module is on the server.
    Server,
    /// A heading, or another row of a list: it comes before the success that it is about.
    Before,
    /// A version, a time, how many errors there were.
    Beside,
}

/// Every form, and its kind. Where several fit, the longest one counts.
const FORMS: &[(Part, &str)] = &[
    (Part::Success, "module|espace? {module}? was|is? published successfully"),
    (Part::Success, "module|espace? {module}? has been published successfully"),
    (Part::Success, "module|espace? {module}? was|is? successfully published"),
    (Part::Success, "module|espace? {module}? has been successfully published"),
    (Part::Success, "module|espace? {module}? was? published with success"),
    (Part::Success, "1-click? publish of? module|espace? {module}? done|succeeded|successful|completed"),
    (Part::Success, "1-click? publish of? module|espace? {module}? was successful"),
    (Part::Success, "1-click? publish of? module|espace? {module}? was? completed|finished|done successfully"),
    (Part::Before, "1-click? publish of module|espace? {module}"),
    (Part::Before, "{row}? saving saving {module} to disk"),
    (Part::Server, "{row}? uploading storing a new version into {host}"),
    (Part::Before, "{row}? compiling"),
    (Part::Before, "{row}? compiling compiling {module}"),
    (Part::Before, "{row}? compiling generating and compiling optimized code"),
    (Part::Before, "{row}? compiling generating and compiling optimized code and database scripts"),
    (Part::Server, "{row}? deploying"),
    (Part::Server, "{row}? deploying deploying {module}"),
    (Part::Server, "{row}? deploying updating database model and deploying web? application"),
    (Part::Done, "{row}? done"),
    (Part::Beside, "in|as? version {number}"),
    (Part::Beside, "in|took {duration}"),
    (Part::Beside, "at|on? {time}"),
    (Part::Beside, "with|and? no|0|without errors|error|warnings|warning"),
    (Part::Beside, "with|and? no|0|without errors|error or|and warnings|warning"),
    (Part::Beside, "no messages to show"),
];

/// What the pages of Service Center and the tabs of Service Studio print around everything. A line of nothing else is
/// passed over.
const CHROME: &[&str] = &[
    "service center",
    "factory",
    "monitoring",
    "administration",
    "analytics",
    "applications",
    "modules",
    "extensions",
    "solutions",
    "back to modules list",
    "back to the module",
    "back to module",
    "general log",
    "screen log",
    "error log",
    "service actions log",
    "timer log",
    "integrations log",
    "application objects",
    "redeploy published version",
    "download published version",
    "publish all consumers",
    "open in browser",
    "download",
    "publish download",
    "delete",
    "versions",
    "dependencies",
    "single sign-on",
    "integrations",
    "tenants",
    "site properties",
    "timers",
    "operation",
    "version uploaded published service studio version verified",
    "manage all environments in lifetime",
    "manage all environments",
    "outsystems universal",
    "platform enterprise",
    "production purpose",
    "development purpose",
    "debug mode",
    "version {number} build {number}",
    "{clock}",
    "recent items",
    "practice nothing on this page is real",
    "all practice pages",
    "1-click publish",
    "truechange",
    "debugger",
    "production",
    "development",
    "quality",
    "quality assurance",
    "test",
    "testing",
    "acceptance",
    "staging",
    "pre-production",
    "lifetime",
];

/// The label of the panel on the right that names the organization.
const LICENSED_TO: &str = "Licensed to";

/// The longest name of an organization, in characters.
const LONGEST_NAME: usize = 60;

/// Whether a line is nothing but what stands around everything.
pub(super) fn is_chrome(line: &Row) -> bool {
    if line.after(LICENSED_TO).is_some_and(|name| name.chars().count() <= LONGEST_NAME) {
        return true;
    }
    let mut left = line.words.as_slice();
    while !left.is_empty() {
        let longest = CHROME.iter().filter_map(|form| begins(form, left)).map(|(taken, _)| taken).max();
        let Some(rest) = longest.and_then(|taken| left.get(taken..)) else { return false };
        left = rest;
    }
    true
}

/// The success that a text tells of, with everything in it that has no known form; none where nothing in it is one.
pub(super) fn success(lines: &[Row]) -> Option<PublishSuccess> {
    let mut found = PublishSuccess { is_practice: is_practice(lines), ..PublishSuccess::default() };
    let lines: Vec<&Row> = lines.iter().filter(|line| !is_chrome(line)).collect();
    let words: Vec<String> = lines.iter().flat_map(|line| line.words.iter().cloned()).collect();
    let ends: Vec<usize> = lines
        .iter()
        .scan(0, |end, line| {
            *end += line.words.len();
            Some(*end)
        })
        .collect();
    let (mut successes, mut reached) = (0, false);
    let mut at = 0;
    while let Some(left) = words.get(at..).filter(|left| !left.is_empty()) {
        let Some((part, taken, filled)) = longest(left) else {
            let end = ends.iter().find(|end| **end > at).copied().unwrap_or(words.len());
            found.others.push(words[at..end].join(" "));
            at = end;
            continue;
        };
        match part {
            Part::Success => successes += 1,
            Part::Done if reached => successes += 1,
            // Done is all that somebody says of anything.
            Part::Done => found.others.push(left[..taken].join(" ")),
            // What begins after a success is another publish.
            Part::Before | Part::Server if successes > 0 => found.others.push(left[..taken].join(" ")),
            Part::Server => reached = true,
            Part::Before | Part::Beside => {}
        }
        found.modules.extend(filled.modules);
        found.times.extend(filled.times);
        at += taken;
    }
    // A text about two publishes says nothing about one.
    (successes == 1).then_some(found)
}

fn longest(words: &[String]) -> Option<(Part, usize, Filled)> {
    let fitting = FORMS.iter().filter_map(|(part, form)| {
        let (taken, filled) = begins(form, words)?;
        Some((*part, taken, filled))
    });
    fitting.max_by_key(|(_, taken, _)| *taken)
}
