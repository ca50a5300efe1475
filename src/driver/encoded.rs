//! A line that a program has printed, as text: programs do not say what they write in.

use oem_cp::code_table::DECODING_TABLE_CP_MAP;

/// Up to here, the upper bytes of UTF-16 belong to the letters of most alphabets, and are nothing that stands in a text.
const ALPHABETS: u8 = 6;

/// The code pages that programs may write in, and how they are read: where none is, no table of them is linked.
#[derive(Debug)]
pub struct CodePages {
    pages: Vec<u16>,
    decode: fn(u16, &[u8]) -> Option<String>,
}

impl CodePages {
    /// These, the likeliest first.
    pub const fn of(pages: Vec<u16>) -> Self {
        Self { pages, decode }
    }

    fn readings(&self, line: &[u8]) -> impl Iterator<Item = String> {
        self.pages.iter().filter_map(|page| (self.decode)(*page, line))
    }
}

/// The ways to read a line, the likeliest first; `code_pages` are those that programs here may write in.
pub(super) fn readings(line: &[u8], code_pages: Option<&CodePages>) -> Vec<String> {
    let plain = match std::str::from_utf8(line) {
        // Where the line was cut, a character may be cut too.
        Err(error) if error.error_len().is_some() => None,
        Ok(_) | Err(_) => Some(String::from_utf8_lossy(line).into_owned()),
    };
    let others = code_pages.filter(|_| plain.is_none()).into_iter().flat_map(|pages| pages.readings(line));
    let all = utf16(line).into_iter().chain(plain.clone()).chain(others);
    all.chain(plain.is_none().then(|| String::from_utf8_lossy(line).into_owned())).collect()
}

/// A line as UTF-16, where it looks like that: of the end of the line before, its second byte is left.
fn utf16(line: &[u8]) -> Option<String> {
    let line = line.strip_prefix(&[0]).unwrap_or(line);
    let (units, rest) = line.strip_prefix(&[0xff, 0xfe]).unwrap_or(line).as_chunks::<2>();
    let count = |is: fn(u8) -> bool| units.iter().filter(|[_, upper]| is(*upper)).count();
    let looks_so = 2 * count(|upper| upper == 0) > units.len() || count(|upper| upper <= ALPHABETS) == units.len();
    let is_text = rest.is_empty() && !units.is_empty() && looks_so;
    is_text.then(|| String::from_utf16_lossy(&units.iter().map(|unit| u16::from_le_bytes(*unit)).collect::<Vec<_>>()))
}

/// Bytes of a code page, where that is known.
fn decode(code_page: u16, bytes: &[u8]) -> Option<String> {
    if let Some(table) = DECODING_TABLE_CP_MAP.get(&code_page) {
        return Some(table.decode_string_lossy(bytes));
    }
    Some(codepage::to_encoding_no_replacement(code_page)?.decode_without_bom_handling(bytes).0.into_owned())
}
