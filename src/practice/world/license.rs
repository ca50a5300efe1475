//! License files of the practice infrastructure: sealed, bound to one code and one serial number, and good for nothing.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::{
    digest::Digest,
    identity::{ActivationCode, SerialNumber},
};

/// The content of a practice license.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct License {
    /// The code it was issued under.
    pub code: ActivationCode,
    /// The environment it was issued for.
    pub serial: SerialNumber,
    /// The value of *Intellectual Property* under it.
    pub property: String,
    /// Its last day; none: it never ends.
    pub ends: Option<Date>,
    /// Its *License Type*, where that is not the one of the environment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The sentence that its page shows instead of the good one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// Which issue of it this is: a corrected license is another file.
    pub issue: u32,
}

/// The beginning of all practice files.
const MARK: &[u8] = b"acmove practice";

/// So many bytes are looked at for the mark.
const BEGINNING: usize = 1024;

const FIRST_LINE: &str = "acmove practice license: it unlocks nothing";

/// Whether this is a practice license, or was one before somebody changed it or saved it in another encoding.
pub fn is_license(bytes: &[u8]) -> bool {
    // In UTF-16 every other byte of such a text is zero.
    let beginning: Vec<u8> = bytes.iter().take(BEGINNING).copied().filter(|byte| *byte != 0).collect();
    beginning.windows(MARK.len()).any(|part| part == MARK)
}

impl License {
    /// Its end as pages print it.
    pub fn end(&self) -> String {
        self.ends.map_or_else(|| "Never".to_owned(), |day| day.to_string())
    }

    /// The file.
    pub fn file(&self) -> String {
        let body = self.body();
        let seal = Digest::of(body.as_bytes());
        format!("{body}seal {seal}\n")
    }

    fn body(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n");
        let _ = writeln!(text, "code {}", self.code);
        let _ = writeln!(text, "serial {}", self.serial);
        let _ = writeln!(text, "intellectual-property {}", self.property);
        let _ = writeln!(text, "ends {}", self.end());
        for (key, value) in [("type", &self.kind), ("notice", &self.notice)] {
            let _ = value.as_ref().map(|value| writeln!(text, "{key} {value}"));
        }
        let _ = writeln!(text, "issue {}", self.issue);
        text
    }

    /// Reads a file; `None` if it is no license, or was changed.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (mut code, mut serial, mut property, mut ends, mut issue) = (None, None, None, None, None);
        let (mut kind, mut notice) = (None, None);
        for (key, value) in text.lines().skip(1).filter_map(|line| line.split_once(' ')) {
            match key {
                "code" => code = value.parse().ok(),
                "serial" => serial = value.parse().ok(),
                "intellectual-property" => property = Some(value.to_owned()),
                "ends" if value == "Never" => ends = Some(None),
                "ends" => ends = value.parse().ok().map(Some),
                "type" => kind = Some(value.to_owned()),
                "notice" => notice = Some(value.to_owned()),
                "issue" => issue = value.parse().ok(),
                _ => {}
            }
        }
        let license =
            Self { code: code?, serial: serial?, property: property?, ends: ends?, kind, notice, issue: issue? };
        (license.file() == text).then_some(license)
    }
}
