//! The loop: takes in what came, then draws once. Nothing here waits for a disk; there is no idle tick.

mod downloads;
mod effects;
mod inbound;
mod practice_tasks;
mod threads;
mod tools;
mod watching;

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender},
    thread,
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use ratatui::{
    Terminal,
    backend::Backend,
    buffer::Buffer,
    layout::{Position, Rect},
};

use self::effects::Performer;
pub use self::{
    effects::TerminalOps,
    inbound::{Ending, Inbound},
};
use super::{
    inspector::Inspector,
    keyboard,
    lifetime::Link,
    platform::{self, EndSignals},
};
use crate::{
    domain::clocks::SOON,
    engine::{
        message::EngineMsg,
        ports::{Clock, Recorder},
    },
    tui::{
        draw::{self, Drawn, theme::Theme},
        hit_area::{Pointed, Pointer},
        message::{Msg, Typed},
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

/// Starts the threads that listen to the keyboard, to signals, and for the terminal to go away.
pub fn listen(inbox: &Sender<Inbound>, signals: EndSignals) {
    let keys = inbox.clone();
    thread::spawn(move || {
        let end = keyboard::listen(|msg| keys.send(Inbound::Msg(msg)).is_ok());
        let _ = keys.send(Inbound::End(end.map_or(Ending::TerminalGone, |()| Ending::Left)));
    });
    end_when(inbox, platform::wait_for_hang_up, Ending::TerminalGone);
    end_when(inbox, || signals.wait(), Ending::Signal);
}

/// Ends the loop when a wait comes to its end.
fn end_when(inbox: &Sender<Inbound>, wait: impl FnOnce() -> bool + Send + 'static, ending: Ending) {
    let inbox = inbox.clone();
    thread::spawn(move || {
        if wait() {
            let _ = inbox.send(Inbound::End(ending));
        }
    });
}

/// Runs until somebody leaves. `listen` is called when the first screen stands: it takes a moment to start threads.
pub fn run<B, K, C>(
    terminal: &mut Terminal<B>,
    event_loop: EventLoop<K, C>,
    inbox: &Receiver<Inbound>,
    sender: &Sender<Inbound>,
    listen: impl FnOnce(&Sender<Inbound>),
) -> Ending
where
    B: Backend,
    K: Recorder + Send + 'static,
    C: Clock,
{
    let EventLoop { mut model, mut theme, recorder, inspector, lifetime, clock, terminal_ops } = event_loop;
    if let Err(fault) = paint(terminal, |area, buffer| draw::draw(model.shown(), &model.ui, &theme, area, buffer)) {
        return Ending::Fault(fault);
    }
    listen(sender);
    let withheld = model.session().run.infrastructure.secret_variables();
    let performer = Performer::of(recorder, inspector, lifetime, withheld, terminal_ops, sender);
    let mut effects = model.begin();
    loop {
        let drawn = match paint(terminal, |area, buffer| draw::draw(model.shown(), &model.ui, &theme, area, buffer)) {
            Ok(drawn) => drawn,
            Err(fault) => return performer.finish(&model, inbox, Ending::Fault(fault)),
        };
        for effect in effects.drain(..) {
            if let Some(ending) = performer.perform(effect) {
                return performer.finish(&model, inbox, ending);
            }
        }
        let mut next = Some(match wait(inbox, wake_up(&model, clock.now())) {
            Ok(inbound) => inbound,
            Err(ending) => return performer.finish(&model, inbox, ending),
        });
        if let Some(by) = clock.jumped() {
            effects.extend(update(&mut model, clock.now(), EngineMsg::ClockJumped(by)));
        }
        while let Some(inbound) = next {
            match inbound {
                Inbound::Msg(Msg::Pointer(pointer)) => {
                    if let Some(typed) = point(&drawn, pointer) {
                        effects.extend(update(&mut model, clock.now(), Msg::Typed(typed)));
                    }
                }
                Inbound::Msg(Msg::Background(background)) => theme.on(background),
                Inbound::Msg(msg) => effects.extend(update(&mut model, clock.now(), msg)),
                Inbound::End(ending) => return performer.finish(&model, inbox, ending),
            }
            next = inbox.try_recv().ok();
        }
    }
}

/// Waits for the next thing to take in, or for a shown clock to move on.
fn wait(inbox: &Receiver<Inbound>, wake_up: Option<Duration>) -> Result<Inbound, Ending> {
    let closed = || Ending::Fault("the keyboard and the disk fell silent".to_owned());
    match wake_up {
        None => inbox.recv().map_err(|_| closed()),
        Some(pause) => match inbox.recv_timeout(pause) {
            Ok(inbound) => Ok(inbound),
            Err(RecvTimeoutError::Timeout) => Ok(Inbound::Msg(Msg::Tick)),
            Err(RecvTimeoutError::Disconnected) => Err(closed()),
        },
    }
}

/// Shown clocks count minutes: they ask for the next full one, and for nothing while none is running. The state of a
/// window's rollback changes between two of them.
fn wake_up(model: &Model, now: Timestamp) -> Option<Duration> {
    if model.session().is_read_only() {
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
    let millis = [frozen, left, moment, first].into_iter().flatten().min()?;
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
    }
}
