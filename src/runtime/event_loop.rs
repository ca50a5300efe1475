//! The loop: takes in what came, then draws once. Nothing here waits for a disk; there is no idle tick.

mod crew;
mod desk;
mod downloads;
mod effects;
mod inbound;
mod practice_tasks;
mod threads;
mod tools;
mod watching;

use std::{thread, time::Duration};

use jiff::{SignedDuration, Timestamp};
use ratatui::{
    Terminal,
    backend::Backend,
    buffer::Buffer,
    layout::{Position, Rect},
};

use self::effects::Performer;
pub use self::{
    crew::Crew,
    desk::Desk,
    effects::TerminalOps,
    inbound::{Ending, Entrance, Inbound, Inbox, TerminalKey, inbox, terminal_key},
};
use super::{
    inspector::Inspector,
    keyboard,
    lifetime::Link,
    moment,
    tty::{self, TerminalSignal},
};
use crate::{
    domain::clocks::SOON,
    engine::{
        message::EngineMsg,
        ports::{Clock, Recorder},
    },
    tui::{
        clipboard::PASTE,
        draw::{self, Drawn, theme::Theme},
        hit_area::{Pointed, Pointer},
        message::{Effect, Msg, Typed},
        update::{Model, update},
    },
};

/// Lines that a turn of the wheel scrolls.
const WHEEL: isize = 3;

/// The parts that the loop works with.
#[derive(Debug)]
pub struct EventLoop<K, C> {
    /// Everything that is shown.
    pub model: Model,
    /// How it looks.
    pub theme: Theme,
    /// Keeps facts.
    pub recorder: K,
    /// Looks at things.
    pub inspector: Inspector,
    /// How to look at LifeTime, where that is configured.
    pub lifetime: Option<Link>,
    /// Tells the time.
    pub clock: C,
    /// The functions of the terminal besides drawing.
    pub terminal_ops: TerminalOps,
}

/// Starts the threads that listen to the keyboard, whose end is that of the terminal, and to signals.
pub fn listen(entrance: &Entrance, signals: tty::Signals) {
    let keys = entrance.clone();
    thread::spawn(move || {
        let end = keyboard::listen(|msg| keys.send(msg));
        keys.end(end.map_or(Ending::TerminalGone, |()| Ending::Left));
    });
    let entrance = entrance.clone();
    thread::spawn(move || {
        signals.each(|signal| match signal {
            TerminalSignal::Interrupt | TerminalSignal::End => {
                entrance.end(Ending::Signal);
                false
            }
            TerminalSignal::Resized => {
                let (width, height) = tty::size();
                entrance.send(Msg::Resized(width, height))
            }
            TerminalSignal::Suspend => entrance.sender.send(Inbound::Suspend).is_ok(),
            TerminalSignal::Resume => entrance.sender.send(Inbound::Resume).is_ok(),
        });
    });
}

/// Runs until somebody leaves. `listen` is called when the first screen stands: it takes a moment to start threads.
pub fn run<B, K, C>(
    terminal: &mut Terminal<B>,
    event_loop: EventLoop<K, C>,
    inbox: &Inbox,
    entrance: &Entrance,
    listen: impl FnOnce(&Entrance),
) -> Ending
where
    B: Backend,
    K: Recorder + Send + 'static,
    C: Clock,
{
    let EventLoop { mut model, mut theme, recorder, inspector, lifetime, clock, terminal_ops } = event_loop;
    let mut drawn = match show(terminal, &mut model, &theme, &Drawn::default()) {
        Ok(drawn) => drawn,
        Err(fault) => return inbox.undrawn(fault),
    };
    listen(entrance);
    let withheld = model.session().run.infrastructure.secret_variables();
    let performer = Performer::of(recorder, inspector, lifetime, withheld, terminal_ops, &entrance.sender);
    let mut effects = model.begin();
    let mut place = None;
    loop {
        drawn = match show(terminal, &mut model, &theme, &drawn) {
            Ok(drawn) => drawn,
            Err(fault) => return performer.finish(&model, inbox, inbox.undrawn(fault)),
        };
        for effect in effects.drain(..) {
            if let Some(ending) = performer.perform(effect) {
                return performer.finish(&model, inbox, ending);
            }
        }
        performer.at_desk(&model, &mut place, clock.now());
        let mut next = match inbox.wait(wake_up(&model, clock.now())) {
            Ok(inbound) => Some(inbound.unwrap_or(Inbound::Msg(Msg::Tick(moment::now())))),
            Err(ending) => return performer.finish(&model, inbox, ending),
        };
        if let Some(by) = clock.jumped() {
            effects.extend(update(&mut model, clock.now(), EngineMsg::ClockJumped(by)));
        }
        while let Some(inbound) = next {
            match inbound {
                Inbound::Msg(msg) => match key_of(&msg) {
                    Some(key) => paint_anew(terminal, &mut model, terminal_ops, key == TerminalKey::Suspend),
                    None => effects.extend(told(&mut model, &mut theme, &drawn, clock.now(), msg)),
                },
                Inbound::Suspend => paint_anew(terminal, &mut model, terminal_ops, true),
                Inbound::Resume => paint_anew(terminal, &mut model, terminal_ops, false),
                Inbound::End(ending) => return performer.finish(&model, inbox, ending),
            }
            next = inbox.next();
        }
    }
}

/// Draws a migration, and takes note of when; `before`: what was drawn before.
fn show<B: Backend>(
    terminal: &mut Terminal<B>,
    model: &mut Model,
    theme: &Theme,
    before: &Drawn,
) -> Result<Drawn, String> {
    let began = moment::now();
    let drawn = paint(terminal, |area, buffer| draw::draw(model.shown(), &model.ui, theme, area, buffer))?;
    model.drawn(began);
    if drawn.hit_areas != before.hit_areas {
        model.ui.presses.moved(began);
    }
    Ok(drawn)
}

/// Takes in a message; what the mouse means is known from what was drawn.
fn told(model: &mut Model, theme: &mut Theme, drawn: &Drawn, now: Timestamp, msg: Msg) -> Vec<Effect> {
    if let Msg::Background(background) = msg {
        tty::answered();
        theme.on(background);
        return Vec::new();
    }
    if let Msg::Pointer(at, pointer) = msg {
        return point(drawn, pointer).map_or_else(Vec::new, |typed| update(model, now, Msg::Input(at, typed)));
    }
    update(model, now, msg)
}

/// The terminal's own key in a message.
fn key_of(msg: &Msg) -> Option<TerminalKey> {
    if let Msg::Input(_, typed) = msg { terminal_key(typed) } else { None }
}

/// Takes the terminal once more and paints it anew, after a stop where one is wanted: what is on it may be anything.
fn paint_anew<B: Backend>(terminal: &mut Terminal<B>, model: &mut Model, ops: TerminalOps, is_stopping: bool) {
    model.unseen();
    take_again(terminal, ops, model.ui.mouse, is_stopping);
}

/// The same, whatever is shown.
pub(super) fn take_again<B: Backend>(terminal: &mut Terminal<B>, ops: TerminalOps, mouse: bool, is_stopping: bool) {
    if is_stopping {
        (ops.suspend)();
    }
    (ops.take_again)(mouse);
    // What cannot be cleared is found out when it is drawn on.
    let _ = terminal.clear();
}

/// How long it is until something moves by itself: a press that waits, or a clock that is shown.
fn wake_up(model: &Model, now: Timestamp) -> Option<Duration> {
    let press = model.ui.presses.due().map(|due| due.saturating_sub(moment::now()));
    press.into_iter().chain(clock_moves(model, now)).min()
}

/// Shown clocks count minutes: they ask for the next full one, and for nothing while none is running. The state of a
/// window's rollback changes between two of them.
fn clock_moves(model: &Model, now: Timestamp) -> Option<Duration> {
    if model.session().is_still() {
        return None;
    }
    // The clock itself is waited for, also while it is behind the latest fact.
    let clocks = model.session().clocks(now);
    let minute = SignedDuration::from_mins(1);
    let within = |passed: SignedDuration| passed.as_millis().rem_euclid(minute.as_millis());
    let frozen = clocks.frozen.filter(|(_, until)| until.is_none() && !model.session().outlook.state.is_final());
    let frozen = frozen.map(|(since, _)| minute.as_millis() - within(now.duration_since(since)));
    let left = clocks.window.map(|window| within(window.end.duration_since(now)) + 1);
    let moment = clocks.window.and_then(|window| {
        let left = window.rollback_by.duration_since(now);
        // A moment too late is better than one too early: then nothing would have changed yet.
        [left - SOON, left].into_iter().find(|until| *until > SignedDuration::ZERO).map(|until| until.as_millis() + 1)
    });
    let first = clocks.first.map(|first| first.by.duration_since(now));
    let first = first.filter(|until| *until > SignedDuration::ZERO).map(|until| until.as_millis() + 1);
    // How long ago something was heard is counted too.
    let heard = model.session().afar.as_ref().map(|afar| minute.as_millis() - within(now.duration_since(afar.heard)));
    let millis = [frozen, left, moment, first, heard].into_iter().flatten().min()?;
    u64::try_from(millis).ok().map(Duration::from_millis)
}

/// Draws a frame; `draw` answers where the cursor stands, and what can be pointed at.
pub(super) fn paint<B: Backend>(
    terminal: &mut Terminal<B>,
    draw: impl FnOnce(Rect, &mut Buffer) -> Drawn,
) -> Result<Drawn, String> {
    let mut drawn = Drawn::default();
    let painted = terminal.draw(|frame| {
        let area = frame.area();
        drawn = draw(area, frame.buffer_mut());
        if let Some((x, y)) = drawn.cursor {
            frame.set_cursor_position(Position { x, y });
        }
    });
    painted.map(|_| drawn).map_err(|error| format!("the screen cannot be drawn: {error}"))
}

/// A mouse event, in terms of the areas on screen; `None` where a press hit nothing.
pub(super) fn point(drawn: &Drawn, pointer: Pointer) -> Option<Typed> {
    match pointer.what {
        Pointed::Press => drawn.at(pointer.x, pointer.y).cloned().map(Typed::Pointed),
        Pointed::WheelUp => Some(Typed::Wheel(-WHEEL)),
        Pointed::WheelDown => Some(Typed::Wheel(WHEEL)),
        Pointed::Paste => Some(Typed::Pointed(PASTE)),
        Pointed::OtherButton => Some(Typed::OtherButton),
    }
}
