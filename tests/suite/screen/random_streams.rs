//! Bytes by chance, with pauses, through the whole way of what is typed: read, understood, judged, done, drawn. Nothing
//! breaks, and no fact is a person's but by a press that was meant. What is meant is judged here by its own rules
//! (`judge`), of what came, when, and what was on the screen. `ACMOVE_RUBBISH=10000 cargo test random`: so many things
//! on each screen.

mod judge;
mod things;

use std::{collections::VecDeque, time::Duration};

use acmove::{
    domain::event::Author,
    runtime::event_loop::terminal_key,
    tui::{
        clipboard::PASTE,
        draw::{Drawn, theme::Theme},
        hit_area::{Pointed, Pointer},
        input::TerminalInput,
        message::{Effect, Moment, Msg, Typed},
        press::Target as _,
        update::update,
    },
};
use jiff::{SignedDuration, Timestamp};

use self::{
    judge::Judge,
    things::{Read, Thing},
};
use crate::{
    harness::{
        scene::{SIZES, Scene},
        story::Story,
    },
    screen::{
        random_input::{Chance, is_whole, on_each_screen},
        screens::Screen,
    },
};

/// Of so many drawings, one is looked at whole: whether anything is clipped.
const LOOKED_AT: usize = 100;

/// A terminal, and what stands behind it, put together as `runtime::event_loop` does it.
struct Night {
    scene: Scene,
    began: Timestamp,
    theme: Theme,
    drawings: usize,
    /// What is to be done outside, and when it is done.
    outside: Option<(Moment, Vec<Effect>)>,
    judge: Judge,
}

impl Night {
    fn on(screen: &Screen, story: &Story) -> Self {
        let mut scene = Scene::of(story, SIZES[1]);
        scene.press(screen.2);
        let (began, theme) = (scene.now, Theme::bundled("dark").unwrap());
        Self { scene, began, theme, drawings: 0, outside: None, judge: Judge::default() }
    }

    /// Takes in what comes, when it comes, and draws after each turn.
    fn goes_by(&mut self, mut come: VecDeque<(Moment, Msg)>, chance: &mut Chance) {
        self.draw(Moment::ZERO);
        let mut idle = Moment::ZERO;
        loop {
            let next = come.front().map(|(at, _)| *at);
            let done = self.outside.as_ref().map(|(at, _)| *at);
            let Some(wakes) = [next, self.scene.model.ui.presses.due(), done].into_iter().flatten().min() else {
                return;
            };
            let now = wakes.max(idle);
            let count = come.iter().take_while(|(at, _)| *at <= now).count();
            let turn: Vec<Msg> = come.drain(..count).map(|(_, msg)| msg).collect();
            self.turns(now, turn, ms(chance.of(&[0, 0, 0, 0, 1, 5, 40, 700])));
            self.draw(now);
            // Drawing takes its time.
            idle = now + ms(chance.of(&[0, 0, 1, 3, 10, 30, 300]));
        }
    }

    /// One turn of the loop; what it wants done outside takes so long.
    fn turns(&mut self, now: Moment, turn: Vec<Msg>, outside: Moment) {
        self.scene.now = self.began + SignedDuration::try_from(now).unwrap();
        let points = |msg: &Msg| matches!(msg, Msg::Pointer(_, Pointer { what: Pointed::Press, .. }));
        let drawn = if turn.iter().any(points) { self.scene.draw(&self.theme).1 } else { Drawn::default() };
        let done = self.outside.take_if(|(at, _)| *at <= now).map(|(_, effects)| effects);
        let turn = if turn.is_empty() && done.is_none() { vec![Msg::Tick(now)] } else { turn };
        if let Some(effects) = done {
            self.act(now, |scene| _ = scene.carry_out(effects));
        }
        for msg in turn {
            let Some(msg) = on_screen(&drawn, msg) else { continue };
            if let Msg::Input(at, typed) = &msg {
                if terminal_key(typed).is_some() {
                    self.scene.model.unseen();
                    self.judge.forgets();
                    continue;
                }
                self.judge.came(*at, typed);
            }
            let effects = update(&mut self.scene.model, self.scene.now, msg);
            match &mut self.outside {
                Some((_, waiting)) => waiting.extend(effects),
                None if outside == Moment::ZERO => self.act(now, |scene| _ = scene.carry_out(effects)),
                None => self.outside = (!effects.is_empty()).then(|| (now + outside, effects)),
            }
        }
    }

    /// Does something of which facts may come.
    fn act(&mut self, now: Moment, act: impl FnOnce(&mut Scene)) {
        let before = self.scene.facts.len();
        act(&mut self.scene);
        let facts = self.scene.facts[before..].iter().map(|fact| &fact.event);
        let facts: Vec<String> =
            facts.filter(|fact| fact.about().author == Author::Person).map(|fact| format!("{fact:?}")).collect();
        if !facts.is_empty() {
            self.judge.acted(now, before as u64, &facts);
        }
    }

    fn draw(&mut self, now: Moment) {
        self.drawings += 1;
        if self.drawings.is_multiple_of(LOOKED_AT) {
            let (_, drawn) = self.scene.draw(&self.theme);
            assert!(drawn.clipped.is_empty(), "{:?}\n{}", drawn.clipped, self.scene.screen());
        }
        self.scene.model.drawn(now);
        self.judge.drawn(now, self.scene.model.sight());
    }
}

/// A message as the loop understands it: what the mouse points at is what was drawn there.
fn on_screen(drawn: &Drawn, msg: Msg) -> Option<Msg> {
    let Msg::Pointer(at, pointer) = msg else { return Some(msg) };
    let typed = match pointer.what {
        Pointed::Press => Typed::Pointed(drawn.at(pointer.x, pointer.y)?.clone()),
        Pointed::WheelUp => Typed::Wheel(-3),
        Pointed::WheelDown => Typed::Wheel(3),
        Pointed::Paste => Typed::Pointed(PASTE),
        Pointed::OtherButton => Typed::OtherButton,
    };
    Some(Msg::Input(at, typed))
}

const fn ms(ms: u64) -> Moment {
    Duration::from_millis(ms)
}

/// What comes of a stream, and when: all that is read is understood as the real keyboard does it.
fn understood(stream: &[(Moment, Read)]) -> VecDeque<(Moment, Msg)> {
    let mut input = TerminalInput::default();
    let mut come = VecDeque::new();
    let waits = |input: &mut TerminalInput, come: &mut VecDeque<_>, until: Option<Moment>| {
        while let Some(over) = input.until().filter(|over| until.is_none_or(|until| *over <= until)) {
            come.extend(input.expire(over).into_iter().map(|msg| (over, msg)));
        }
    };
    for (at, read) in stream {
        waits(&mut input, &mut come, Some(*at));
        match read {
            Read::Bytes(bytes) => come.extend(input.bytes(*at, bytes).into_iter().map(|msg| (*at, msg))),
            Read::Size(width, height) => come.push_back((*at, Msg::Resized(*width, *height))),
        }
    }
    waits(&mut input, &mut come, None);
    come
}

/// As many reads of things, with pauses.
fn stream(chance: &mut Chance, many: usize, thing: fn(&mut Chance) -> Thing) -> Vec<(Moment, Read)> {
    let mut stream = Vec::new();
    let mut at = ms(chance.of(&[0, 100, 1000]));
    while stream.len() < many {
        at += ms(chance.of(things::PAUSES));
        for (pause, read) in thing(chance) {
            at += ms(pause);
            stream.push((at, read));
        }
    }
    stream
}

/// Things on a screen; answers with how many facts came of them.
fn play(screen: &Screen, story: &Story, chance: &mut Chance, stream: &[(Moment, Read)]) -> usize {
    let mut night = Night::on(screen, story);
    night.goes_by(understood(stream), chance);
    is_whole(&mut night.scene, screen);
    night.judge.judged(screen.0)
}

#[test]
fn of_random_bytes_nothing_breaks_and_no_fact_is_a_persons_but_by_a_press_that_was_meant() {
    on_each_screen(|screen, seed, many| {
        let (story, mut chance) = (screen.1(), Chance::new(seed as u64 + 1001));
        let any = stream(&mut chance, many, things::any);
        play(screen, &story, &mut chance, &any);
        let harmless = stream(&mut chance, many / 4, things::harmless);
        let acts = play(screen, &story, &mut chance, &harmless);
        assert_eq!(acts, 0, "{}: without a letter, Enter, a click or a paste", screen.0);
    });
}
