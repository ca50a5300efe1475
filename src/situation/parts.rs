//! The bytes as parts of text, for people to copy: each begins with a line that says what it is.

use super::{
    beginning::{Beginning, MOST_LINES, MOST_PARTS, digest_of},
    content::{About, Situation},
    fault::Refused,
    squeeze::{DICTIONARY, squeezed},
    word::{BYTES, WORD, word},
};
use crate::domain::text::one_line;

/// The least that a part may have, in characters: its first lines, and a few more.
pub const LEAST: usize = 400;

/// The most that a part has where nothing else is asked for: some chats cut what has more than 4,000 characters.
pub const USUAL: usize = 3500;

/// The longest name of a migration that the first line of a part gives.
const LONGEST_NAME: usize = 60;

/// A situation as text, in parts of at most so many characters. The last line of each ends with a line break.
///
/// # Errors
/// When it is too large for a text, or its journal is not what it says.
pub fn parts(situation: &Situation, size: usize) -> Result<Vec<String>, Refused> {
    let bytes = squeezed(DICTIONARY, &situation.to_bytes()?)?;
    let most = title(&situation.about, MOST_PARTS, MOST_PARTS).chars().count();
    let per_part = (size.max(LEAST) - most - 1) / (WORD + 1) - 1;
    let first = situation.first().to_string();
    let about = &situation.about;
    let begun = Beginning {
        part: 0,
        lines_per_part: u32::try_from(per_part).unwrap_or(MOST_LINES).clamp(1, MOST_LINES),
        length: u32::try_from(bytes.len()).map_err(|_| Refused::TooLarge)?,
        digest: digest_of(&bytes),
        made: u32::try_from(about.made.as_second()).unwrap_or_default(),
        migration: u32::from_str_radix(&first[..8], 16).unwrap_or_default().to_be_bytes(),
        records: u32::try_from(about.records).map_err(|_| Refused::TooLarge)?,
    };
    if begun.lines() > MOST_LINES || begun.parts() > MOST_PARTS {
        return Err(Refused::TooLarge);
    }
    Ok((0..begun.parts()).map(|part| self::part(&Beginning { part, ..begun }, about, &bytes)).collect())
}

fn part(begun: &Beginning, about: &About, bytes: &[u8]) -> String {
    let mut text = title(about, begun.part + 1, begun.parts());
    text.push('\n');
    text.push_str(&begun.word());
    text.push('\n');
    for line in begun.lines_of(begun.part) {
        let mut held = [0; BYTES];
        let from = line as usize * BYTES;
        for (held, byte) in held.iter_mut().zip(&bytes[from..]) {
            *held = *byte;
        }
        text.push_str(&word(begun.id(), line, &held));
        text.push('\n');
    }
    text
}

/// A number of things in words.
pub fn counted(count: u64, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// How people know the migration.
pub(super) fn name(about: &About) -> String {
    one_line(&about.migration).chars().take(LONGEST_NAME).collect()
}

/// The line for people that a part begins with.
fn title(about: &About, part: u32, parts: u32) -> String {
    let records = counted(about.records, "record");
    let rehearsal = if about.rehearsal { "REHEARSAL, " } else { "" };
    let (name, made) = (name(about), about.made.strftime("%F %H:%M UTC"));
    format!("acmove situation, part {part} of {parts}: {rehearsal}{name}, {records}, made {made}")
}
