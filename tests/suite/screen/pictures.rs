//! The pictures of the documents: what the renderer draws. `ACMOVE_PICTURES=write cargo test pictures` makes them again.

use std::{fs, path::PathBuf};

use acmove::{
    domain::{
        command::{Command, StepCommand},
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
        story::{IP_ERROR, Story, message, report, roll_back},
    },
    screen::{
        screens::{half_way, many, stopped, to_check},
        theme::of_pictures,
    },
};

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

const MOVE: Told = Told {
    title: "A move under way",
    seen: "A panel for each environment: LifeTime and Development have the BBB license, the others still AAA. Below them \
           the card of the next step with its choices, and whether going back is possible.",
};

const PICTURES: &[Picture] = &[
    Picture { name: "move", told: MOVE, background: Background::Dark, story: half_way, then: |_| {} },
    Picture { name: "move-light", told: MOVE, background: Background::Light, story: half_way, then: |_| {} },
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
            title: "The line is stopped",
            seen: "A test republish ended with an Intellectual Property error: all other environments are held, and the \
                   rollback is offered.",
        },
        background: Background::Dark,
        story: stopped,
        then: |_| {},
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
            seen: "Twenty-four environments, a line each, around the one at work.",
        },
        background: Background::Dark,
        story: many,
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

/// The picture of a report.
const NIGHT: &str = "night";

/// A night in which Support is asked, and that is rolled back.
fn night() -> String {
    let mut story = Story::paused();
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
    for (name, drawn) in PICTURES.iter().map(|picture| (picture.name, picture.drawn())).chain([(NIGHT, night())]) {
        let path = folder().join(name).with_extension("svg");
        if writes {
            fs::create_dir_all(folder()).unwrap();
            fs::write(&path, &drawn).unwrap();
        }
        let there = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(there == drawn, "{}: run ACMOVE_PICTURES=write cargo test pictures, and look at it", path.display());
    }
}

#[test]
fn there_is_no_picture_that_nobody_makes_and_the_readme_shows_only_those() {
    let names = PICTURES.iter().map(|picture| picture.name).chain([NIGHT]);
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
