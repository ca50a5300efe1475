//! Setting up a migration: on the screen or in plain lines, from a draft or from the beginning.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context as _;
use jiff::{Timestamp, tz::TimeZone};

use super::{
    arguments::Looks,
    exit::{Exit, Usage},
    import::Imported,
    migrations::Found,
    older,
    output::{Out, command_word, complain, is_terminal},
    work,
};
use crate::{
    catalog,
    domain::{command::Command, decide::decide, naming, text::typed},
    engine::ports::{Author, Recorder as _},
    journal::{cause::told, disk},
    line::{self, Printer},
    runtime::{
        draft::{self, Drafts, FoundDraft},
        event_loop::{Desk, Ending},
        folder::{self, Opened},
        places,
        terminal_session::TerminalSession,
        this_machine::{self, ThisMachine},
        tty,
    },
    setup::{
        self, EnvironmentAnswers, Field, Older, Setup, SetupPage,
        draft::Draft,
        form::{Filled, Form},
        interview::Interview,
    },
    tui::{draw, message::Typed},
    view::mark::Signs,
};

/// Where a migration is to be made, and by which edition.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct NewMigration<'a> {
    /// The folder; without one it is named after the infrastructure.
    pub(super) folder: Option<&'a Path>,
    /// The edition, when it was asked for on the command line.
    pub(super) procedure: Option<&'a str>,
    /// The environments taken over from LifeTime.
    pub(super) imported: Option<&'a Imported>,
    /// The older migration that it starts from.
    pub(super) like: Option<&'a Older>,
    /// Optional settings from the command line: each with its option and its text.
    pub(super) settings: &'a [(Field, &'static str, &'a str)],
    /// The migrations in the present folder, where they were read already.
    pub(super) known: Option<&'a [Found]>,
    /// What has to be said first.
    pub(super) note: Option<&'a str>,
}

/// Makes a migration folder and starts its journal; without a description it asks, and opens the migration.
pub(super) fn new(wanted: NewMigration<'_>, infrastructure: Option<&Path>, looks: &Looks) -> anyhow::Result<Exit> {
    // An edition in a file is named from here.
    let left = if wanted.folder.or(wanted.procedure.map(Path::new)).is_none() { places::leave_system() } else { None };
    let note = left.or_else(|| places::warning(wanted.folder.unwrap_or(Path::new("."))));
    let wanted = NewMigration { note: note.as_deref(), ..wanted };
    if let Some(note) = wanted.note {
        complain(note);
    }
    told_of_file_system(wanted.folder.unwrap_or(Path::new(".")))?;
    if let (Some(folder), Some(file)) = (wanted.folder, infrastructure) {
        return from_file(folder, file, wanted.procedure, looks);
    }
    // Nobody answers a whole set-up to hear that there is a migration already.
    wanted.folder.map_or(Ok(()), folder::may_be_made)?;
    // A wrong option is refused before anything is asked.
    if !wanted.settings.is_empty() {
        fresh(wanted)?.take_all(wanted.settings).map_err(Usage)?;
    }
    // Where no full screen can be drawn, the same is asked in lines.
    if !is_terminal() || tty::is_able().is_err() {
        return in_lines(wanted, looks);
    }
    work::theme(looks)?;
    on_screen(work::terminal()?, wanted, None, looks)
}

/// Says what has to be known of the file system, before anybody answers anything.
fn told_of_file_system(folder: &Path) -> anyhow::Result<()> {
    folder::try_file_system(folder)?.into_iter().for_each(complain);
    Ok(())
}

fn from_file(folder: &Path, file: &Path, procedure: Option<&str>, looks: &Looks) -> anyhow::Result<Exit> {
    let (description, text, edition) = folder::describe(file, procedure)?;
    if description.is_rehearsal {
        let why = format!("{} describes a practice infrastructure; use `acmove rehearse`", file.display());
        return Err(Usage(why).into());
    }
    let (now, zone) = (Timestamp::now(), TimeZone::system());
    description.is_of_now(&file.display().to_string(), now, &zone)?;
    folder::create(folder, &description, &text, &edition, false)?;
    for remark in description.remarks(now, &zone) {
        complain(&remark);
    }
    Out { signs: looks.signs(), gathered: None }.text(&format!(
        "The migration of {} was created in {}.",
        description.infrastructure.name,
        folder.display()
    ))?;
    Ok(Exit::Done)
}

/// A set-up from its beginning or from a draft, with what was taken over and named on the command line, and with what there is
/// to say about that.
fn prepared(wanted: NewMigration<'_>, path: &Path) -> anyhow::Result<Prepared> {
    let (mut setup, draft, said) = taken_over(wanted, path)?;
    if wanted.settings.is_empty() {
        return Ok((setup, draft, said));
    }
    setup.take_all(wanted.settings).map_err(Usage)?;
    let page = draft.as_ref().map_or(SetupPage::Infrastructure, |draft| draft.page);
    let draft = saved(&setup, page, draft, path)?;
    Ok((setup, Some(draft), said))
}

/// Saves the answers at once: what was looked for is not looked for again.
fn saved(setup: &Setup, page: SetupPage, draft: Option<Draft>, path: &Path) -> anyhow::Result<Draft> {
    let draft = Draft::new(setup.answers.clone(), page, draft.and_then(|draft| draft.asked));
    draft::write(path, &draft).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(draft)
}

/// A set-up from its beginning or from a draft, with what LifeTime lists and what an older migration says.
fn taken_over(wanted: NewMigration<'_>, path: &Path) -> anyhow::Result<Prepared> {
    let (setup, draft, said) = begun(wanted, path)?;
    let (mut setup, draft, said) = like(wanted, path, (setup, draft, said))?;
    let Some(Imported { listed, connection, remarks }) = wanted.imported else { return Ok((setup, draft, said)) };
    let variable = connection.token_env.clone();
    let added = setup.import(listed, connection.clone());
    let names: Vec<&str> = listed.iter().map(|one| one.name.as_str()).collect();
    let other_types = setup.other_types(listed).into_iter().map(|other| format!("{other}: find out which is correct."));
    let lists = format!(
        "LifeTime lists {}. acmove added LifeTime itself; {added} of {} are new here. To watch deployments during the migration, set {variable} before you start acmove.",
        naming::first(&names[1..], naming::ALL),
        names.len()
    );
    let page = draft.as_ref().map_or(SetupPage::Infrastructure, |draft| draft.page);
    let draft = saved(&setup, page, draft, path)?;
    // What has to be looked at comes first: there may be little room.
    let told: Vec<String> = remarks.iter().cloned().chain(other_types).chain(said).chain([lists]).collect();
    Ok((setup, Some(draft), Some(told.join(" "))))
}

/// The same with what an older migration says. Answers that were saved are not replaced by it.
fn like(wanted: NewMigration<'_>, path: &Path, begun: Prepared) -> anyhow::Result<Prepared> {
    let (mut setup, draft, said) = begun;
    let Some(older) = wanted.like else { return Ok((setup, draft, said)) };
    if draft.is_some() {
        let said = said.map(|said| format!("{said} {} was not used.", older.from));
        return Ok((setup, draft, said));
    }
    let told = setup.take_over(older);
    let draft = saved(&setup, SetupPage::Infrastructure, None, path)?;
    Ok((setup, Some(draft), Some(said.into_iter().chain([told]).collect::<Vec<_>>().join(" "))))
}

/// A set-up, the draft that it goes on with, and what there is to say.
type Prepared = (Setup, Option<Draft>, Option<String>);

/// A set-up in which nothing was answered yet.
fn fresh(wanted: NewMigration<'_>) -> anyhow::Result<Setup> {
    let setup = Setup::new(editions(wanted.procedure)?, TimeZone::system(), Timestamp::now());
    Ok(setup.on(Arc::new(ThisMachine), this_machine::downloads(), this_machine::names()))
}

/// A set-up from its beginning or from a draft, with what there is to say about that.
fn begun(wanted: NewMigration<'_>, path: &Path) -> anyhow::Result<Prepared> {
    let mut setup = fresh(wanted)?;
    setup.folder = wanted.folder.map(|folder| folder.display().to_string());
    let found = draft::find(path).with_context(|| format!("cannot move {} aside", path.display()))?;
    Ok(match found {
        FoundDraft::None => (setup, None, None),
        FoundDraft::Draft(draft) => {
            let said = format!(
                "Continuing with the answers saved in {0}. To start over, leave and delete {0}.",
                path.display()
            );
            (setup.resumed(draft.answers.clone()), Some(*draft), Some(said))
        }
        FoundDraft::Aside { why, file } => {
            let said = format!(
                "The saved answers here cannot be used: {why}. They were moved to {}; this is a new set-up.",
                file.display()
            );
            (setup, None, Some(said))
        }
    })
}

/// Asks for everything on the screen, then opens the migration on it. A set-up that was put aside for it comes back to its
/// place when nothing is answered.
pub(super) fn on_screen(
    mut terminal: TerminalSession,
    wanted: NewMigration<'_>,
    aside: Option<&Path>,
    looks: &Looks,
) -> anyhow::Result<Exit> {
    let theme = work::theme(looks)?;
    let path = draft::path(wanted.folder);
    let is_begun = path.exists() || wanted.like.is_some() || wanted.imported.is_some();
    let older = if is_begun { Ok(Ok(None)) } else { older::chosen(&mut terminal, wanted.known, &theme) };
    if !matches!(older, Ok(Ok(_))) {
        back(aside, &path);
    }
    let older = match older {
        Ok(older) => older?,
        Err(ending) => {
            drop(terminal);
            return work::ended(ending, Some("Nothing was saved.")).map(|()| Exit::Done);
        }
    };
    let wanted = NewMigration { like: wanted.like.or(older.as_ref()), ..wanted };
    let (setup, draft, told) = prepared(wanted, &path)?;
    let mut form = Form::new(setup, draft.as_ref().map_or(SetupPage::Infrastructure, |draft| draft.page));
    let moved = aside.map(|file| format!("The unfinished set-up from here was moved to {}.", file.display()));
    told.or(moved).or(wanted.note.map(str::to_owned)).into_iter().for_each(|said| form.say(false, said));
    let drafts = Drafts::at(path.clone());
    let mut typed = |form: &mut Form, typed: &Typed| {
        let filled = form.typed(typed);
        form.to_keep().into_iter().for_each(|draft| drafts.keep(draft));
        drafts.fault().into_iter().for_each(|fault| form.say(true, fault));
        filled
    };
    let ending = loop {
        match terminal.show(&mut form, &theme, draw::setup::form, &mut typed) {
            Ok(Filled::Complete) => match make(&form.setup, wanted) {
                Ok(made) => break Ok(made),
                // The answers stay in the form, and can be corrected.
                Err(error) => form.say(true, super::exit::words(&error)),
            },
            Ok(Filled::Left) => break Err(Ending::Left),
            Err(ending) => break Err(ending),
        }
    };
    match ending {
        Ok((folder, opened)) => {
            let _ = drafts.finish();
            draft::remove(&path);
            work::on(terminal, &folder, opened, None, theme, looks)
        }
        Err(ending) => {
            let left = left(terminal, &mut form, drafts, &path, ending);
            back(aside, &path);
            left
        }
    }
}

/// Gives a set-up that was put aside its place back, where nothing else is there.
fn back(aside: Option<&Path>, path: &Path) {
    if let Some(aside) = aside.filter(|_| !path.exists()) {
        let _ = disk::rename(aside, path);
    }
}

/// Keeps what was answered, and says where.
fn left(
    terminal: TerminalSession,
    form: &mut Form,
    drafts: Drafts,
    path: &Path,
    ending: Ending,
) -> anyhow::Result<Exit> {
    form.complete();
    let is_kept = path.exists() || !form.setup.is_untouched();
    if is_kept {
        drafts.keep(form.draft());
    }
    let kept = drafts.finish();
    drop(terminal);
    let again = form.setup.folder.as_ref().map_or_else(String::new, |folder| format!(" {}", typed(folder)));
    let said = match kept {
        Err(why) => format!("Your answers could not be saved: {why}"),
        Ok(()) if is_kept => {
            format!("Your answers are saved in {}. Continue with `acmove new{again}`.", path.display())
        }
        Ok(()) => "Nothing was saved.".to_owned(),
    };
    work::ended(ending, Some(&said)).map(|()| Exit::Done)
}

/// The same questions in plain lines, for a screen reader or a pipe; nothing is opened then.
fn in_lines(wanted: NewMigration<'_>, looks: &Looks) -> anyhow::Result<Exit> {
    let path = draft::path(wanted.folder);
    let (setup, draft, said) = prepared(wanted, &path)?;
    let printer = if is_terminal() { Printer::new } else { Printer::piped };
    let mut out = printer(io::stdout()).with(looks.signs());
    if let Some(said) = said {
        out.line(&said);
    } else if let Some(said) = older::hint() {
        out.line(&said);
    }
    let mut interview = Interview::new(setup, draft.and_then(|draft| draft.asked));
    let keep = |draft: &Draft| {
        if let Err(error) = draft::write(&path, draft) {
            complain(&format!("{} cannot be written: {}.", path.display(), told(&error)));
        }
    };
    match line::setup::ask(&mut interview, Desk::open(None, looks.signs() != Signs::Ascii), out, keep) {
        line::setup::Asked::Answered => {}
        line::setup::Asked::InputEnded => {
            let open = open_roles(&interview.setup);
            return Err(Usage(format!("the input ended{open}; {}", kept(wanted, &path))).into());
        }
        line::setup::Asked::Left => {
            complain(&format!("Set-up not finished; {}.", kept(wanted, &path)));
            return Ok(Exit::Held);
        }
        line::setup::Asked::Forbidden(why) => {
            complain(&format!("{why} No migration was created; your answers are saved in {}.", path.display()));
            return Ok(Exit::Refused);
        }
    }
    let (folder, _) = make(&interview.setup, wanted)?;
    draft::remove(&path);
    let told = format!(
        "The migration was created in {}. Continue with `acmove run {}`.",
        folder.display(),
        command_word(&folder)
    );
    Out { signs: looks.signs(), gathered: None }.text(&told)?;
    Ok(Exit::Done)
}

/// What becomes of the answers of a set-up that did not come to its end.
fn kept(wanted: NewMigration<'_>, path: &Path) -> String {
    if !path.exists() {
        return "nothing was saved".to_owned();
    }
    let again = wanted.folder.map_or_else(String::new, |folder| format!(" {}", command_word(folder)));
    format!("your answers are saved in {}; continue with `acmove new{again}`", path.display())
}

/// Environments whose role LifeTime does not give, in words; nothing where there are none.
fn open_roles(setup: &Setup) -> String {
    let open = |site: &&EnvironmentAnswers| site.role.is_none() && !site.key.is_empty();
    let names: Vec<&str> = setup.answers.environments.iter().filter(open).map(|site| site.name.trim()).collect();
    if names.is_empty() {
        return String::new();
    }
    let names = naming::first(&names, naming::ALL);
    format!(". LifeTime lists no role for {names}, and acmove does not guess one: select it")
}

/// Makes the migration that was described, and records what was answered to its requirements.
fn make(setup: &Setup, wanted: NewMigration<'_>) -> anyhow::Result<(PathBuf, Opened)> {
    let text = setup.text();
    let description = catalog::infrastructure("your answers", &text)?;
    let name = wanted.procedure.or(description.procedure.as_deref()).unwrap_or(catalog::DEFAULT_EDITION);
    let edition = folder::edition(name)?;
    description.fits("your answers", &edition.procedure)?;
    let folder = PathBuf::from(setup.destination());
    let mut opened = folder::create(&folder, &description, &text, &edition, false)?;
    for (place, requirement) in setup.requirements().iter().enumerate() {
        if setup.holds(place) == Some(true) {
            let answer = Command::Answer { requirement: requirement.id.clone(), yes: true };
            // The migration exists. A requirement that cannot be recorded now is asked on its card, with the reason.
            if record(&mut opened, &answer).is_err() {
                break;
            }
        }
    }
    Ok((folder, opened))
}

/// Records an answer like one that was given on the card.
fn record(opened: &mut Opened, command: &Command) -> anyhow::Result<()> {
    let event = decide(&opened.session.run, &opened.session.outlook, command, Timestamp::now())?;
    let record = opened.recorder.record(event, None, Author::Person).map_err(anyhow::Error::msg)?;
    opened.session.recorded(&record)?;
    Ok(())
}

/// The editions that can be chosen; the one that was asked for on the command line alone, if there is one.
fn editions(asked: Option<&str>) -> anyhow::Result<Vec<setup::EditionChoice>> {
    if let Some(asked) = asked {
        let edition = folder::edition(asked)?;
        return Ok(vec![setup::EditionChoice::of(&edition.procedure)]);
    }
    let bundled = catalog::editions().iter().map(|bundled| {
        let procedure = catalog::procedure(bundled.id, bundled.text)?;
        Ok(setup::EditionChoice::of(&procedure))
    });
    bundled.collect()
}
