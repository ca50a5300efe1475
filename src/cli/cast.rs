//! A recording of a migration's screen, made from its journal.

use std::{
    io::{self, BufWriter},
    time::Duration,
};

use anyhow::Context as _;

use super::{
    arguments::{self, Looks},
    exit::{Exit, Usage},
    output::{command_word, complain},
    record::zone,
    source::{Source, exit_of},
};
use crate::{
    runtime::{
        cast::{Cast, CastOptions},
        output,
    },
    tui::{draw::theme::Theme, layout::SMALLEST},
};

/// The most columns and rows of a recording.
const LARGEST: (u16, u16) = (400, 150);

/// Makes a recording of a folder or a bundle, up to where its journal is intact.
pub(super) fn cast(wanted: &arguments::CastArguments, looks: &Looks) -> anyhow::Result<Exit> {
    let source = Source::of(&wanted.path)?;
    let name = if looks.no_color { "plain" } else { &looks.theme };
    let mut theme = Theme::bundled(name).map_err(|wrong| Usage(wrong.to_string()))?;
    // A recording is shown elsewhere.
    theme.signs = looks.asked_signs().unwrap_or_default();
    crossterm::style::force_color_output(!looks.no_color);
    let longest = Duration::from_secs_f64(wanted.longest);
    let folder = wanted.path.display().to_string();
    let size = size(&wanted.size)?;
    // Reads the journal first, so an unreadable one is reported before anything is written.
    let migration = source.read()?;
    let how = CastOptions { folder, size, longest, theme, zone: zone(&migration.session.run, wanted.utc) };
    let mut length = Duration::ZERO;
    output::write(&wanted.output, |file| {
        let mut cast = Cast::new(BufWriter::new(file), how);
        let mut written = Ok(());
        let take = |record: &_, run: &_| {
            if written.is_ok() {
                written = cast.take(record, run);
            }
        };
        source.replay(take).map_err(io::Error::other)?;
        written?;
        length = cast.finish(migration.session.beyond)?;
        Ok(())
    })
    .with_context(|| format!("{} cannot be written", wanted.output.display()))?;
    let (seconds, file) = (length.as_secs(), wanted.output.display());
    complain(&format!(
        "{file}: {} records in {seconds} s. Play it with `asciinema play {}`.",
        migration.head.seq,
        command_word(&wanted.output)
    ));
    Ok(exit_of(&migration))
}

/// Columns and rows, as somebody wrote them.
fn size(text: &str) -> anyhow::Result<(u16, u16)> {
    let parsed =
        text.split_once(['x', 'X']).and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    let fits = |(width, height): &(u16, u16)| {
        (SMALLEST.0..=LARGEST.0).contains(width) && (SMALLEST.1..=LARGEST.1).contains(height)
    };
    parsed.filter(fits).ok_or_else(|| {
        let (least, most) = (SMALLEST, LARGEST);
        let allowed = format!("from {}x{} to {}x{}", least.0, least.1, most.0, most.1);
        Usage(format!("--size {text}: write columns and rows like 100x30, {allowed}")).into()
    })
}
