//! What is sent: the journal, and what is known of a migration besides; to bytes and back.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    fault::Refused,
    lines::{pack, unpack},
};
use crate::{
    domain::{
        digest::Digest,
        infrastructure::{EnvironmentId, Side},
    },
    journal::Head,
};

/// A migration as it is sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Situation {
    /// What is known besides.
    pub about: About,
    /// The journal's lines, as they are; the last one may be torn.
    pub journal: Vec<u8>,
    /// The edition, where it is not a bundled one: made small for somebody who has the one that it is like.
    pub edition: Option<Vec<u8>>,
    /// Texts of evidence.
    pub evidence: Vec<Evidence>,
}

/// What is known of a migration besides its journal. Keys that are not known here are ignored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// The version of acmove that made the situation.
    pub acmove: String,
    /// When it was made.
    pub made: Timestamp,
    /// The name of the migration.
    pub migration: String,
    /// Whether it is a rehearsal.
    pub rehearsal: bool,
    /// How many records are sent.
    pub records: u64,
    /// The hash of the last of them.
    pub head: Digest,
    /// The digest of the edition.
    pub edition: Digest,
    /// The digest of the bundled edition that it is like, where it is not a bundled one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<Digest>,
    /// What follows the last record that is sent, where the journal is not whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Follows>,
    /// What was found in the vault. `None`: nobody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vault: Option<VaultSeen>,
    /// What the operator's screen shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<serde_json::Value>,
}

/// What follows the records that are sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Follows {
    /// Damage: nothing proves what is behind it.
    Damage {
        /// The damage, in words.
        what: String,
        /// How many lines behind it are whole by themselves.
        whole: usize,
    },
    /// A record that does not fit the ones before it.
    Misfit {
        /// Why not, in words.
        what: String,
        /// How many lines from it on are whole by themselves.
        whole: usize,
    },
    /// A record of a newer acmove.
    Newer {
        /// Its type.
        kind: String,
        /// Who wrote it, in words.
        by: String,
    },
}

/// What was found in a vault: every file in use is what was kept, but for these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VaultSeen {
    /// When somebody looked.
    pub at: Timestamp,
    /// The exceptions.
    pub except: Vec<Seen>,
}

/// A license file that is not what was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Whose.
    pub environment: EnvironmentId,
    /// Of which code.
    pub side: Side,
    /// What was found, in the word of a bundle's manifest. `None`: nobody looked.
    pub found: Option<String>,
}

/// A text of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its digest.
    pub sha256: Digest,
    /// Whether it is a saved page.
    pub is_html: bool,
    /// The text, as it was kept.
    pub bytes: Vec<u8>,
}

/// What is known, and how long the parts behind the records are.
#[derive(Serialize, Deserialize)]
struct Sent {
    #[serde(flatten)]
    about: About,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    torn: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    edition_text: Option<usize>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<(Digest, bool, usize)>,
}

const CHANGED: Refused = Refused::Changed("its content cannot be read");

impl Situation {
    /// The hash of the first record: it tells migrations apart.
    pub(super) fn first(&self) -> Digest {
        let line = self.journal.split(|byte| *byte == b'\n').next().unwrap_or_default();
        crate::journal::unsealed(line, Head::NONE).map_or(Digest::ZERO, |(_, head)| head.hash)
    }

    /// As bytes: what is known, a line for each record, and whatever else goes along.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, Refused> {
        let (mut head, mut latest, mut packed) = (Head::NONE, 0, Vec::new());
        let mut rest = self.journal.as_slice();
        while head.seq < self.about.records {
            let end = rest.iter().position(|byte| *byte == b'\n').ok_or(CHANGED)?;
            head = pack(&mut packed, &rest[..end], head, &mut latest).ok_or(CHANGED)?;
            rest = &rest[end + 1..];
        }
        let sent = Sent {
            about: self.about.clone(),
            torn: (!rest.is_empty()).then_some(rest.len()),
            edition_text: self.edition.as_ref().map(Vec::len),
            evidence: self.evidence.iter().map(|text| (text.sha256, text.is_html, text.bytes.len())).collect(),
        };
        let mut bytes = serde_json::to_vec(&sent).map_err(|_| CHANGED)?;
        bytes.push(b'\n');
        bytes.append(&mut packed);
        bytes.extend(rest);
        bytes.extend(self.edition.iter().flatten());
        bytes.extend(self.evidence.iter().flat_map(|text| &text.bytes));
        Ok(bytes)
    }

    /// What was sent: only what comes out as it was.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, Refused> {
        let end = bytes.iter().position(|byte| *byte == b'\n').ok_or(CHANGED)?;
        let sent: Sent = serde_json::from_slice(&bytes[..end]).map_err(|_| CHANGED)?;
        let mut rest = &bytes[end + 1..];
        let mut ends = rest.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let last = usize::try_from(sent.about.records).ok().and_then(|records| records.checked_sub(1));
        let end = ends.nth(last.ok_or(CHANGED)?).ok_or(CHANGED)?;
        let mut take = |length: usize| {
            let (taken, left) = rest.split_at_checked(length).ok_or(CHANGED)?;
            rest = left;
            Ok::<_, Refused>(taken)
        };
        let mut journal = unpack(take(end)?, sent.about.records, sent.about.head)?;
        journal.extend(take(sent.torn.unwrap_or(0))?);
        let edition = sent.edition_text.map(&mut take).transpose()?.map(<[u8]>::to_vec);
        let mut evidence = Vec::new();
        for (sha256, is_html, length) in sent.evidence {
            let bytes = take(length)?.to_vec();
            if Digest::of(&bytes) != sha256 {
                return Err(CHANGED);
            }
            evidence.push(Evidence { sha256, is_html, bytes });
        }
        Ok(Self { about: sent.about, journal, edition, evidence })
    }
}
