//! Bytes made small for somebody who has a text already: a deflate stream begins with it, and that beginning is not sent. For the
//! journal it is a dictionary, a line of each kind of fact.

use std::io::{self, Read as _, Write as _};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};

use super::fault::Refused;

/// What both sides have. The format's version names it: it is never edited once it was released.
pub const DICTIONARY: &str = include_str!("../../assets/situation/dictionary-1.txt");

/// The most that comes out of a text, in bytes.
const LARGEST: u64 = 64 << 20;

/// The most of a block that is stored as it is.
const BLOCK: usize = 0xffff;

/// Makes bytes small for somebody who has this text.
///
/// # Errors
/// When there are too many.
pub fn squeezed(known: &str, bytes: &[u8]) -> Result<Vec<u8>, Refused> {
    if bytes.len() as u64 > LARGEST {
        return Err(Refused::TooLarge);
    }
    // Memory takes everything: there is no error of it.
    deflated(known, bytes).map_err(|_| Refused::TooLarge)
}

fn deflated(known: &str, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(known.as_bytes())?;
    encoder.flush()?;
    let begun = encoder.get_ref().len();
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.split_off(begun))
}

/// The bytes that were made small for somebody who has this text.
///
/// # Errors
/// When they were not, or there are too many.
pub fn unsqueezed(known: &str, small: &[u8]) -> Result<Vec<u8>, Refused> {
    let mut begun = Vec::with_capacity(known.len() + 16);
    for block in known.as_bytes().chunks(BLOCK) {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        begun.push(0);
        begun.extend(length.to_le_bytes());
        begun.extend((!length).to_le_bytes());
        begun.extend(block);
    }
    let mut bytes = Vec::new();
    let most = known.len() as u64 + LARGEST + 1;
    let read = DeflateDecoder::new(begun.as_slice().chain(small)).take(most).read_to_end(&mut bytes);
    read.map_err(|_| Refused::Changed("it cannot be unpacked"))?;
    if bytes.len() as u64 == most {
        return Err(Refused::TooLarge);
    }
    Ok(bytes.split_off(known.len().min(bytes.len())))
}
