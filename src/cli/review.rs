//! Reviews a migration, and writes better minutes for the next one.

use std::path::Path;

use anyhow::Context as _;

use super::{
    arguments,
    exit::Exit,
    output::{Out, command_word, complain},
    record::{write, zone},
    source::{Source, exit_of},
};
use crate::{
    catalog::{self, Estimate, with_minutes},
    domain::text::one_line,
    report::review::Review,
    runtime::{
        belongs::may_write,
        folder::{self, Migration, PROCEDURE},
    },
    view::support_text::with_notices,
};

/// The review; with a file, what was measured is written into it.
pub(super) fn review(out: Out<'_>, wanted: &arguments::ReviewArguments) -> anyhow::Result<Exit> {
    let source = Source::of(&wanted.path)?;
    let (migration, recorded) = source.recorded()?;
    let review = Review::of(&migration.session, &recorded);
    if wanted.json {
        out.json(&review)?;
    } else {
        let zone = zone(&migration.session.run, wanted.utc);
        out.text(&with_notices(&migration.session, &review.text(&zone)))?;
    }
    if let Some(file) = &wanted.update_estimates {
        update_estimates(source.folder(), file, &migration, &review)?;
    }
    Ok(exit_of(&migration))
}

/// Writes minutes into a procedure file, and where they come from above it.
fn update_estimates(folder: &Path, file: &Path, migration: &Migration, review: &Review<'_>) -> anyhow::Result<()> {
    may_write(file).with_context(|| format!("{} cannot be written", file.display()))?;
    let from = if file.exists() { file.to_owned() } else { folder.join(PROCEDURE) };
    let text = folder::read_text(&from)?;
    let shown = from.display().to_string();
    catalog::procedure(&shown, &text)?;
    let changes = review.estimates().iter().filter_map(|estimate| {
        let (phase, step, minutes) = estimate.change()?;
        Some(Estimate { phase: phase.to_owned(), step: step.to_owned(), minutes })
    });
    let (text, count) = with_minutes(&text, &changes.collect::<Vec<_>>());
    let run = &migration.session.run;
    let kind = if run.rehearsal { "rehearsal" } else { "migration" };
    let name = one_line(&run.infrastructure.name);
    let text = format!(
        "# {count} estimates are from the {kind} of {name} ({}, {} records).\n{text}",
        run.told(run.started),
        run.facts
    );
    catalog::procedure(&file.display().to_string(), &text)?;
    if count > 0 || !file.exists() {
        write(file, &text)?;
    }
    complain(&format!(
        "{}: {count} estimates changed. Plan with them: `acmove new DIR --infrastructure FILE --procedure {}`.",
        file.display(),
        command_word(file)
    ));
    if run.rehearsal {
        complain("They come from a rehearsal; a real migration takes longer.");
    }
    Ok(())
}
