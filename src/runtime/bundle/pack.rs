//! Packing a migration: only what the journal speaks of, and the documents that were made of it.

use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, BufRead as _, BufReader, Read, Write},
    path::Path,
};

use flate2::{Compression, write::DeflateEncoder};
use rawzip::{CompressionMethod, ZipArchiveWriter, time::UtcDateTime};

use super::{
    manifest::{BundlePart, FORMAT, JOURNAL, JournalEnd, LARGEST, MOST_FILES, Manifest, PRACTICE, Packed, PackedVault},
    seal::{Seal, Sealing, sealed_comment},
};
use crate::{
    domain::{
        chronicle::Chronicle, digest::Digest, infrastructure::Side, labels::vault_name, run::Run,
        timeline_entry::TimelineEntry,
    },
    journal::{EvidenceForm, EvidenceStore, Vault, disk},
    report::data::Recorded,
    runtime::folder::{INFRASTRUCTURE, MANIFEST, Migration, PROCEDURE},
};

/// The contents to pack.
#[derive(Debug)]
pub struct Contents<'a> {
    /// The migration folder.
    pub folder: &'a Path,
    /// The migration that was read from it.
    pub migration: &'a Migration,
    /// Everything that was recorded.
    pub recorded: &'a Recorded,
    /// Documents for people, by their names.
    pub documents: &'a [(&'static str, String)],
    /// What it is for.
    pub purpose: BundlePurpose,
}

/// What a bundle is for, and so what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BundlePurpose {
    /// To be looked at.
    Looking,
    /// The same, with license files.
    LookingWithLicenses,
    /// A hand-over: everything that a colleague needs to continue.
    HandOver,
}

impl BundlePurpose {
    /// Whether license files are packed too.
    const fn has_licenses(self) -> bool {
        match self {
            Self::Looking => false,
            Self::LookingWithLicenses | Self::HandOver => true,
        }
    }
}

/// Writes a bundle, and answers with its manifest.
///
/// # Errors
/// When the disk does not give or take something, or a bundle does not take so much.
pub fn pack(contents: &Contents<'_>, file: &mut File) -> io::Result<Manifest> {
    let run = &contents.migration.session.run;
    let mut missing = Vec::new();
    let sources = sources(contents, &mut missing);
    // Everything is read twice: the manifest, which names the digests, comes first.
    let manifest = manifest(contents, missing, listed(&sources)?);
    // Packed again, the same migration is the same file.
    let mut zip = ZipArchiveWriter::new(Sealing::of(file));
    zip.set_comment(sealed_comment());
    let mut archive = Archive { zip, at: UtcDateTime::from_unix(run.latest.as_second()) };
    let text = serde_json::to_vec_pretty(&manifest)?;
    archive.add(MANIFEST, |out| out.write_all(&text))?;
    for ((name, source), packed) in sources.iter().zip(&manifest.files) {
        let mut sealed = None;
        archive.add(name, |out| {
            let mut seal = Seal::of(out);
            source.copy(name, &mut seal)?;
            sealed = Some((seal.bytes, seal.digest()));
            Ok(())
        })?;
        if sealed != Some((packed.bytes, packed.sha256)) {
            return Err(changed(name));
        }
    }
    archive.zip.finish().map_err(io::Error::other)?.close()?;
    Ok(manifest)
}

/// The manifest of what would be packed, without packing it.
///
/// # Errors
/// When the disk does not give something, or a bundle does not take so much.
pub fn listing(contents: &Contents<'_>) -> io::Result<Manifest> {
    let mut missing = Vec::new();
    let sources = sources(contents, &mut missing);
    Ok(manifest(contents, missing, listed(&sources)?))
}

/// Everything that is packed, by its name.
fn sources<'a>(contents: &'a Contents<'_>, missing: &mut Vec<String>) -> Vec<(String, Source<'a>)> {
    let Contents { folder, migration, recorded, documents, purpose } = contents;
    let mut sources =
        vec![(JOURNAL.to_owned(), journal(folder, migration)), (PROCEDURE.to_owned(), Source::File(folder))];
    sources.extend(documents.iter().map(|(name, text)| ((*name).to_owned(), Source::Text(text))));
    sources.extend(evidence(folder, &recorded.facts, missing));
    if *purpose == BundlePurpose::HandOver {
        let own = std::iter::once(INFRASTRUCTURE).chain(PRACTICE).filter(|name| folder.join(name).is_file());
        sources.extend(own.map(|name| (name.to_owned(), Source::File(folder))));
    }
    if purpose.has_licenses() {
        sources.extend(licenses(folder, &migration.session.run, &recorded.chronicle, missing));
    }
    sources
}

/// The sizes and digests of what is packed.
fn listed(sources: &[(String, Source<'_>)]) -> io::Result<Vec<Packed>> {
    let mut files = Vec::new();
    for (name, source) in sources {
        let mut seal = Seal::of(io::sink());
        source.copy(name, &mut seal)?;
        let packed = Packed { name: name.clone(), bytes: seal.bytes, sha256: seal.digest() };
        if !is_named_after(&packed) {
            return Err(changed(name));
        }
        files.push(packed);
    }
    fits(&files)?;
    Ok(files)
}

fn manifest(contents: &Contents<'_>, missing: Vec<String>, files: Vec<Packed>) -> Manifest {
    let Contents { migration, purpose, .. } = contents;
    let session = &migration.session;
    let run = &session.run;
    Manifest {
        format: FORMAT.to_owned(),
        acmove: env!("CARGO_PKG_VERSION").to_owned(),
        migration: run.infrastructure.name.clone(),
        rehearsal: run.rehearsal,
        journal: JournalEnd { events: migration.head.seq, head: migration.head.hash },
        damage: migration.damage.as_ref().map(ToString::to_string),
        torn: session.beyond.torn_bytes().unwrap_or_default(),
        vault: PackedVault::of(session),
        licenses: purpose.has_licenses(),
        hand_over: *purpose == BundlePurpose::HandOver,
        missing,
        files,
    }
}

fn changed(name: &str) -> io::Error {
    io::Error::other(format!("{name} changed while it was being packed; try again"))
}

/// Whether a text that was read still has the digest that it is called after.
fn is_named_after(packed: &Packed) -> bool {
    let name = packed.name.strip_prefix("evidence/").and_then(|name| name.split_once('.'));
    name.and_then(|(digest, _)| digest.parse().ok()).is_none_or(|digest: Digest| digest == packed.sha256)
}

/// Whether what is packed can be unpacked again.
fn fits(files: &[Packed]) -> io::Result<()> {
    let is_large = |packed: &&Packed| BundlePart::of(&packed.name).is_none_or(|part| packed.bytes > part.limit());
    let all = files.iter().fold(0, |all: u64, packed| all.saturating_add(packed.bytes));
    let why = match files.iter().find(is_large) {
        Some(packed) => format!("{} has {} bytes, more than fit into a bundle", packed.name, packed.bytes),
        None if all > LARGEST => format!("its files have {all} bytes in total, but a bundle can have {LARGEST}"),
        None if files.len() as u64 >= MOST_FILES => format!("it would have {} files", files.len()),
        None => return Ok(()),
    };
    Err(io::Error::other(format!("{why}. Zip the migration folder instead; once unpacked, it opens like a bundle")))
}

/// As much of the journal as was read, with a torn last line; all of it where it is damaged.
fn journal<'a>(folder: &'a Path, migration: &Migration) -> Source<'a> {
    let torn = migration.session.beyond.torn_bytes().unwrap_or_default();
    match migration.damage {
        Some(_) => Source::File(folder),
        None => Source::Journal(folder, migration.head.seq, torn as u64),
    }
}

/// Where a file of a bundle comes from.
enum Source<'a> {
    /// So many lines of the journal in a folder, and so many bytes after them: it may be written to meanwhile.
    Journal(&'a Path, u64, u64),
    /// The file of this name in a folder.
    File(&'a Path),
    /// A text.
    Text(&'a str),
}

impl Source<'_> {
    fn copy(&self, name: &str, out: &mut impl Write) -> io::Result<()> {
        // One more than is allowed: what is too large is said, and never cut.
        let limit = BundlePart::of(name).map_or(0, BundlePart::limit) + 1;
        match self {
            Self::Text(text) => out.write_all(text.as_bytes()),
            Self::File(folder) => io::copy(&mut opened(folder, name)?.take(limit), out).map(drop),
            Self::Journal(folder, lines, torn) => {
                let mut journal = BufReader::new(opened(folder, name)?);
                let mut line = Vec::new();
                for _ in 0..*lines {
                    line.clear();
                    journal.read_until(b'\n', &mut line)?;
                    out.write_all(&line)?;
                }
                io::copy(&mut journal.take(*torn), out).map(drop)
            }
        }
    }
}

fn opened(folder: &Path, name: &str) -> io::Result<File> {
    disk::open(&folder.join(name), File::options().read(true))
}

/// Texts that facts speak of, and that are still what was kept.
fn evidence<'a>(folder: &'a Path, facts: &[TimelineEntry], missing: &mut Vec<String>) -> Vec<(String, Source<'a>)> {
    let digests: BTreeSet<Digest> = facts.iter().filter_map(|fact| fact.evidence).collect();
    let shelf = EvidenceStore::of(folder);
    let mut found = Vec::new();
    for digest in digests {
        let names =
            [EvidenceForm::Text, EvidenceForm::Html].map(|form| format!("evidence/{}", form.file_name(&digest)));
        match names.into_iter().find(|name| folder.join(name).is_file()) {
            Some(name) if shelf.read(&digest).is_ok() => found.push((name, Source::File(folder))),
            Some(name) => missing.push(name),
            None => missing.push(format!("evidence/{digest}")),
        }
    }
    found
}

/// License files that facts speak of, and that are still what was kept.
fn licenses<'a>(
    folder: &'a Path,
    run: &Run,
    chronicle: &Chronicle,
    missing: &mut Vec<String>,
) -> Vec<(String, Source<'a>)> {
    let vault = Vault::of(folder);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for kept in &chronicle.kept {
        let environment: &str = run.described(kept.environment).id.as_str();
        let side: Side = kept.side;
        let name = vault_name(environment, side, &kept.file.sha256);
        let file_name = name.trim_start_matches("licenses/");
        let is_sound = vault.verify(file_name, &kept.file.sha256).is_ok();
        match seen.insert(name.clone()) {
            true if is_sound => found.push((name, Source::File(folder))),
            true => missing.push(name),
            false => {}
        }
    }
    found
}

/// A zip archive that is written.
struct Archive<'f> {
    zip: ZipArchiveWriter<Sealing<&'f mut File>>,
    /// The time of all of its files: that of the last record.
    at: UtcDateTime,
}

impl Archive<'_> {
    fn add(&mut self, name: &str, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let builder = self.zip.new_file(name).compression_method(CompressionMethod::DEFLATE);
        let builder = builder.last_modified(self.at).unix_permissions(0o644);
        let (mut entry, config) = builder.start().map_err(io::Error::other)?;
        let mut out = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
        fill(&mut out)?;
        let (encoder, end) = out.finish().map_err(io::Error::other)?;
        encoder.finish()?;
        entry.finish(end).map_err(io::Error::other).map(drop)
    }
}
