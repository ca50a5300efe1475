//! The pictures of the documents: what the renderer draws. `ACMOVE_PICTURES=write cargo test pictures` makes them again.

use std::{fmt::Write as _, fs, path::PathBuf};

use acmove::{
    domain::{
        command::{Command, StepCommand},
        digest::Digest,
        event::Problem,
    },
    report::picture::alone,
    tui::{draw::theme::Theme, message::Background},
    view::timeline_chart::TimelineChart,
};
use jiff::tz::TimeZone;

use self::svg::{Told, svg};
use crate::{
    harness::{
        retold::Retold,
        scene::{Scene, page},
        story::{EDITIONS, FOUR, IP_ERROR, Story, message, report, roll_back},
    },
    screen::theme::of_pictures,
};

mod moving;
mod svg;

/// Columns and rows of all pictures.
const SIZE: (u16, u16) = (100, 30);

/// A picture: the file it is in, what it is called, what is seen on it, on which background, and how it comes about.
struct Picture {
    name: &'static str,
    told: Told,
    background: Background,
    story: fn() -> Story,
    then: fn(&mut Scene),
}

const MIGRATION: Told = Told {
    title: "A migration in progress",
    seen: "A panel for each environment: LifeTime and Development have the BBB license, the others still AAA. Below them \
           the card of the next step with its choices, and whether a rollback is possible.",
};

const PICTURES: &[Picture] = &[
    Picture { name: "move", told: MIGRATION, background: Background::Dark, story: half_way, then: |_| {} },
    Picture { name: "move-light", told: MIGRATION, background: Background::Light, story: half_way, then: |_| {} },
    Picture {
        name: "check",
        told: Told {
            title: "A page that differs",
            seen: "A Licensing page was pasted and compared field by field with what it must show: its Activation Code is \
                   still AAA.",
        },
        background: Background::Dark,
        story: to_check,
        then: |scene| {
            scene.paste(&page("KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS", "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT", "Ignore"));
        },
    },
    Picture {
        name: "stopped",
        told: Told {
            title: "Stopped",
            seen: "A test publish ended with an Intellectual Property error: all other environments are on hold, and the \
                   rollback is offered.",
        },
        background: Background::Dark,
        story: stopped,
        then: |_| {},
    },
    Picture {
        name: "enlarged",
        told: Told {
            title: "Enlarged for a call",
            seen: "The same screen enlarged: the word STOPPED, and BBB in large letters for each environment; the one that failed \
                   is surrounded by crosses.",
        },
        background: Background::Dark,
        story: stopped,
        then: |scene| _ = scene.press("Z"),
    },
    Picture {
        name: "rollback",
        told: Told {
            title: "Rollback",
            seen: "Every environment that would be rolled back now, each with the backup that was read back and verified.",
        },
        background: Background::Dark,
        story: half_way,
        then: |scene| _ = scene.press("R"),
    },
    Picture {
        name: "many",
        told: Told {
            title: "Many environments",
            seen: "The twenty-four environments of a retail company, a line each, around the one at work.",
        },
        background: Background::Dark,
        story: shops,
        then: |scene| _ = scene.press("Tab Tab Tab"),
    },
];

impl Picture {
    fn drawn(&self) -> String {
        let theme = match self.background {
            Background::Dark => "dark",
            Background::Light => "light",
        };
        let mut scene = Scene::of(&(self.story)(), SIZE);
        (self.then)(&mut scene);
        svg(&scene.buffer(&Theme::bundled(theme).unwrap()), &of_pictures(self.background), &self.told)
    }
}

/// The description of a retail company with the usual four environments.
fn company() -> String {
    FOUR.replace("\"ACME\"", "\"Atlas Retail\"")
}

/// Its migration, with deployments paused.
fn paused() -> Story {
    let mut story = Story::of(EDITIONS[0], &company());
    story.through("pause/pause-production");
    story
}

fn half_way() -> Story {
    let mut story = paused();
    story.through("development/upload-target");
    story
}

fn to_check() -> Story {
    let mut story = paused();
    story.before("lifetime/check-target");
    story
}

fn stopped() -> Story {
    let mut story = paused();
    story.before("development/republish");
    story.done("development/republish", StepCommand::Begin { vault: story.vault(1) });
    story.done("development/republish", message(IP_ERROR));
    story
}

/// The cities in which the retail company has environments for production.
const CITIES: [&str; 20] = [
    "Lisbon",
    "Porto",
    "Braga",
    "Coimbra",
    "Faro",
    "Setubal",
    "Madrid",
    "Barcelona",
    "Valencia",
    "Seville",
    "Bilbao",
    "Malaga",
    "Paris",
    "Lyon",
    "Lille",
    "Milan",
    "Turin",
    "Rome",
    "Munich",
    "Vienna",
];

/// The retail company's migration, a while after its beginning.
fn shops() -> Story {
    let mut description = company().replace("2026-11-29T02:00", "2026-11-29T10:00");
    for city in CITIES {
        let digits = Digest::of(city.as_bytes()).to_string().to_uppercase();
        let serial = (0..8).map(|group| &digits[group * 3..group * 3 + 3]).collect::<Vec<_>>().join("-");
        let _ = write!(
            description,
            "[[environment]]\nname = \"Shops {city}\"\nrole = \"production\"\nserial = \"{serial}\"\n"
        );
    }
    let mut story = Story::of(EDITIONS[0], &description);
    story.before("shops-braga/upload-source");
    story
}

/// The picture that moves: a rehearsal from its beginning to its end.
const REHEARSAL: (&str, Told) = (
    "rehearsal",
    Told {
        title: "A rehearsal in half a minute",
        seen: "The screens of a rehearsal, one after the other: the requirements, the pause, a fresh AAA license for each \
               environment, the BBB licenses, the test publishes, and the end.",
    },
);

/// The rehearsal of a company with the usual four environments.
fn rehearsal() -> String {
    let mut story = Story::rehearsal(EDITIONS[0], &company());
    story.finish_well();
    moving::moving(&story, SIZE, &of_pictures(Background::Dark), &REHEARSAL.1)
}

/// The picture of a report.
const NIGHT: &str = "night";

/// A night in which Support is asked, and that is rolled back.
fn night() -> String {
    let mut story = paused();
    story.wait(4).through("production/check-source");
    story.wait(3).done("lifetime/obtain-source", report(Problem::SerialNotFound));
    story.wait(6).through("development/check-source").wait(2).through("quality/check-source");
    story.wait(17).grant(&Command::SupportAnswered { note: "It is listed now.".to_owned() });
    for step in ["lifetime/check-source", "lifetime/check-target", "development/check-target"] {
        story.wait(5).through(step);
    }
    story.wait(4).through("production/check-target").wait(2).through("lifetime/republish");
    story.wait(3);
    story.done("development/republish", StepCommand::Begin { vault: story.vault(1) });
    story.wait(3).done("development/republish", message(IP_ERROR)).wait(7).grant(&roll_back());
    for step in ["production/republish-source", "lifetime/republish-source", "development/republish-source"] {
        story.wait(4).through(step);
    }
    story.wait(3).finish_well();
    alone(&TimelineChart::of(&story.run, &Retold::story(&story).recorded.chronicle), &TimeZone::UTC)
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/pictures")
}

#[test]
fn the_pictures_of_the_documents_show_what_is_drawn_now() {
    let writes = std::env::var_os("ACMOVE_PICTURES").is_some_and(|value| value == "write");
    for (name, drawn) in PICTURES
        .iter()
        .map(|picture| (picture.name, picture.drawn()))
        .chain([(NIGHT, night()), (REHEARSAL.0, rehearsal())])
    {
        let path = folder().join(name).with_extension("svg");
        if writes {
            fs::create_dir_all(folder()).unwrap();
            fs::write(&path, &drawn).unwrap();
        }
        let there = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        // In the rehearsal there are paths, which have backslashes on Windows.
        let is_native = cfg!(windows) && name == REHEARSAL.0;
        assert!(
            is_native || there == drawn,
            "{}: run ACMOVE_PICTURES=write cargo test pictures, and look at it",
            path.display()
        );
    }
}

#[test]
fn there_is_no_picture_that_nobody_makes_and_the_readme_shows_only_those() {
    let names = PICTURES.iter().map(|picture| picture.name).chain([NIGHT, REHEARSAL.0]);
    let known: Vec<String> = names.map(|name| format!("{name}.svg")).collect();
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name), "{name}");
    }
    let readme = fs::read_to_string(folder().join("../../README.md")).unwrap();
    let shown: Vec<&str> =
        readme.split("docs/pictures/").skip(1).map(|rest| rest.split(['"', ')']).next().unwrap()).collect();
    assert!(!shown.is_empty() && shown.iter().all(|name| known.iter().any(|known| known == name)), "{shown:?}");
}
