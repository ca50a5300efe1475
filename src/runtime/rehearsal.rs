//! The practice infrastructure of a rehearsal: begun with it, kept in its folder, and there again when it is opened.

mod clock;
mod script;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use self::clock::Running;
pub use self::script::{AnswersFile, Script, beside, script};
use super::folder::{self, FolderError};
use crate::{
    domain::digest::Digest,
    journal::{self, cause::told, disk},
    practice::{
        Addresses, Practice, PracticeClock, SavedWorld, Stepped, World, description,
        scenario::{Scenario, scenario},
    },
};

/// The ports of rehearsals. Which one comes from the seed, where it is free: the same rehearsal has the same addresses, and
/// those of other scenarios seldom take them.
const PORTS: std::ops::Range<u16> = 27_080..28_080;

/// When a practice infrastructure begins whose clock moves on with what is done: its pages are always the same.
const BEGINS: Timestamp = Timestamp::constant(1_794_693_600, 0);

/// Folder of the practice infrastructure below a rehearsal's folder, and the files in it.
const FOLDER: &str = "practice";
const SCENARIO: &str = "scenario.toml";
const WORLD: &str = "world.json";

/// Name of the scenario's answers in the practice folder.
const ANSWERS: &str = "answers.toml";

/// How time passes in a practice infrastructure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockPace {
    /// It moves on with what is done: the same operations always meet the same times.
    Stepped,
    /// It runs, so many times as fast as a clock on the wall.
    Running(u32),
}

/// Why there are no practice pages.
#[derive(Debug, thiserror::Error)]
pub enum PracticeError {
    /// Something of the folder, or of what a person wrote.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The address is not of this machine alone.
    #[error(
        "{0} can be reached from other machines. Practice pages are for this machine only: use an address such as 127.0.0.1:0."
    )]
    NotLoopback(SocketAddr),
    /// The address cannot be taken.
    #[error(
        "The practice pages cannot be shown at {address}: {why}. Close the program that is there (another rehearsal?), then try again."
    )]
    Taken {
        /// The address.
        address: SocketAddr,
        /// Why not.
        why: io::Error,
    },
    /// Its kept state cannot be read.
    #[error(
        "{file} cannot be read: {why}. Start a new rehearsal in another folder; status and report still work here."
    )]
    Lost {
        /// The file.
        file: String,
        /// Why not.
        why: String,
    },
    /// Something of the system.
    #[error("the practice pages cannot be shown: {0}")]
    System(#[from] io::Error),
}

/// The kept state of a practice infrastructure.
#[derive(Debug, Serialize, Deserialize)]
struct Memory {
    /// How the rehearsal was begun.
    pace: ClockPace,
    /// Of which scenario it is.
    scenario: Digest,
    world: SavedWorld,
}

/// A practice infrastructure that has its address and serves nothing yet.
#[derive(Debug)]
pub struct Prepared {
    listener: TcpListener,
    world: World,
    pace: ClockPace,
    clock: Arc<dyn PracticeClock>,
    addresses: Addresses,
}

impl Prepared {
    /// A scenario at its beginning, at an address.
    ///
    /// # Errors
    /// When the address is not of this machine alone, or is taken.
    pub fn at(address: SocketAddr, scenario: Scenario, pace: ClockPace) -> Result<Self, PracticeError> {
        let begins = match pace {
            ClockPace::Stepped => BEGINS,
            ClockPace::Running(_) => Timestamp::now(),
        };
        Self::of(address, World::new(scenario, begins), pace, pace.clock(0))
    }

    /// The same at the scenario's own port of this machine, or at any other.
    ///
    /// # Errors
    /// When this machine has no free port.
    pub fn here(scenario: Scenario, pace: ClockPace) -> Result<Self, PracticeError> {
        let own = PORTS.start + u16::try_from(scenario.seed % u32::from(PORTS.end - PORTS.start)).unwrap_or(0);
        Self::at(here(own), scenario.clone(), pace).or_else(|_| Self::at(here(0), scenario, pace))
    }

    fn of(
        address: SocketAddr,
        world: World,
        pace: ClockPace,
        clock: Arc<dyn PracticeClock>,
    ) -> Result<Self, PracticeError> {
        if !address.ip().is_loopback() {
            return Err(PracticeError::NotLoopback(address));
        }
        let listener = TcpListener::bind(address).map_err(|why| PracticeError::Taken { address, why })?;
        let mut addresses = Addresses::of(&world, &format!("http://{}", listener.local_addr()?));
        addresses.program = std::env::current_exe().ok().and_then(|path| path.to_str().map(str::to_owned));
        Ok(Self { listener, world, pace, clock, addresses })
    }

    /// Where everything will be.
    pub const fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// The `infrastructure.toml` of a rehearsal by an edition.
    pub fn description(&self, edition: &str) -> String {
        description(self.world.scenario(), edition, &self.addresses)
    }

    /// Serves, and keeps nothing.
    ///
    /// # Errors
    /// When the address cannot be served.
    pub fn serve(self) -> Result<Practice, PracticeError> {
        Ok(Practice::serve(self.listener, self.world, self.clock, Box::new(|_| {}))?)
    }

    /// Serves, and keeps in a rehearsal's folder what changes of the scenario with this digest.
    fn serve_in(self, rehearsal: &Path, scenario: Digest) -> Result<Practice, PracticeError> {
        let file = rehearsal.join(FOLDER).join(WORLD);
        let pace = self.pace;
        let keep = move |world: &SavedWorld| keep(&file, &Memory { pace, scenario, world: world.clone() });
        let port = self.listener.local_addr()?.port();
        keep(&self.world.kept(port, self.clock.now()))?;
        // A state that cannot be kept is gone when the rehearsal is opened again; it is practice, and the journal has the
        // facts.
        Ok(Practice::serve(self.listener, self.world, self.clock, Box::new(move |world| drop(keep(world))))?)
    }
}

impl ClockPace {
    fn clock(self, second: u64) -> Arc<dyn PracticeClock> {
        match self {
            Self::Stepped => Arc::new(Stepped::at(second)),
            Self::Running(speed) => Arc::new(Running::at(second, speed)),
        }
    }
}

const fn here(port: u16) -> SocketAddr {
    SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), port)
}

fn keep(file: &Path, memory: &Memory) -> io::Result<()> {
    journal::write_whole(file, &serde_json::to_vec(memory)?)
}

/// Whether a fresh rehearsal can keep its practice infrastructure in a folder: nothing of anybody is written over.
///
/// # Errors
/// When something is there already.
pub fn is_free(rehearsal: &Path) -> Result<(), FolderError> {
    let folder = rehearsal.join(FOLDER);
    if folder.exists() { Err(FolderError::Differs(folder.display().to_string())) } else { Ok(()) }
}

/// Removes the description in a folder where a rehearsal was killed before its first record, if it differs from the new one by
/// nothing but the port: that one may be taken by now.
///
/// # Errors
/// When it cannot be removed.
pub fn at_another_port(rehearsal: &Path, text: &str) -> io::Result<()> {
    let path = rehearsal.join(folder::INFRASTRUCTURE);
    match folder::read_text(&path) {
        Ok(there) if there != text && without_ports(&there) == without_ports(text) => disk::remove(&path),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// A description without the ports of this machine that it names.
fn without_ports(text: &str) -> String {
    let mut parts = text.split(LOOPBACK);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |known, part| known + LOOPBACK + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// How an address of this machine begins, before its port.
const LOOPBACK: &str = "127.0.0.1:";

/// Begins the practice infrastructure of a fresh rehearsal, with the scenario and its answers kept beside it.
///
/// # Errors
/// When its folder cannot be written, or the address cannot be served.
pub fn begin(rehearsal: &Path, script: &Script, prepared: Prepared) -> Result<Practice, PracticeError> {
    let folder = rehearsal.join(FOLDER);
    journal::make_folder(&folder)?;
    journal::write_whole(&folder.join(SCENARIO), script.text.as_bytes())?;
    if let Some(answers) = &script.answers {
        journal::write_whole(&folder.join(ANSWERS), answers.text.as_bytes())?;
    }
    prepared.serve_in(rehearsal, Digest::of(script.text.as_bytes()))
}

/// The practice infrastructure of a rehearsal that is opened again, where it was left. For a person its clock runs.
///
/// # Errors
/// When what was kept of it is lost, or its address is taken by another program.
pub fn again(rehearsal: &Path, for_a_person: bool) -> Result<Practice, PracticeError> {
    let path = |name: &str| -> PathBuf { rehearsal.join(FOLDER).join(name) };
    let lost = |name: &str, why: String| PracticeError::Lost { file: path(name).display().to_string(), why };
    let text = folder::read_text(&path(SCENARIO)).map_err(|error| lost(SCENARIO, error.to_string()))?;
    let scenario = scenario(SCENARIO, &text).map_err(|faults| lost(SCENARIO, faults.to_string()))?;
    let memory = disk::read(&path(WORLD), u64::MAX).map_err(|error| lost(WORLD, told(&error)))?;
    let damaged = |_| lost(WORLD, "its content was changed".to_owned());
    let memory: Memory = serde_json::from_slice(&memory).map_err(damaged)?;
    let SavedWorld { port, begins, second, state } = memory.world;
    let (clock, begins) = match memory.pace {
        ClockPace::Stepped if for_a_person => (ClockPace::Running(1).clock(second), begins),
        ClockPace::Stepped => (ClockPace::Stepped.clock(second), begins),
        // While nobody looked, no time passed.
        running @ ClockPace::Running(_) => {
            let passed = SignedDuration::from_secs(i64::try_from(second).unwrap_or(0));
            (running.clock(second), Timestamp::now().checked_sub(passed).unwrap_or(begins))
        }
    };
    let digest = Digest::of(text.as_bytes());
    let world = World::resume(scenario, begins, state).filter(|_| digest == memory.scenario);
    let world = world.ok_or_else(|| lost(WORLD, "it belongs to another scenario".to_owned()))?;
    Prepared::of(here(port), world, memory.pace, clock)?.serve_in(rehearsal, digest)
}
