//! The times of another window, as they are typed: each alone, and then what both come to.

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    domain::{
        infrastructure::Window,
        odd_window::OddWindow,
        run::Run,
        typed_moment::{moment, spelling},
        zone::label,
    },
    view::times::Moment,
};

/// What an answer is judged by, besides its own words.
#[derive(Debug, Clone, Copy)]
pub struct Answering<'a> {
    /// Now, and the zone in which times are typed.
    pub moment: &'a Moment,
    /// The answers to the questions before.
    pub before: &'a [String],
}

/// A typed time, and its one spelling. After the first one, a time of day alone is the next such time.
fn time(typed: &str, answering: Answering<'_>) -> Result<(Timestamp, String), String> {
    moment(typed, &answering.moment.zone, opens(answering))
}

/// When the window opens, once that is answered.
fn opens(answering: Answering<'_>) -> Option<Timestamp> {
    answering.before.first()?.parse().ok()
}

/// Both times, once the second one is typed.
fn window(typed: &str, answering: Answering<'_>) -> Option<Window> {
    Some(Window { start: opens(answering)?, end: time(typed, answering).ok()?.0 })
}

pub(super) fn fault(typed: &str, answering: Answering<'_>) -> Option<String> {
    let wrong = time(typed, answering).err().map(|wrong| format!("Not a time: {wrong}."));
    wrong.or_else(|| {
        let window = window(typed, answering)?;
        let opens = answering.moment.dated(window.start);
        (window.end <= window.start).then(|| format!("The window has to end after it opens, at {opens}."))
    })
}

/// A window that is over, lasts for days, or is far away.
pub(super) fn doubt(typed: &str, answering: Answering<'_>) -> Option<String> {
    let window = window(typed, answering)?;
    let odd = OddWindow::under_way(window, answering.moment.at)?;
    let words = odd.told(window, |at| answering.moment.dated(at));
    Some(format!("Please check: {words}. If that is right, enter it once more."))
}

pub(super) fn spelled(typed: String, answering: Answering<'_>) -> String {
    time(&typed, answering).map_or(typed, |(_, spelled)| spelled)
}

/// The times of the window as it is: whoever changes it mostly changes one of them.
pub fn window_times(run: &Run) -> Vec<String> {
    let zone = run.zone.clone().unwrap_or(TimeZone::UTC);
    let times = run.window.map(|window| [window.start, window.end].map(|at| spelling(at, &zone)));
    times.into_iter().flatten().collect()
}

/// What is asked about, and in which zone.
pub(super) fn window_of(run: &Run) -> String {
    run.zone.as_ref().map_or_else(
        || "The window".to_owned(),
        |zone| format!("The window, in the time of {}", label(zone, run.latest)),
    )
}
