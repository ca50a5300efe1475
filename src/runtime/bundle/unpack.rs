//! Unpacking a bundle from anywhere: every name is known, every size has a limit, every digest is compared, and what comes
//! of it is read only.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::{self, BufReader, Read, Write},
    path::Path,
};

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, FileReader, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveEntryWayfinder};

use super::{
    fault::BundleError,
    manifest::{BundlePart, FORMAT, JOURNAL, LARGEST, MOST_FILES, Manifest, Packed},
    place::Place,
    seal::{Seal, Sealed},
    unpacked::{Unpacked, is_whole},
};
use crate::{
    journal::{cause::told, disk},
    runtime::folder::{self, MANIFEST, PROCEDURE},
};

/// A file in the archive.
struct Entry {
    part: BundlePart,
    is_deflated: bool,
    place: ZipArchiveEntryWayfinder,
}

/// An archive whose directory was read.
struct Archive<'f> {
    file: &'f Path,
    zip: ZipArchive<FileReader>,
    entries: BTreeMap<String, Entry>,
}

/// Unpacks a bundle.
///
/// # Errors
/// When it is something else, was made to do harm, or is not what was packed; nothing of it is left then.
pub fn unpack(file: &Path) -> Result<Unpacked, BundleError> {
    unpacked(file, false)
}

/// The same with its license files, which somebody needs who continues with it.
///
/// # Errors
/// As for one that is only looked at.
pub fn unpack_to_continue(file: &Path) -> Result<Unpacked, BundleError> {
    unpacked(file, true)
}

fn unpacked(file: &Path, to_continue: bool) -> Result<Unpacked, BundleError> {
    let archive = Archive::open(file)?;
    let manifest = archive.manifest()?;
    let disk = |error: io::Error| BundleError::Disk { file: file.to_owned(), why: told(&error) };
    let folder = Place::new().map_err(disk)?;
    let mut all: u64 = 0;
    for packed in &manifest.files {
        all = packed.bytes.saturating_add(all);
        if all > LARGEST {
            return Err(archive.refused("its files would be larger than 512 MiB"));
        }
        archive.unpack(packed, folder.path(), to_continue)?;
    }
    is_whole(file, folder.path(), &manifest)?;
    Ok(Unpacked::temporary(folder, manifest))
}

impl<'f> Archive<'f> {
    fn open(file: &'f Path) -> Result<Self, BundleError> {
        let refusing = |error: io::Error| BundleError::Disk { file: file.to_owned(), why: told(&error) };
        let refused = |why: &str| BundleError::Refused { file: file.to_owned(), why: why.to_owned() };
        let mut opened = disk::open(file, File::options().read(true)).map_err(refusing)?;
        let metadata = opened.metadata().map_err(refusing)?;
        if !metadata.is_file() || metadata.len() > LARGEST {
            return Err(refused("it is not a file of at most 512 MiB"));
        }
        let sealed = Sealed::of(&mut opened).map_err(refusing)?;
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let zip =
            ZipArchive::from_file(opened, &mut buffer).map_err(|_| refused("it is not a complete ZIP archive"))?;
        let mut archive = Self { file, zip, entries: BTreeMap::new() };
        archive.is_as_sealed(sealed, metadata.len())?;
        archive.entries = archive.directory(&mut buffer)?;
        Ok(archive)
    }

    /// Nothing was changed since it was packed, as far as it has a seal; without one it has no comment, and nothing follows it.
    fn is_as_sealed(&self, sealed: Sealed, length: u64) -> Result<(), BundleError> {
        match sealed {
            Sealed::Whole => Ok(()),
            Sealed::No if self.zip.comment().remaining() == 0 && self.zip.end_offset() == length => Ok(()),
            Sealed::No => Err(self.damaged("its end is missing")),
            Sealed::Broken => Err(self.damaged("its content does not match its SHA-256")),
        }
    }

    fn refused(&self, why: impl Into<String>) -> BundleError {
        BundleError::Refused { file: self.file.to_owned(), why: why.into() }
    }

    fn disk(&self, error: &io::Error) -> BundleError {
        BundleError::Disk { file: self.file.to_owned(), why: format!("it cannot be unpacked: {}", told(error)) }
    }

    fn damaged(&self, why: impl Into<String>) -> BundleError {
        BundleError::Damaged { file: self.file.to_owned(), why: why.into() }
    }

    /// The files of the archive, by their names; the first that does not belong there is told.
    fn directory(&self, buffer: &mut [u8]) -> Result<BTreeMap<String, Entry>, BundleError> {
        if self.zip.entries_hint() > MOST_FILES {
            return Err(self.refused(format!("it has more than {MOST_FILES} files")));
        }
        let (mut entries, mut found, mut seen) = (self.zip.entries(buffer), BTreeMap::new(), 0);
        let mut stranger = None;
        loop {
            let entry = match entries.next_entry() {
                Ok(Some(entry)) => entry,
                Ok(None) => break,
                Err(error) => return Err(self.damaged(format!("its list of files cannot be read ({error})"))),
            };
            seen += 1;
            if seen > MOST_FILES {
                return Err(self.refused(format!("it has more than {MOST_FILES} files")));
            }
            let raw = entry.file_path();
            let name = String::from_utf8_lossy(raw.as_bytes()).into_owned();
            if matches!(name.as_str(), "evidence/" | "licenses/") {
                continue;
            }
            let Some(part) = BundlePart::of(&name) else {
                stranger.get_or_insert(name);
                continue;
            };
            let is_deflated = match entry.compression_method() {
                CompressionMethod::DEFLATE => true,
                CompressionMethod::STORE => false,
                _ => return Err(self.refused(format!("{name} uses a compression that acmove does not support"))),
            };
            if entry.flags().is_encrypted() || entry.mode().is_symlink() {
                return Err(self.refused(format!("{name} is encrypted, or a link")));
            }
            if entry.uncompressed_size_hint() > part.limit() {
                return Err(self.refused(format!("{name} would be larger than {} bytes", part.limit())));
            }
            let entry = Entry { part, is_deflated, place: entry.wayfinder() };
            if found.insert(name.clone(), entry).is_some() {
                return Err(self.refused(format!("it contains {name} twice")));
            }
        }
        if !found.contains_key(MANIFEST) {
            let folder = "If it is a zipped migration folder, unpack it and name that folder";
            return Err(self.refused(format!("it contains no {MANIFEST}. {folder}")));
        }
        if let Some(stranger) = stranger {
            return Err(self.refused(format!("{stranger:?} does not belong in a bundle")));
        }
        if seen != self.zip.entries_hint() {
            return Err(self.damaged("its number of files differs from its list"));
        }
        Ok(found)
    }

    /// Reads the manifest, and checks that the archive has exactly the files it lists, each of them once.
    fn manifest(&self) -> Result<Manifest, BundleError> {
        let mut text = Vec::new();
        self.copy(MANIFEST, &mut text)?;
        let manifest: Manifest = serde_json::from_slice(&text)
            .map_err(|error| self.refused(format!("its {MANIFEST} cannot be read ({error})")))?;
        if manifest.format != FORMAT {
            return Err(
                self.refused(format!("it has the format {:?}, but this acmove reads {FORMAT}", manifest.format))
            );
        }
        let is_strange = |(_, entry): &(&String, &Entry)| entry.part == BundlePart::HandOver && !manifest.hand_over;
        if let Some((stranger, _)) = self.entries.iter().find(is_strange) {
            return Err(self.refused(format!("{stranger:?} does not belong in a bundle")));
        }
        if manifest.files.len() + 1 != self.entries.len() {
            return Err(self.damaged("its files differ from its manifest"));
        }
        let names: BTreeSet<&str> = manifest.files.iter().map(|packed| packed.name.as_str()).collect();
        let told = manifest.missing.len().max(manifest.vault.as_ref().map_or(0, |vault| vault.files.len()));
        if names.len() != manifest.files.len() || told as u64 > MOST_FILES {
            return Err(self.refused(format!("its {MANIFEST} names a file twice, or too many files")));
        }
        match [JOURNAL, PROCEDURE].into_iter().find(|name| !names.contains(name)) {
            Some(missing) => Err(self.refused(format!("{missing} is missing in its {MANIFEST}"))),
            None => Ok(manifest),
        }
    }

    /// Copies what a file contains, up to what such a file may have at most.
    fn copy(&self, name: &str, out: &mut impl Write) -> Result<(), BundleError> {
        let entry = self.entries.get(name).ok_or_else(|| self.refused(format!("it contains no {name}")))?;
        let broken = |error: &dyn std::fmt::Display| self.damaged(format!("{name} cannot be unpacked ({error})"));
        let zipped = self.zip.get_entry(entry.place).map_err(|error| broken(&error))?;
        let raw = BufReader::new(zipped.reader());
        let plain: Box<dyn Read> = if entry.is_deflated { Box::new(DeflateDecoder::new(raw)) } else { Box::new(raw) };
        let limit = entry.part.limit();
        // Compares the checksum of the archive at the end of the file.
        let mut plain = zipped.verifying_reader(plain).take(limit + 1);
        let (mut buffer, mut copied) = (vec![0; 64 << 10], 0);
        loop {
            let count = plain.read(&mut buffer).map_err(|error| broken(&error))?;
            if count == 0 {
                return Ok(());
            }
            copied += count as u64;
            if copied > limit {
                return Err(self.refused(format!("{name} is larger than {limit} bytes")));
            }
            out.write_all(&buffer[..count]).map_err(|error| self.disk(&error))?;
        }
    }

    /// Unpacks a file, and compares it with what was packed.
    fn unpack(&self, packed: &Packed, folder: &Path, to_continue: bool) -> Result<(), BundleError> {
        let name = &packed.name;
        // Names of the archive are known to be harmless; one that only the manifest has is not looked at.
        if !self.entries.contains_key(name) {
            return Err(self.damaged(format!("{name:?} is in its manifest, but missing")));
        }
        // License files are compared, and left where they are: nobody who looks needs them.
        let out: Box<dyn Write> = if BundlePart::of(name) == Some(BundlePart::License) && !to_continue {
            Box::new(io::sink())
        } else {
            Box::new(new_file(&folder.join(name)).map_err(|error| self.disk(&error))?)
        };
        let mut seal = Seal::of(out);
        self.copy(name, &mut seal)?;
        if (seal.bytes, seal.digest()) != (packed.bytes, packed.sha256) {
            return Err(self.damaged(format!("the SHA-256 of {name} differs from its manifest")));
        }
        Ok(())
    }
}

/// A file that is not there yet, and the folder that it lies in.
fn new_file(path: &Path) -> io::Result<File> {
    fs::create_dir_all(folder::parent_of(path))?;
    File::create_new(path)
}
