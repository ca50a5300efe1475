//! The night as columns: a lane for each environment, what was until now, and a forecast of what is left after it. Computed from
//! the chronicle, as the picture of the report is; before anybody knows with which signs it is drawn.

mod axis;

use jiff::{SignedDuration, Timestamp};

use self::axis::just_before;
pub use self::axis::{Axis, Wanted};
use super::{
    schedule::{Coming, schedule},
    text::Tone,
    timeline_chart::{Bar, Code, Is, Lane, TimelineChart},
    times::Moment,
};
use crate::{
    domain::{clocks::Urgency, procedure::StepKind, run::Evidence},
    engine::session::Session,
};

/// From so long on without anything, what was before is another night.
const BREAK: SignedDuration = SignedDuration::from_mins(90);

/// From so far away on, a time is told with its day.
const DAY: SignedDuration = SignedDuration::from_hours(20);

/// The night, in columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Night {
    /// The times of the columns.
    pub axis: Axis,
    /// Times that are written, each from a column on.
    pub ticks: Vec<(usize, String)>,
    /// The time of now, as it is written; none where the migration is over.
    pub now: Option<String>,
    /// The same at both places, where the clocks here show something else.
    pub now_here: Option<String>,
    /// When deployments are paused, column by column.
    pub paused: Vec<Paused>,
    /// For each environment, in the order of the file, what each column shows.
    pub lanes: Vec<Vec<Cell>>,
    /// The moment that has to be kept, where there is one.
    pub deadline: Option<Deadline>,
    /// Whether something was before the first column.
    pub is_cut: bool,
}

/// Whether deployments are paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paused {
    /// They are not.
    No,
    /// They were.
    Yes,
    /// They are likely to be.
    Forecast,
}

/// The contents of a column in a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The license at the end of the column, as far as it was known; none after now.
    pub code: Option<Code>,
    /// Whether a page has shown that license.
    pub is_seen: bool,
    /// What was done.
    pub doing: Doing,
}

/// What was done in a column; later ones are drawn over earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doing {
    /// Nothing.
    Nothing,
    /// A step is likely to be done.
    Forecast,
    /// A step was worked on.
    Work,
    /// A person reported that the code has changed.
    Reported,
    /// A page showed that it has.
    Seen,
    /// An attempt failed.
    Failed,
}

/// A moment that has to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Its name.
    pub name: &'static str,
    /// When, as it is written.
    pub time: String,
    /// Its column; none where it lies beyond the last, or has passed.
    pub column: Option<usize>,
    /// Whether it has passed.
    pub is_past: bool,
    /// Its meaning now.
    pub tone: Tone,
}

impl Night {
    /// The night at a moment, in as many columns.
    pub fn of(session: &Session, moment: &Moment, columns: usize) -> Self {
        let run = &session.run;
        let chart = TimelineChart::of(run, &session.history.chronicle);
        let coming = schedule(session, moment.at);
        let is_over = session.outlook.state.is_final();
        let now = if is_over { run.latest } else { run.now(moment.at) };
        let from = beginning(&chart, now);
        let until = coming.last().map_or(now, |coming| coming.to);
        let axis = Axis::of(&Wanted { from, now, until, is_over }, columns, &moment.zone);
        let environments = chart.lanes.iter().skip(1);
        let mut lanes: Vec<Vec<Cell>> = environments.map(|one| lane(one, &axis, now)).collect();
        for Coming { step, from, to } in &coming {
            let Some(environment) = run.planned(*step).environment else { continue };
            paint(&mut lanes[environment.get()], later(&axis, *from, *to), |cell| cell.doing = Doing::Forecast);
        }
        Self {
            ticks: axis.ticks(&moment.zone).into_iter().map(|(column, at)| (column, clock(moment, at))).collect(),
            now: (!is_over).then(|| clock(moment, now)),
            now_here: moment.apart().filter(|_| !is_over),
            paused: paused(session, &chart, &axis, (now, &coming)),
            deadline: deadline(session, moment, &axis),
            is_cut: axis.is_before(chart.from),
            lanes,
            axis,
        }
    }
}

fn clock(moment: &Moment, at: Timestamp) -> String {
    at.to_zoned_datetime(moment.zone.clone()).strftime("%H:%M").to_string()
}

/// Where the night begins: after the last long time in which nothing was done, and deployments were not paused.
fn beginning(chart: &TimelineChart, now: Timestamp) -> Timestamp {
    let mut spans: Vec<(Timestamp, Timestamp)> = vec![(chart.from, chart.from), (now, now)];
    spans.extend(chart.freezes.iter().map(|span| (span.from, span.to.unwrap_or(now))));
    for lane in &chart.lanes {
        spans.extend(lane.bars.iter().map(|bar| (bar.span.from, bar.span.to.unwrap_or(now))));
        spans.extend(lane.licenses.iter().map(|installed| (installed.at, installed.at)));
    }
    spans.sort_unstable();
    let (mut begins, mut reached) = (chart.from, chart.from);
    for (from, to) in spans {
        if from.duration_since(reached) >= BREAK {
            begins = from;
        }
        reached = reached.max(to);
    }
    begins
}

/// The columns of a time after now.
fn later(axis: &Axis, from: Timestamp, to: Timestamp) -> std::ops::Range<usize> {
    axis.place_after(from)..axis.place_after(just_before(to).max(from)) + 1
}

/// The columns of a time that has passed, or goes on.
fn earlier(axis: &Axis, from: Timestamp, to: Timestamp) -> std::ops::Range<usize> {
    if axis.is_before(to) {
        return 0..0;
    }
    axis.place(from)..axis.place(just_before(to).max(from)) + 1
}

fn paint<T>(cells: &mut [T], columns: std::ops::Range<usize>, how: impl Fn(&mut T)) {
    let end = columns.end.min(cells.len());
    cells[columns.start.min(end)..end].iter_mut().for_each(how);
}

/// A lane until now.
fn lane(lane: &Lane, axis: &Axis, now: Timestamp) -> Vec<Cell> {
    let empty = Cell { code: None, is_seen: false, doing: Doing::Nothing };
    let mut cells = vec![empty; axis.columns()];
    let past = axis.past().min(cells.len());
    let known = &mut cells[..past];
    paint(known, 0..past, |cell| cell.code = Some(Code::Unknown));
    for installed in &lane.licenses {
        let first = if axis.is_before(installed.at) { 0 } else { axis.place(installed.at) };
        let is_seen = installed.license_is == Some(Evidence::Verified.word());
        paint(known, first..past, |cell| (cell.code, cell.is_seen) = (Some(installed.license), is_seen));
    }
    for bar in &lane.bars {
        worked(known, axis, bar, now);
    }
    let mark = |cells: &mut [Cell], at: Option<Timestamp>, doing: Doing| {
        if let Some(at) = at.filter(|at| !axis.is_before(*at)) {
            let place = axis.place(at);
            paint(cells, place..place + 1, |cell| cell.doing = cell.doing.max(doing));
        }
    };
    for change in &lane.changes {
        mark(known, change.said, Doing::Reported);
        mark(known, change.seen, Doing::Seen);
    }
    for bar in lane.bars.iter().filter(|bar| bar.is == Is::Failed) {
        mark(known, bar.span.to, Doing::Failed);
    }
    cells
}

fn worked(cells: &mut [Cell], axis: &Axis, bar: &Bar, now: Timestamp) {
    let is_work = match bar.is {
        Is::Waiting => false,
        Is::NotDone | Is::TakenBack | Is::UnderWay | Is::Working | Is::RolledBack | Is::Failed => true,
    };
    if is_work {
        let columns = earlier(axis, bar.span.from, bar.span.to.unwrap_or(now));
        paint(cells, columns, |cell| cell.doing = cell.doing.max(Doing::Work));
    }
}

/// The freezes until now, and the one that is likely to go on, or to come.
fn paused(session: &Session, chart: &TimelineChart, axis: &Axis, (now, coming): (Timestamp, &[Coming])) -> Vec<Paused> {
    let mut columns = vec![Paused::No; axis.columns()];
    for freeze in &chart.freezes {
        paint(&mut columns, earlier(axis, freeze.from, freeze.to.unwrap_or(now)), |column| *column = Paused::Yes);
    }
    let step = |which: fn(&StepKind) -> bool| {
        coming.iter().find(move |coming| which(&session.run.definition(coming.step).kind))
    };
    let is_on = chart.freezes.last().is_some_and(|freeze| freeze.to.is_none());
    let from =
        if is_on { Some(now) } else { step(|kind| matches!(kind, StepKind::Pause { .. })).map(|coming| coming.to) };
    let until = step(|kind| matches!(kind, StepKind::Resume)).or(coming.last()).map(|coming| coming.to);
    if let (Some(from), Some(until)) = (from, until) {
        paint(&mut columns, later(axis, from, until), |column| *column = Paused::Forecast);
    }
    columns
}

/// When a rollback has to begin, where something would be restored; else when the window ends.
fn deadline(session: &Session, moment: &Moment, axis: &Axis) -> Option<Deadline> {
    let window = session.clocks(moment.at).window?;
    let restores = session.run.may_have_target().next().is_some();
    let (name, at) = if restores { ("roll back by", window.rollback_by) } else { ("window ends", window.end) };
    let is_past = at <= session.run.now(moment.at);
    let tone = match window.urgency {
        Urgency::Soon | Urgency::Late if is_past && restores => Tone::Bad,
        Urgency::Soon | Urgency::Late if restores => Tone::Caution,
        Urgency::Calm | Urgency::Soon | Urgency::Late => Tone::Plain,
    };
    let column = axis.place_after(at);
    let column = (!is_past && column < axis.columns()).then_some(column);
    // Within a night, the hour says which day it is.
    let is_near = at.duration_since(session.run.now(moment.at)).abs() < DAY;
    let time = if is_near { clock(moment, at) } else { moment.brief_of(at) };
    Some(Deadline { name, time, column, is_past, tone })
}
