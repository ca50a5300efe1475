//! The parts of one migration out of the words of a text: the latest that is there, whole, or what is missing of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{
    beginning::{Beginning, Begun, digest_of},
    content::Situation,
    fault::{Missing, Refused},
    found::words,
    mail::plain,
    parts::name,
    squeeze::{DICTIONARY, unsqueezed},
    word::{BYTES, Id, Word},
};

/// The situation in a text, whatever was done to it on its way.
///
/// # Errors
/// When there is none, something of it is missing, or there are several of different migrations.
pub fn read(text: &str) -> Result<Situation, Refused> {
    let words = match words(text) {
        // A saved mail may have it in another coat.
        none if none.is_empty() => self::words(&plain(text)),
        words => words,
    };
    let heaps = heaps(&words)?;
    let mut latest: BTreeMap<[u8; 4], &Heap> = BTreeMap::new();
    for heap in &heaps {
        let known = latest.entry(heap.begun.migration).or_insert(heap);
        if heap.rank() > known.rank() {
            *known = heap;
        }
    }
    match latest.values().copied().collect::<Vec<_>>().as_slice() {
        [] => Err(Refused::Nothing),
        [one] => {
            let others = heaps.iter().filter(|heap| heap.begun.id() != one.begun.id());
            one.situation(others.map(|heap| heap.begun.made()).max())
        }
        several => {
            let mut names: Vec<String> = several.iter().take(NAMED).map(|heap| heap.name()).collect();
            names.sort_by_key(|name| name == INCOMPLETE);
            Err(Refused::Several(names))
        }
    }
}

/// How many migrations are named where there are several.
const NAMED: usize = 3;

/// How one is named that is not whole.
const INCOMPLETE: &str = "one that is incomplete";

/// Whether there is anything of a situation in a text.
pub fn is_one(text: &str) -> bool {
    !words(text).is_empty()
}

/// What a text has of one situation.
struct Heap {
    begun: Beginning,
    /// The parts whose beginning is there.
    parts: BTreeSet<u32>,
    lines: BTreeMap<u32, [u8; BYTES]>,
}

/// The situations that a text has something of, and the beginning of a part.
fn heaps(words: &[Word]) -> Result<Vec<Heap>, Refused> {
    let mut heaps: BTreeMap<Id, Heap> = BTreeMap::new();
    let mut is_newer = false;
    for word in words {
        match Beginning::of(word) {
            Begun::Known(begun) => {
                let new = || Heap { begun, parts: BTreeSet::new(), lines: BTreeMap::new() };
                let heap = heaps.entry(word.id).or_insert_with(new);
                if heap.begun.is_of(&begun) {
                    heap.parts.insert(begun.part);
                }
            }
            Begun::Newer => is_newer = true,
            Begun::Not => {}
        }
    }
    if heaps.is_empty() {
        return Err(match words {
            _ if is_newer => Refused::Newer,
            [] => Refused::Nothing,
            _ => Refused::NoBeginning,
        });
    }
    for word in words {
        if let Some(heap) = heaps.get_mut(&word.id).filter(|heap| word.number < heap.begun.lines()) {
            heap.lines.entry(word.number).or_insert(word.bytes);
        }
    }
    Ok(heaps.into_values().collect())
}

impl Heap {
    /// Which of two is the later one: a journal only grows, whatever clocks say.
    const fn rank(&self) -> (u32, u32) {
        (self.begun.records, self.begun.made)
    }

    /// The situation, where all of it is there.
    fn situation(&self, older: Option<Timestamp>) -> Result<Situation, Refused> {
        let missing = self.missing();
        if !missing.is_empty() {
            return Err(Refused::Incomplete { missing, older });
        }
        let mut bytes: Vec<u8> = self.lines.values().flatten().copied().collect();
        bytes.truncate(self.begun.length as usize);
        if digest_of(&bytes) != self.begun.digest {
            return Err(Refused::Changed("its content does not match its digest"));
        }
        Situation::from_bytes(&unsqueezed(DICTIONARY, &bytes)?)
    }

    /// How people know the migration, where all of it is there.
    fn name(&self) -> String {
        let named = self.situation(None).map(|situation| name(&situation.about));
        named.unwrap_or_else(|_| INCOMPLETE.to_owned())
    }

    /// What is missing, part by part.
    fn missing(&self) -> Vec<Missing> {
        let (begun, parts) = (&self.begun, self.begun.parts());
        let (mut whole, mut missing) = (Vec::new(), Vec::new());
        for part in 0..parts {
            let of_part = begun.lines_of(part);
            // Its first line is its beginning.
            let line = |line: u32| line - of_part.start + 2;
            let gone: Vec<u32> = of_part.clone().filter(|line| !self.lines.contains_key(line)).collect();
            if gone.len() == of_part.len() && !self.parts.contains(&part) {
                whole.push(part + 1);
            } else if !gone.is_empty() {
                let lines = gone.into_iter().map(line).collect();
                missing.push(Missing::Lines { part: part + 1, parts, lines, all: line(of_part.end) - 1 });
            }
        }
        if !whole.is_empty() {
            missing.insert(0, Missing::Parts(whole, parts));
        }
        missing
    }
}
