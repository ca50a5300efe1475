//! Digests of what is packed: of each file, and of the archive as a whole. The whole one is the end of the archive's comment:
//! no bit of it can be flipped unnoticed, in its lists and sizes neither.

use std::{
    fs::File,
    io::{self, Read as _, Seek as _, SeekFrom, Write},
};

use sha2::{Digest as _, Sha256};

use crate::domain::digest::Digest;

/// What the archive's comment begins with; the digest of everything before it follows, in hexadecimal.
const PREFIX: &[u8] = b"acmove bundle, SHA-256 of all before: ";

/// Length of a digest in hexadecimal.
const DIGITS: usize = 64;

/// Counts and digests what goes through it.
pub(super) struct Seal<W> {
    out: W,
    hasher: Sha256,
    pub(super) bytes: u64,
}

impl<W: Write> Seal<W> {
    pub(super) fn of(out: W) -> Self {
        Self { out, hasher: Sha256::new(), bytes: 0 }
    }

    pub(super) fn digest(self) -> Digest {
        Digest::from(<[u8; 32]>::from(self.hasher.finalize()))
    }
}

impl<W: Write> Write for Seal<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes an archive whose comment is [`sealed_comment`], and puts the digest in its place. It never goes back: a pipe may be
/// written to.
pub(super) struct Sealing<W> {
    out: Seal<W>,
    /// The last bytes, which may be the place of the digest.
    held: Vec<u8>,
}

/// The comment of an archive that is sealed, without its digest.
pub(super) fn sealed_comment() -> Vec<u8> {
    [PREFIX, &[b'0'; DIGITS]].concat()
}

impl<W: Write> Sealing<W> {
    pub(super) fn of(out: W) -> Self {
        Self { out: Seal::of(out), held: Vec::new() }
    }

    /// Writes the digest of everything before it.
    pub(super) fn close(self) -> io::Result<()> {
        let Seal { mut out, hasher, bytes } = self.out;
        let digest = Seal { out: io::sink(), hasher, bytes }.digest();
        out.write_all(digest.to_string().as_bytes())?;
        out.flush()
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        let known = self.held.len().saturating_sub(DIGITS);
        self.out.write_all(&self.held[..known])?;
        self.held.drain(..known);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The seal of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sealed {
    /// It has none: an older acmove, or another program, put it together.
    No,
    /// Everything is as it was packed.
    Whole,
    /// Something is not.
    Broken,
}

impl Sealed {
    /// The seal of an archive; the file is read from its beginning.
    pub(super) fn of(file: &mut File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        let Some(end) = length.checked_sub((PREFIX.len() + DIGITS) as u64) else { return Ok(Self::No) };
        let mut comment = Vec::new();
        file.seek(SeekFrom::Start(end))?;
        file.read_to_end(&mut comment)?;
        let digits = comment.strip_prefix(PREFIX).and_then(|digits| str::from_utf8(digits).ok());
        let Some(told) = digits.and_then(|digits| digits.parse::<Digest>().ok()) else { return Ok(Self::No) };
        file.rewind()?;
        let mut seal = Seal::of(io::sink());
        io::copy(&mut file.take(length - DIGITS as u64), &mut seal)?;
        Ok(if seal.digest() == told { Self::Whole } else { Self::Broken })
    }
}
