//! Nights in which commands do what a person would.

use super::at;
use crate::whole::parity::{
    faces::Act,
    sitting::Case,
    way::{OTHER_SERIAL, TWO, choose, until, with_commands, with_reading},
};

pub(super) fn commanded() -> Vec<Case> {
    let publish = choose("x", "Let OSPTool publish", &[]);
    let upload = choose("x", "Let ConfigurationTool upload it", &[]);
    let begin = choose("b", "Start the upload", &[]);
    let run = |name, description: &str, step, acts: &[Act]| Case {
        description: description.to_owned(),
        ..at(name, &until(step), acts)
    };
    let reads = |name, reader, acts: &[Act]| run(name, &with_reading(reader), "production/upload-source", acts);
    let fails = with_commands(TWO).replace("succeeds", "fails");
    vec![
        run("a command does an upload", &with_commands(TWO), "production/upload-source", std::slice::from_ref(&upload)),
        run(
            "a command fails, and it is done by hand",
            &fails,
            "production/upload-source",
            &[upload.clone(), choose("y", "I uploaded it", &[])],
        ),
        run("what a command claims is refused", &with_commands(TWO), "production/republish", &[publish]),
        reads("the serial number is read, then a command does the upload", "reads-the-same", &[upload]),
        reads("the serial number is read before an upload is begun", "reads-the-same", std::slice::from_ref(&begin)),
        reads("the serial number cannot be read", "reads-nothing", &[begin.clone(), begin.clone()]),
        reads(
            "the server has another serial number",
            "reads-another",
            &[begin, choose("z", "The serial number changed", &[OTHER_SERIAL, "the VM was moved", "void"])],
        ),
    ]
}
