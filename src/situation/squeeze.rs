//! Bytes made small, with a dictionary that both sides have: a line of each kind of fact. A deflate stream begins with it, and
//! that beginning is not sent.

use std::io::{self, Read as _, Write as _};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};

use super::fault::Refused;

/// What both sides have. The format's version names it: it is never edited once it was released.
pub const DICTIONARY: &str = include_str!("../../assets/situation/dictionary-1.txt");

/// The most that comes out of a text, in bytes.
const LARGEST: u64 = 64 << 20;

/// The most of a block that is stored as it is.
const BLOCK: usize = 0xffff;

/// Makes bytes small.
pub(super) fn squeezed(bytes: &[u8]) -> Result<Vec<u8>, Refused> {
    if bytes.len() as u64 > LARGEST {
        return Err(Refused::TooLarge);
    }
    // Memory takes everything: there is no error of it.
    deflated(bytes).map_err(|_| Refused::TooLarge)
}

fn deflated(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(DICTIONARY.as_bytes())?;
    encoder.flush()?;
    let known = encoder.get_ref().len();
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.split_off(known))
}

/// The bytes that were made small.
pub(super) fn unsqueezed(small: &[u8]) -> Result<Vec<u8>, Refused> {
    let mut known = Vec::with_capacity(DICTIONARY.len() + 16);
    for block in DICTIONARY.as_bytes().chunks(BLOCK) {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        known.push(0);
        known.extend(length.to_le_bytes());
        known.extend((!length).to_le_bytes());
        known.extend(block);
    }
    let mut bytes = Vec::new();
    let most = DICTIONARY.len() as u64 + LARGEST + 1;
    let read = DeflateDecoder::new(known.as_slice().chain(small)).take(most).read_to_end(&mut bytes);
    read.map_err(|_| Refused::Changed("it cannot be unpacked"))?;
    if bytes.len() as u64 == most {
        return Err(Refused::TooLarge);
    }
    Ok(bytes.split_off(DICTIONARY.len().min(bytes.len())))
}
