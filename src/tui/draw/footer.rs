//! Draws the footer: the way back, and the keys that matter now.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::canvas::Canvas;
use crate::{
    domain::{
        index::EnvIx,
        infrastructure::Side,
        rollback::{self, Restored, RollbackPlan},
        run::{Course, Evidence, Holding, Proof},
    },
    engine::{operation::Operation, session::Session},
    tui::{
        available::{available, offered},
        clipboard::PASTE,
        hit_area::HitArea,
        overlay::Overlay,
        route::Route,
        state::UiState,
    },
    view::{
        action::{Action, ActionRow, Navigation},
        action_table::row,
        pages::Page,
        question::Question,
        text::{Tone, columns},
    },
};

/// The most characters of the names of environments whose backup is missing.
const LONGEST: usize = 40;

/// Whether going back is possible, always in sight.
pub(super) fn way_back(session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    let run = &session.run;
    let plan = rollback::plan(run, |environment| session.sight(environment, Side::Source));
    let kept = run.environments().iter().filter(|known| known.usable_backup().is_some()).count();
    let proved = run.environments().iter().filter(|known| known.proof(Side::Source) == Some(Proof::Yes)).count();
    let all = run.environments().len();
    let lead = if session.as_of.is_some() { " Going back then: " } else { " Going back now: " };
    let room = usize::from(area.width).saturating_sub(lead.len());
    let (text, tone) = match (plan.restored.len(), plan.is_ready(), &run.course) {
        _ if session.beyond.is_newer() => ("not known: a newer acmove wrote on".to_owned(), Tone::Bad),
        _ if session.is_damaged() => ("not known: the journal is damaged".to_owned(), Tone::Bad),
        (count, _, Course::Back { .. }) => restored(session, &plan, count, room),
        (0, _, _) => (format!("not needed; {kept} of {all} backups kept, {proved} proved"), Tone::Quiet),
        (count, ready, _) if session.as_of.is_some() => then(session, &plan, (count, all, kept), (ready, room)),
        (count, true, _) => {
            let tone = if plan.proved().count() == count { Tone::Good } else { Tone::Plain };
            let backups = plan.backups();
            let short = format!("ready; {count} of {all}: {backups}");
            (fitting(room, format!("ready; restores {count} of {all}: {backups}"), short), tone)
        }
        (count, false, _) if session.vault.is_empty() => {
            (format!("{count} of {all}; looking at the backups"), Tone::Quiet)
        }
        (count, false, _) => {
            (without(session, &plan, count, |names| format!("NOT READY: {names} (R)"), room), Tone::Bad)
        }
    };
    let quiet = canvas.theme.tone(Tone::Quiet);
    let line = Line::from(vec![Span::styled(lead, quiet), Span::styled(canvas.plain(&text), canvas.theme.tone(tone))]);
    canvas.put(line, area);
    canvas.hit_area(area, HitArea::Action(Action::Navigation(Navigation::Rollback)));
}

/// Whether going back was possible, of a moment that has passed: its vault was looked at when a bundle was packed, or never.
fn then(
    session: &Session,
    plan: &RollbackPlan<'_>,
    (count, all, kept): (usize, usize, usize),
    (ready, room): (bool, usize),
) -> (String, Tone) {
    let text = |how: &str| {
        let long = format!("{count} of {all} environments, {kept} backups kept, {how}");
        fitting(room, long, format!("{count} of {all}; {kept} kept, {how}"))
    };
    match (session.packed_at, ready) {
        (None, _) => (text("not looked at"), Tone::Quiet),
        (Some(_), true) => (text("verified when packed"), Tone::Plain),
        (Some(_), false) => {
            (without(session, plan, count, |names| format!("NOT READY when packed: {names}"), room), Tone::Bad)
        }
    }
}

/// Of two texts, the longer one if there is room for it.
fn fitting(room: usize, long: String, short: String) -> String {
    if columns(&long) <= room { long } else { short }
}

/// Says of the environments without a backup that can be restored which they are, or how many.
fn without(
    session: &Session,
    plan: &RollbackPlan<'_>,
    count: usize,
    say: impl Fn(&str) -> String,
    room: usize,
) -> String {
    let places = plan.missing().chain(plan.unreadable()).chain(plan.not_looked_at());
    let missing: Vec<&str> = places.map(|place| session.run.described(place).name.as_str()).collect();
    let names = missing.join(", ");
    let many = say(&format!("{} of {count} backups", missing.len()));
    if names.len() > LONGEST { many } else { fitting(room, say(&names), many) }
}

/// How far the way back has been gone.
fn restored(session: &Session, plan: &RollbackPlan<'_>, count: usize, room: usize) -> (String, Tone) {
    let on_source = |evidence| {
        let is = |restored: &&Restored<'_>| {
            session.run.environment(restored.environment).license.holding == Holding::Side(Side::Source, evidence)
        };
        plan.restored.iter().filter(is).count()
    };
    let (seen, said) = (on_source(Evidence::Verified), on_source(Evidence::Claimed));
    let needed = |environment: &EnvIx| session.run.environment(*environment).license.may_be_target();
    let lost = plan.missing().chain(plan.unreadable()).filter(needed).count();
    let short = format!("{seen} of {count} restored and seen, {said} claimed");
    let told = fitting(room, format!("{seen} of {count} restored and seen, {said} only claimed"), short);
    match (lost, seen == count) {
        (0, true) => (told, Tone::Good),
        (0, false) => (told, Tone::Caution),
        (lost, _) => {
            let short = format!("{lost} WITHOUT backup, {seen} of {count} restored");
            (fitting(room, format!("{told}, {lost} WITHOUT backup"), short), Tone::Bad)
        }
    }
}

/// A key of the footer: how it is written, what it does, and what is done when it is pointed at.
type Key = (&'static str, &'static str, Option<HitArea>);

/// The keys that matter here, from the table, as many as there is room for.
pub(super) fn footer(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let mut x = area.x + 1;
    for (key, name, hit_area) in keys(session, ui) {
        x = canvas.key(x, area, (key, name), hit_area).unwrap_or(x);
    }
    canvas.ground(area, canvas.theme.bar());
}

fn keys(session: &Session, ui: &UiState) -> Vec<Key> {
    match (&ui.overlay, &ui.entry) {
        (Some(Overlay::Picker(_)), _) => {
            vec![("Enter", "do it", None), ("Up Down", "select", None), ("Esc", "close", None)]
        }
        (Some(Overlay::Save { .. }), _) => vec![("Enter", "write", None), ("Esc", "leave it", None)],
        (Some(Overlay::Filter { .. }), _) => vec![("Enter", "keep", None), ("Esc", "as before", None)],
        (None, Some(entry)) => {
            let completes = matches!(entry.question(), Some(Question::Path(_)));
            [Some(("Enter", "answer", Some(HitArea::Answer))), Some(("Esc", "leave unanswered", Some(HitArea::Cancel)))]
                .into_iter()
                .chain([completes.then_some(("Tab", "complete", None))])
                .chain([ui.clipboard.is_read.then_some(("Ctrl-v", "paste", Some(PASTE)))])
                .flatten()
                .collect()
        }
        (None, None) => rows(session, ui)
            .into_iter()
            .filter(|row| available(session, ui, ui.route, row).is_ok())
            .filter_map(|row| Some((*row.keys.first()?, row.name, Some(HitArea::Action(row.action)))))
            .collect(),
    }
}

/// The actions of the footer, the most important first.
fn rows(session: &Session, ui: &UiState) -> Vec<&'static ActionRow> {
    use Navigation::{
        Back, Copy, Earlier, Environments, Filter, Help, Kind, Later, Leave, NextEnvironment, PageDown, Palette,
        Places, Procedure, Rollback, Timeline, Travel,
    };
    let looks = |looks: &[Navigation]| looks.iter().map(|look| Action::Navigation(*look)).collect::<Vec<Action>>();
    let actions = match ui.route {
        Route::Dashboard if session.as_of.is_some() => {
            looks(&[Earlier, Later, Timeline, Back, Leave, NextEnvironment, Help])
        }
        Route::Dashboard => {
            let paste = Action::Navigation(Navigation::Paste);
            let choose = ui.selected.map(|_| Action::Choose).into_iter();
            let first = choose.chain(ui.clipboard.is_read.then_some(paste)).collect();
            let rest =
                [NextEnvironment, Rollback, Help, Palette, Places, Leave, Copy, Environments, Procedure, Timeline];
            [first, looks(&rest), vec![Action::Operation(Operation::Note)]].concat()
        }
        Route::Page(Page::Timeline) => [vec![Action::Choose], looks(&[Back, Kind, Filter, Travel, Help])].concat(),
        Route::Page(Page::Fact) => looks(&[Back, Travel, Copy, PageDown, Help]),
        Route::Page(_) => {
            let first = offered(session, ui, ui.route).first().map(|operation| Action::Operation(*operation));
            [looks(&[Back]), first.into_iter().collect(), looks(&[PageDown, Copy, Help, Palette, Leave])].concat()
        }
    };
    actions.into_iter().filter_map(row).collect()
}
