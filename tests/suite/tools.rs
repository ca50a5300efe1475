//! Documented commands: what is run, what is seen of it, what it may claim; and the serial number before an upload.

mod begun;
mod clipboard;
mod description;
mod encoded;
mod output;
mod printed;
mod processes;
mod program;
mod serial_number;
mod words;

use acmove::{
    domain::{index::StepIx, tool::ToolEnd},
    engine::{message::EngineMsg, tool_run::ToolResult},
    reading::{failed_publish, objection, serials},
};

use crate::harness::{
    scene::Scene,
    story::{EDITIONS, FOUR, Story},
};

/// A variable that is always there, with a value that is nowhere else: it stands for a password.
const PASSWORD: &str = "CARGO_PKG_DESCRIPTION";
const SERIAL: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";

/// Production with all commands.
pub(crate) fn with_commands(more: &str) -> String {
    let commands = format!(
        "[environment.commands]\nupload_license = [\"ConfigurationTool.com\", \"/UploadLicense\", \"{{license}}\", \"{{user}}\", \"{{password}}\"]\n\
         publish = [\"OSPTool.com\", \"/Publish\", \"{{package}}\", \"{{host}}\", \"{{user}}\", \"{{password}}\"]\n\
         package = \"in/ECT_Provider.osp\"\nhost = \"prod.acme.example\"\nuser_env = \"USER\"\npassword_env = \"{PASSWORD}\"\n{more}"
    );
    FOUR.to_owned() + &commands
}

const READS: &str = "get_serial = [\"ConfigurationTool.com\", \"/GetSerial\"]\n";

fn story(more: &str, step: &str) -> Story {
    let mut story = Story::of(EDITIONS[0], &with_commands(more));
    story.before(step);
    story
}

pub(crate) fn to_upload() -> Story {
    story("", "production/upload-source")
}

fn ended(number: u64, end: ToolEnd, text: &str) -> EngineMsg {
    let ended = ToolResult {
        end,
        seconds: 3,
        last: text.lines().map(str::to_owned).collect(),
        text: text.to_owned(),
        serials: serials(text),
        failure: failed_publish(text),
        objection: objection(text, text),
    };
    EngineMsg::ToolEnded(number, Box::new(ended))
}

const GOOD: ToolEnd = ToolEnd::Exited { code: 0 };

fn place(scene: &Scene, step: &str) -> StepIx {
    scene.model.engine.session.run.plan.index(&step.into()).unwrap()
}

fn reading_story() -> Story {
    story(READS, "production/upload-source")
}
