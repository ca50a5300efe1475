//! Stand-ins for the vendor's documented tools, for rehearsals and tests: they work on the practice pages as the real ones work
//! on real servers. They can misbehave, as anything that is run at night can.

use std::{
    io::{self, Write as _},
    path::Path,
    sync::{Arc, atomic::AtomicBool},
    thread,
    time::Duration,
};

use anyhow::{Context as _, bail};

use super::{
    arguments::{Misbehaviour, ToolArguments},
    exit::Exit,
    output::data,
};
use crate::{
    domain::page::Reading,
    journal::disk,
    practice::{Person, UploadEnd},
    reading,
};

/// Time between two lines of a chat.
const CHAT: Duration = Duration::from_millis(100);

/// Lines of a flood.
const FLOOD: usize = 60_000;

/// Plays one of the tools.
pub(super) fn tool(wanted: &ToolArguments) -> anyhow::Result<Exit> {
    let words: Vec<&str> = wanted.words.iter().map(String::as_str).collect();
    if let Some(how) = wanted.misbehave {
        return misbehave(how, &words);
    }
    let base = wanted.at.split("/ServiceCenter").next().unwrap_or_default();
    let base = base.rsplit_once('/').map_or(base, |(base, _)| base);
    let person = Person::at(base, Arc::new(AtomicBool::new(false)));
    match words.as_slice() {
        [_, "/UploadLicense", file, _user, _password] => upload(&person, &wanted.at, Path::new(file)),
        [_, "/GetSerial"] => {
            data(&format!("Serial number: {}", serial(&person, &wanted.at)?))?;
            Ok(Exit::Done)
        }
        [_, "/Publish", package, _host, _user, _password] => publish(&person, &wanted.at, package),
        _ => bail!("use: NAME /UploadLicense FILE USER PASSWORD | /GetSerial | /Publish PACKAGE HOST USER PASSWORD"),
    }
}

fn upload(person: &Person, center: &str, file: &Path) -> anyhow::Result<Exit> {
    data("Connecting to Service Center...")?;
    let bytes = disk::read(file, u64::MAX).with_context(|| format!("{} cannot be read", file.display()))?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    data(&format!("Uploading {name}, {} bytes...", bytes.len()))?;
    let page = || person.read(center).map_err(anyhow::Error::msg);
    let code = |bytes: &[u8]| match reading::read(bytes) {
        Reading::LicensingPage(page) => page.activation_code,
        Reading::CodeCheck(_) | Reading::Message { .. } | Reading::Unknown => None,
    };
    let now = code(&page()?).context("the Licensing page shows no Activation Code")?;
    match person.upload(center, &name, &bytes, &now).map_err(anyhow::Error::msg)? {
        UploadEnd::Uploaded(_) => {
            data("License uploaded.")?;
            Ok(Exit::Done)
        }
        UploadEnd::Refused(why) => bail!("The license was not installed: {why}"),
    }
}

fn serial(person: &Person, center: &str) -> anyhow::Result<String> {
    match reading::read(&person.read(center).map_err(anyhow::Error::msg)?) {
        Reading::LicensingPage(page) => {
            Ok(page.serial.context("the Licensing page shows no serial number")?.to_string())
        }
        Reading::CodeCheck(_) | Reading::Message { .. } | Reading::Unknown => {
            bail!("the Licensing page cannot be read")
        }
    }
}

fn publish(person: &Person, center: &str, package: &str) -> anyhow::Result<Exit> {
    let module = Path::new(package).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    data(&format!("Publishing {module}..."))?;
    let end = person.publish(center, &module, "").map_err(anyhow::Error::msg)?;
    data(&end.said)?;
    Ok(if end.success { Exit::Done } else { Exit::Failed })
}

/// Misbehaves as any program can.
fn misbehave(how: Misbehaviour, words: &[&str]) -> anyhow::Result<Exit> {
    let mut out = io::stdout().lock();
    match how {
        Misbehaviour::Hang => loop {
            thread::park();
        },
        Misbehaviour::Leak => {
            let said = words.join(" ");
            writeln!(out, "called with {said}")?;
            // In the middle of a line, with a colour in between, and on the other stream.
            let last = words.last().copied().unwrap_or_default();
            let (one, two) = last.split_at(last.len() / 2);
            write!(out, "logging in with {one}")?;
            out.flush()?;
            writeln!(out, "\u{1b}[31m{two}\u{1b}[0m now")?;
            writeln!(io::stderr(), "denied: {last}")?;
            Ok(Exit::Failed)
        }
        Misbehaviour::Flood => {
            for number in 0..FLOOD {
                writeln!(
                    out,
                    "\u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}[31mline {number}\u{1b}[0m \u{202e}desrever {:>60}",
                    "x"
                )?;
            }
            Ok(Exit::Done)
        }
        Misbehaviour::Chat => loop {
            writeln!(out, "still at work")?;
            out.flush()?;
            thread::sleep(CHAT);
        },
        Misbehaviour::Shout => loop {
            writeln!(out, "\u{1b}[31mwork\u{1b}[0m work work work work work work work work work")?;
        },
        Misbehaviour::Fork => {
            // The child goes on when this process is stopped, unless both are stopped together.
            let program = std::env::current_exe()?;
            let mut child = std::process::Command::new(program);
            child.args(["practice-tool", "--at", "x", "--misbehave", "hang", "x"]);
            let child = child.spawn()?;
            writeln!(out, "started {}", child.id())?;
            out.flush()?;
            loop {
                thread::park();
            }
        }
    }
}
