//! Keys, pastes, presses of the mouse and resizes by chance, on every screen: nothing breaks, and what was recorded can be
//! folded again to the same state. `ACMOVE_RUBBISH=10000 cargo test random` does so many on each screen.

use acmove::{
    engine::session::Session,
    tui::{
        draw::theme::Theme,
        message::{Msg, Typed},
    },
    view::action_table::TABLE,
};

use crate::{
    harness::scene::{SIZES, Scene, page, parse},
    screen::screens::{SCREENS, Screen, scene},
};

/// How many things are done on each screen, where nobody says otherwise.
const USUAL: usize = 200;

/// Numbers by chance, the same in every run.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) const fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % most
    }

    pub(crate) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

pub(crate) const ROUND: [(u16, u16); 6] = [(60, 16), (80, 24), (100, 30), (140, 45), (20, 5), (1, 1)];
pub(crate) const TEXTS: [&str; 5] =
    ["roll back", "nothing", "void", "\u{202e}\u{1f468}\u{200d}\u{1f469} wide \u{4e16}\u{754c}", "\u{1b}[2J\u{7}"];

/// A Licensing page that fits somewhere, or nowhere.
pub(crate) fn some_page(chance: &mut Chance) -> String {
    let code = chance.of(&["8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT", "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N"]);
    let serial = chance.of(&["XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT", "KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS"]);
    page(serial, code, chance.of(&["Ignore", "Protected", "Nonsense"]))
}

fn something(scene: &mut Scene, chance: &mut Chance, keys: &[&str]) {
    match chance.below(20) {
        0 => {
            let size = chance.of(&ROUND);
            scene.send(Msg::Resized(size.0, size.1));
        }
        1 => {
            scene.paste(chance.of(&TEXTS));
        }
        2 => {
            scene.paste(&some_page(chance));
        }
        3..6 => {
            let (width, height) = scene.model.ui.size;
            let (x, y) = (chance.below(usize::from(width)), chance.below(usize::from(height)));
            scene.click_at(u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
        }
        6 => {
            scene.send(Msg::Typed(Typed::Wheel(chance.of(&[-3, 3]))));
        }
        7 => {
            scene.send(Msg::Tick(std::time::Duration::ZERO));
        }
        8 => {
            scene.send(Msg::Typed(Typed::Burst(chance.of(&["a burst\n", "two\nlines\n"]).to_owned())));
        }
        _ => {
            let key = chance.of(keys);
            let quoted = if key.len() == 1 { format!("\"{key}\"") } else { key.to_owned() };
            scene.press(&quoted);
        }
    }
}

/// Plays something on each screen, with a seed of its own, so many times as is wanted.
pub(crate) fn on_each_screen(play: impl Fn(&Screen, usize, usize) + Sync) {
    let many = std::env::var("ACMOVE_RUBBISH").ok().and_then(|many| many.parse().ok()).unwrap_or(USUAL);
    std::thread::scope(|scope| {
        for half in 0..2 {
            let play = &play;
            scope.spawn(move || {
                for (seed, screen) in SCREENS.iter().enumerate().filter(|(seed, _)| seed % 2 == half) {
                    play(screen, seed, many);
                }
            });
        }
    });
}

/// Whatever was done: the screen can be drawn, and what was recorded can be folded again to the same state.
pub(crate) fn is_whole(scene: &mut Scene, screen: &Screen) {
    scene.send(Msg::Resized(80, 24));
    assert!(scene.draw(&Theme::bundled("dark").unwrap()).1.clipped.is_empty(), "{}", scene.screen());
    let folded = scene.folded();
    let known = &scene.model.engine.session;
    assert_eq!((&folded.run, &folded.outlook), (&known.run, &known.outlook), "{}", screen.0);
    let _: &Session = scene.model.shown();
}

fn play(screen: &Screen, seed: usize, many: usize) {
    let mut scene = scene(screen, SIZES[1]);
    let mut chance = Chance::new(seed as u64 + 1);
    let keys: Vec<&str> = TABLE
        .iter()
        .flat_map(|row| row.keys)
        .copied()
        .filter(|key| parse_is_known(key))
        .chain(["x", "1", "\u{e9}", "Backspace", "Ctrl-u"])
        .collect();
    for _ in 0..many {
        something(&mut scene, &mut chance, &keys);
    }
    is_whole(&mut scene, screen);
}

/// Keys that the notation of the tests can write.
fn parse_is_known(key: &str) -> bool {
    // Leaving is tried elsewhere: here somebody stays.
    !["q", "Ctrl-c"].contains(&key) && (key.len() == 1 || !parse(key).is_empty())
}

#[test]
fn whatever_is_pressed_pasted_pointed_at_or_resized_nothing_breaks() {
    on_each_screen(play);
}
