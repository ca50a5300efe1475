//! A review for people, in plain lines.

use std::fmt::Write as _;

use jiff::{SignedDuration, tz::TimeZone};

use super::{super::clock::lasted, Review};
use crate::domain::{
    text::row,
    zone::{day_and_time, in_full},
};

/// The longest waits that are told.
const WAITS: usize = 10;

impl Review<'_> {
    /// The review in lines, with times of a zone.
    pub fn text(&self, zone: &TimeZone) -> String {
        let mut out = format!("{}: {}\n", self.migration, self.state);
        if self.rehearsal {
            out.push_str("REHEARSAL: times of the practice pages, not of a real migration\n");
        }
        let (from, to) = (day_and_time(zone, self.started), day_and_time(zone, self.latest));
        let _ =
            writeln!(out, "{from} to {to} ({}), {}", in_full(zone, self.started, self.latest), seconds(self.elapsed_s));
        let _ = writeln!(
            out,
            "Measured steps: planned {}, actual {}. Waited {}.",
            seconds(self.planned_s),
            seconds(self.taken_s),
            seconds(self.waited_s)
        );
        self.steps(&mut out);
        self.again(&mut out);
        self.waits(&mut out, zone);
        self.changes(&mut out);
        out
    }

    fn steps(&self, out: &mut String) {
        out.push_str("\nPlanned and actual time\n");
        let wide = self.steps.iter().map(|step| step.step.chars().count()).max().unwrap_or(0);
        for step in &self.steps {
            let taken = step.taken_s.map_or_else(|| "not known".to_owned(), seconds);
            let attempts = if step.attempts > 1 { format!("  {} attempts", step.attempts) } else { String::new() };
            let _ = writeln!(out, "  {:<wide$}  {:>3} min  {taken:>12}{attempts}", step.step, step.planned_min);
        }
    }

    fn again(&self, out: &mut String) {
        out.push_str("\nSteps with several attempts or refusals\n");
        for step in &self.again {
            let refused = if step.refused > 0 { format!(", {} refused", step.refused) } else { String::new() };
            let attempts = if step.attempts == 1 { "attempt" } else { "attempts" };
            let _ = writeln!(out, "  {} ({}): {} {attempts}{refused}", step.title, step.step, step.attempts);
            for why in &step.why {
                let _ = writeln!(out, "    - {}", row(why));
            }
        }
        if self.again.is_empty() {
            out.push_str("  none\n");
        }
    }

    fn waits(&self, out: &mut String, zone: &TimeZone) {
        out.push_str("\nLongest waits\n");
        for wait in self.waits.iter().take(WAITS) {
            let goes_on = if wait.to.is_none() { ", continues" } else { "" };
            let from = day_and_time(zone, wait.from);
            let _ = writeln!(out, "  {:>12} from {from}{goes_on}: {}", seconds(wait.seconds), wait.why);
        }
        match self.waits.len() {
            0 => out.push_str("  none\n"),
            count if count > WAITS => _ = writeln!(out, "  and {} shorter waits", count - WAITS),
            _ => {}
        }
    }

    fn changes(&self, out: &mut String) {
        out.push_str("\nEstimates in the procedure\n");
        for one in &self.estimates {
            let change = match one.suggested_min {
                Some(minutes) => format!("plan {minutes} min"),
                None => "accurate".to_owned(),
            };
            let median = seconds(one.median_s);
            let measured = match one.measured {
                1 => format!("took {median}"),
                count => format!("median of {count} is {median}, the longest {}", seconds(one.longest_s)),
            };
            let _ =
                writeln!(out, "  {}/{}: planned {} min, {measured}: {change}", one.phase, one.step, one.planned_min);
        }
        if self.estimates.is_empty() {
            out.push_str("  no step was measured yet\n");
        }
    }
}

fn seconds(seconds: i64) -> String {
    lasted(SignedDuration::from_secs(seconds))
}
