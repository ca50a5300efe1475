//! A place at the terminal: the screen, and everything that is typed. The view on it may change, from the welcome to a
//! migration; the terminal is taken once.

use std::{collections::VecDeque, io, sync::mpsc::Sender, thread, time::Duration};

use crossterm::event::KeyEvent;
use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    clipboard,
    event_loop::{self, Ending, Entrance, EventLoop, Inbound, Inbox, TerminalKey},
    moment,
    terminal::{Screen, TERMINAL_OPS},
    tty,
};
use crate::{
    engine::ports::{Clock, Recorder},
    tui::{
        clipboard::OTHER_SIGHT,
        draw::{Drawn, theme::Theme},
        key_name::is_interrupt,
        message::{Background, Moment, Msg, Pasted, Typed},
        press::{Presses, Target, Verdict, Weight},
    },
};

/// A place at the terminal; given back when dropped.
#[derive(Debug)]
pub struct TerminalSession {
    screen: Screen,
    entrance: Entrance,
    inbox: Inbox,
    /// Taken when the first screen stands, and somebody listens.
    signals: Option<tty::Signals>,
    /// The background that the terminal reported.
    background: Option<Background>,
    /// What was typed on one screen and belongs to the next.
    typed: VecDeque<(Moment, Typed)>,
    /// How often the clipboard was asked for, and what was in it the last time.
    pastes: u64,
    pasted: Option<(u64, Pasted)>,
}

/// Draws something.
type Draw<M> = fn(&M, &Theme, Rect, &mut Buffer) -> Drawn;

impl TerminalSession {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When there is none to take.
    pub fn take() -> io::Result<Self> {
        // Before anything is drawn: whoever sees the screen may end the program.
        let signals = Some(tty::Signals::watch());
        let screen = Screen::take()?;
        let (entrance, inbox) = event_loop::inbox();
        Ok(Self { screen, entrance, inbox, signals, background: None, typed: VecDeque::new(), pastes: 0, pasted: None })
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        tty::size()
    }

    /// Shows something until what was typed, and meant, decides it.
    ///
    /// # Errors
    /// With how it ended, when it was not decided.
    pub fn show<M: Target, T>(
        &mut self,
        model: &mut M,
        theme: &Theme,
        draw: Draw<M>,
        typed: impl FnMut(&mut M, &Typed) -> Option<T>,
    ) -> Result<T, Ending> {
        self.show_changing(model, theme, draw, typed, |_| None)
    }

    /// The same of something that changes by itself: `renew` is asked before each drawing, and answers after which time it is to
    /// be asked again. [`Self::waker`] has it asked at once.
    ///
    /// # Errors
    /// As [`Self::show`].
    pub fn show_changing<M: Target, T>(
        &mut self,
        model: &mut M,
        theme: &Theme,
        draw: Draw<M>,
        mut typed: impl FnMut(&mut M, &Typed) -> Option<T>,
        mut renew: impl FnMut(&mut M) -> Option<Duration>,
    ) -> Result<T, Ending> {
        let mut theme = theme.clone();
        let mut presses = Presses::default();
        let mut drawn = Drawn::default();
        let mut pasting = None;
        loop {
            self.background.into_iter().for_each(|background| theme.on(background));
            let again = renew(model);
            let began = moment::now();
            let before = std::mem::take(&mut drawn.hit_areas);
            drawn = event_loop::paint(&mut self.screen.terminal, |area, buffer| draw(model, &theme, area, buffer))
                .map_err(|fault| self.inbox.undrawn(fault))?;
            presses.drawn(began, model.sight());
            if drawn.hit_areas != before {
                presses.moved(began);
            }
            if let Some(signals) = self.signals.take() {
                listen(&self.entrance, signals, &theme);
            }
            let patience = presses.due().map(|due| due.saturating_sub(moment::now()));
            self.take_in(patience.into_iter().chain(again).min(), &drawn, &mut presses)?;
            self.take_pasted(&mut pasting, &model.sight());
            // Whatever waits is taken in, then it is drawn once.
            loop {
                let next = self.typed.pop_front();
                let key = next.as_ref().and_then(|(_, what)| key_of(what));
                let at = next.as_ref().map_or_else(moment::now, |(at, _)| *at);
                let waited = presses.take(at, key).filter(|(_, sight)| *sight == model.sight());
                if let Some(decided) = waited.and_then(|(key, _)| typed(model, &Typed::Key(key))) {
                    self.typed.extend(next);
                    return Ok(decided);
                }
                let Some((at, what)) = next else { break };
                // Where nothing can be pointed at, the screen is too small to see what a key would do.
                let is_seen = !drawn.hit_areas.is_empty() || key_of(&what).is_some_and(|key| is_interrupt(*key));
                if !is_seen || presses.judge(at, &what, model) != Verdict::Act {
                    continue;
                }
                if model.weight(&what) == Weight::Paste {
                    pasting = Some((self.paste(), model.sight()));
                } else if let Some(decided) = typed(model, &what) {
                    return Ok(decided);
                }
            }
        }
    }

    /// Has what is shown renewed, from any thread.
    pub fn waker(&self) -> impl Fn() + Send + Sync + 'static {
        let sender = self.entrance.sender.clone();
        move || drop(sender.send(Inbound::Msg(Msg::Tick(moment::now()))))
    }

    /// Waits for something, and takes in all that is there.
    fn take_in<S>(&mut self, patience: Option<Duration>, drawn: &Drawn, presses: &mut Presses<S>) -> Result<(), Ending>
    where
        S: Clone + PartialEq,
    {
        let mut next = if self.typed.is_empty() { self.inbox.wait(patience)? } else { None };
        while let Some(inbound) = next {
            match inbound {
                Inbound::Msg(Msg::Input(at, what)) => match event_loop::terminal_key(&what) {
                    Some(key) => self.paint_anew(key == TerminalKey::Suspend, presses),
                    None => self.typed.push_back((at, what)),
                },
                Inbound::Msg(Msg::Pointer(at, pointer)) => {
                    self.typed.extend(event_loop::point(drawn, pointer).map(|what| (at, what)));
                }
                Inbound::Msg(Msg::Background(background)) => {
                    tty::answered();
                    self.background = Some(background);
                }
                Inbound::Msg(Msg::Pasted(number, pasted)) => self.pasted = Some((number, pasted)),
                Inbound::Msg(_) => {}
                Inbound::Suspend => self.paint_anew(true, presses),
                Inbound::Resume => self.paint_anew(false, presses),
                Inbound::End(ending) => return Err(ending),
            }
            next = self.inbox.next();
        }
        Ok(())
    }

    /// Has the clipboard read, on a thread that may wait for it; the answer has this number.
    fn paste(&mut self) -> u64 {
        self.pastes += 1;
        let (number, sender) = (self.pastes, self.entrance.sender.clone());
        thread::spawn(move || sender.send(Inbound::Msg(Msg::Pasted(number, clipboard::paste()))));
        number
    }

    /// What was in the clipboard is typed before anything else, where it is still what was asked for on this sight.
    fn take_pasted<S: PartialEq>(&mut self, pasting: &mut Option<(u64, S)>, now: &S) {
        let Some((number, pasted)) = self.pasted.take() else { return };
        let Some((_, sight)) = pasting.take_if(|(asked, _)| *asked == number) else { return };
        let what = match pasted {
            Ok(_) if sight != *now => Typed::NothingToPaste(OTHER_SIGHT.to_owned()),
            Ok((text, end)) => Typed::Paste(text, end),
            Err(why) => Typed::NothingToPaste(why),
        };
        self.typed.push_front((moment::now(), what));
    }

    fn paint_anew<S: Clone + PartialEq>(&mut self, is_stopping: bool, presses: &mut Presses<S>) {
        event_loop::take_again(&mut self.screen.terminal, TERMINAL_OPS, true, is_stopping);
        presses.forget();
    }

    /// Where messages for what is shown now are put in.
    pub fn sender(&self) -> Sender<Inbound> {
        self.entrance.sender.clone()
    }

    /// Throws away what came for a screen that was left.
    pub fn forget(&self) {
        while let Some(inbound) = self.inbox.next() {
            if let Inbound::End(_) = inbound {
                // An order to end holds for every screen; it is kept by those that gave it.
                break;
            }
        }
    }

    /// Works on a migration until somebody leaves, and gives the terminal back.
    pub fn work<K: Recorder + Send + 'static, C: Clock>(mut self, event_loop: EventLoop<K, C>) -> Ending {
        self.work_and_stay(event_loop)
    }

    /// The same for somebody who comes back to another screen afterwards.
    pub fn work_and_stay<K: Recorder + Send + 'static, C: Clock>(&mut self, mut event_loop: EventLoop<K, C>) -> Ending {
        self.background.into_iter().for_each(|background| event_loop.theme.on(background));
        // An answer that is still on its way is for none of its pastes.
        event_loop.model.ui.clipboard.pastes = self.pastes;
        let (signals, theme) = (self.signals.take(), event_loop.theme.clone());
        let begin = |entrance: &Entrance| {
            if let Some(signals) = signals {
                listen(entrance, signals, &theme);
            }
        };
        event_loop::run(&mut self.screen.terminal, event_loop, &self.inbox, &self.entrance, begin)
    }
}

const fn key_of(typed: &Typed) -> Option<&KeyEvent> {
    if let Typed::Key(key) = typed { Some(key) } else { None }
}

/// Listens, and asks the terminal for its background where that matters: now that a screen stands, nobody waits for it.
fn listen(entrance: &Entrance, signals: tty::Signals, theme: &Theme) {
    event_loop::listen(entrance, signals);
    if theme.follows() {
        // A terminal that does not take the question is found to be gone by those that listen.
        let _ = tty::ask_background(&mut tty::Out::open());
    }
}
