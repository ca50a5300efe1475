//! Setting up a migration: what is said while typing, what is lost (nothing), and what may be started.

mod drafts;
mod environments;
mod fields;
mod keys;
mod names;
mod older;
pub(crate) mod optional;

use acmove::{
    domain::identity::{IdentityKind, typing::Typing},
    setup::{
        EditionChoice, Field, Setup, SetupPage, TabStop,
        form::{Filled, Form},
    },
    tui::{
        hit_area::HitArea,
        message::{PasteEnd, Typed},
    },
};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use crate::harness::{
    scene::parse,
    story::{EDITIONS, begin, edition},
};

pub(crate) const SOURCE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
pub(crate) const TARGET: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";
const SERIAL: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";

/// A zone in which clocks are changed on the 25th of October 2026.
fn berlin() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
}

pub(crate) fn setup() -> Setup {
    Setup::new(EDITIONS.map(|id| EditionChoice::of(&edition(id))).to_vec(), berlin(), begin())
}

/// A set-up in which everything is answered.
pub(crate) fn whole() -> Setup {
    let mut setup = setup();
    for (field, text) in [(Field::Name, "ACME"), (Field::Source, SOURCE), (Field::Target, TARGET)] {
        setup.put(field, text);
    }
    (0..3).for_each(|place| setup.choose(Field::Requirement(place), 0));
    setup
}

pub(crate) fn press(form: &mut Form, keys: &str) -> Option<Filled> {
    parse(keys).into_iter().filter_map(|key| form.typed(&Typed::Key(key))).last()
}

fn form(setup: Setup, keys: &str) -> Form {
    let mut form = Form::new(setup, SetupPage::Infrastructure);
    press(&mut form, keys);
    form
}

fn paste(form: &mut Form, text: &str) {
    form.typed(&Typed::Paste(text.to_owned(), PasteEnd::Marked));
}

fn point(form: &mut Form, stop: TabStop) -> Option<Filled> {
    form.typed(&Typed::Pointed(HitArea::Setup(stop)))
}

fn names(setup: &Setup) -> Vec<&str> {
    setup.answers.environments.iter().map(|site| site.name.as_str()).collect()
}

fn typing(text: &str) -> String {
    match IdentityKind::ActivationCode.typing(text) {
        Typing::Nothing => "nothing".to_owned(),
        Typing::Begun { groups } => groups.to_string(),
        Typing::Whole => "whole".to_owned(),
        Typing::Wrong { place, why } => format!("{place}: {why}"),
    }
}

/// Anything that a person, or a cat on the keyboard, may type.
fn keys() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        8 => "[ -~]{1,12}".prop_map(|text| format!("\"{}\"", text.replace('"', "x"))),
        2 => "[\\PC]{1,6}".prop_map(|text| format!("\"{}\"", text.replace('"', "x"))),
        20 => prop::sample::select(vec![
            "Tab", "Shift-Tab", "Up", "Down", "Left", "Right", "Enter", "PgDn", "PgUp", "Ctrl-n", "Ctrl-d", "Ctrl-z",
            "Backspace", "Ctrl-u", "Home", "y", "n",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(key, 0..60).prop_map(|keys| keys.join(" "))
}
