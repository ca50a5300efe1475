//! Draws the way through the phases: which are done, how far the one is that is under way; on the way back the rollback, and what it
//! undoes.

use ratatui::text::{Line, Span};

use super::canvas::Canvas;
use crate::{
    domain::{index::StepIx, infrastructure::Side, outlook::Tally, procedure::StepKind, run::Course},
    engine::session::Session,
    view::{mark::Mark, text::Tone},
};

/// Columns of the bar of a phase: the widest for which there is room.
const BARS: [usize; 3] = [14, 8, 4];

/// The phases in one line. Where there is no room for all titles, those that are done are counted, then those to come too.
pub(super) fn phases(session: &Session, canvas: &Canvas<'_>, width: u16) -> Line<'static> {
    let fits = |spans: &Vec<Span<'static>>| super::canvas::width(spans) <= usize::from(width);
    let candidates: Vec<Vec<Span<'static>>> = match &session.run.course {
        Course::Back { .. } => back(session, canvas),
        Course::Forward | Course::Stopped { .. } | Course::Abandoned { .. } => forth(session, canvas),
    };
    let last = candidates.last().cloned().unwrap_or_default();
    Line::from(candidates.into_iter().find(fits).unwrap_or(last))
}

/// From the most that can be said to the least.
fn forth(session: &Session, canvas: &Canvas<'_>) -> Vec<Vec<Span<'static>>> {
    let run = &session.run;
    let now = session.outlook.phase(run);
    let count = run.procedure.phases.len();
    let quiet = canvas.theme.tone(Tone::Quiet);
    let phase = |phase: usize, bar: usize| phase_spans(session, canvas, (phase, now), bar);
    let all = |bar: usize| -> Vec<Span<'static>> { lead((0..count).flat_map(|one| phase(one, bar))) };
    let done = || {
        let words = match now {
            0 => String::new(),
            1 => "1 phase done  ".to_owned(),
            now => format!("{now} phases done  "),
        };
        [Span::styled(words, quiet)].into_iter()
    };
    let from = |bar: usize| lead(done().chain((now..count).flat_map(|one| phase(one, bar))));
    let counted = |bar: usize| -> Vec<Span<'static>> {
        let coming = count.saturating_sub(now + 1);
        let coming = (coming > 0).then(|| Span::styled(format!("{coming} to come"), quiet));
        lead(done().chain(phase(now, bar)).chain(coming))
    };
    let marks = |bar: usize| -> Vec<Span<'static>> {
        let done: String = (0..now).map(|one| sign(session, canvas, one)).collect();
        let done = if done.is_empty() { done } else { done + "  " };
        lead([Span::styled(done, quiet)].into_iter().chain(phase(now, bar)))
    };
    let mut candidates: Vec<Vec<Span<'static>>> = BARS.into_iter().take(2).map(all).collect();
    candidates.extend(BARS.into_iter().map(from));
    candidates.extend(BARS.into_iter().map(counted));
    candidates.extend(BARS.into_iter().map(marks));
    candidates.extend([lead(phase(now, 4)), lead(phase(now, 0))]);
    candidates
}

/// The rollback first, then what it undoes.
fn back(session: &Session, canvas: &Canvas<'_>) -> Vec<Vec<Span<'static>>> {
    let run = &session.run;
    let count = run.procedure.phases.len();
    let theme = canvas.theme;
    let title = |phase: usize| canvas.plain(&run.phase(phase).title);
    let undone: Vec<String> = (0..count).filter(|phase| is_undone(session, *phase)).map(title).collect();
    let lead_of_undone = if session.outlook.state.is_final() { "undone" } else { "undoing" };
    let undone = (!undone.is_empty())
        .then(|| Span::styled(format!("{lead_of_undone}: {}", undone.join(", ")), theme.tone(Tone::Quiet)));
    let own = |bar: usize| phase_spans(session, canvas, (count, session.outlook.phase(run)), bar);
    let mut candidates = Vec::new();
    for with_undone in [true, false] {
        for bar in BARS {
            candidates.push(lead(own(bar).into_iter().chain(undone.clone().filter(|_| with_undone))));
        }
    }
    candidates.push(lead(own(0)));
    candidates
}

/// Whether something of a phase was done that a rollback undoes.
fn is_undone(session: &Session, phase: usize) -> bool {
    let run = &session.run;
    let undoes = |kind: &StepKind| *kind == StepKind::Upload { side: Side::Target };
    let steps = &run.procedure.phases[phase].steps;
    steps.iter().any(|step| undoes(&step.kind)) && session.outlook.tally(phase).done > 0
}

fn lead(spans: impl IntoIterator<Item = Span<'static>>) -> Vec<Span<'static>> {
    [Span::raw(" ")].into_iter().chain(spans).collect()
}

/// The mark of a phase alone.
fn sign(session: &Session, canvas: &Canvas<'_>, phase: usize) -> &'static str {
    canvas.theme.signs.mark(state(session, phase, false).0)
}

/// Mark, title, and for the phase that is under way how far it is.
fn phase_spans(session: &Session, canvas: &Canvas<'_>, (phase, now): (usize, usize), bar: usize) -> Vec<Span<'static>> {
    let Tally { done, needed: all, .. } = session.outlook.tally(phase);
    let is_rollback = phase == session.run.procedure.phases.len();
    let is_present = phase == now && (is_rollback || !session.outlook.state.is_final());
    let (mark, tone) = state(session, phase, is_present);
    let theme = canvas.theme;
    let title = canvas.plain(&session.run.phase(phase).title);
    let title = format!("{} {title}", theme.signs.mark(mark));
    if !is_present || all < 2 || session.is_damaged() {
        return vec![Span::styled(title + "  ", theme.tone(tone))];
    }
    let steps = if is_rollback { " steps" } else { "" };
    let mut spans = vec![Span::styled(title + " ", theme.tone(tone))];
    spans.extend(self::bar((done, all), bar, tone, canvas));
    spans.push(Span::styled(format!("{done} of {all}{steps}  "), theme.tone(Tone::Plain)));
    spans
}

/// How much of a phase is done, as a bar; full only where all is.
fn bar((done, all): (usize, usize), cells: usize, tone: Tone, canvas: &Canvas<'_>) -> Vec<Span<'static>> {
    if cells == 0 || all == 0 {
        return Vec::new();
    }
    let full = (cells * done / all).max(usize::from(done > 0)).min(cells - usize::from(done < all));
    let (filled, left) = canvas.theme.signs.bar();
    vec![
        Span::styled(filled.repeat(full), canvas.theme.line(canvas.theme.tone(tone))),
        Span::styled(left.repeat(cells - full) + " ", canvas.theme.border()),
    ]
}

fn state(session: &Session, phase: usize, is_present: bool) -> (Mark, Tone) {
    let Tally { done, needed: all, claimed } = session.outlook.tally(phase);
    let is_stopped = |step: &StepIx| session.run.planned(*step).phase == phase;
    match (&session.run.course, done == all) {
        _ if session.is_damaged() => (Mark::Unknown, Tone::Quiet),
        (Course::Stopped { step }, _) if is_stopped(step) => (Mark::Failed, Tone::Bad),
        (Course::Back { .. }, true) if is_present => (Mark::Verified, Tone::Good),
        (_, true) if claimed > 0 => (Mark::Claimed, Tone::Quiet),
        (_, true) => (Mark::Verified, Tone::Quiet),
        (_, false) if is_present => (Mark::Now, Tone::Now),
        (_, false) => (Mark::Nothing, Tone::Quiet),
    }
}
