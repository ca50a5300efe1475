//! Sentences of the Licensing page about the license as a whole, other than the one that says it is valid: what each means,
//! and what helps. How they are found is in `reading`.

use serde::{Deserialize, Serialize};

/// A sentence about the license that is not the good one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its meaning.
    pub meaning: NoticeMeaning,
    /// Its words, as printed.
    pub text: String,
}

/// The meaning of a sentence about the license, the worst first (documentation of the licensing errors and warnings).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeMeaning {
    /// It was issued for another server.
    OtherServer,
    /// The server's clock is or was wrong.
    Clock,
    /// The server has no license.
    NoLicense,
    /// The file was not installed.
    NotInstalled,
    /// It has expired.
    Expired,
    /// It has expired, or more is used than it allows: the page does not say which.
    ExpiredOrOverLimits,
    /// More is used than it allows, and licensed features stop.
    OverLimits,
    /// It does not cover a feature.
    NotLicensed,
    /// It is invalid, without one of the reasons above.
    Invalid,
    /// More is used than it should be; nothing stops yet.
    NearLimits,
    /// It expires soon.
    EndsSoon,
    /// The sentence is not known.
    Unknown,
}

impl NoticeMeaning {
    /// Whether it says by itself that the license is no good; otherwise a person has to decide.
    pub const fn is_against(self) -> bool {
        match self {
            Self::OtherServer
            | Self::Clock
            | Self::NoLicense
            | Self::NotInstalled
            | Self::Expired
            | Self::ExpiredOrOverLimits
            | Self::OverLimits
            | Self::NotLicensed
            | Self::Invalid => true,
            Self::NearLimits | Self::EndsSoon | Self::Unknown => false,
        }
    }

    /// The state of the license in a few words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OtherServer => "issued for another server",
            Self::Clock => "invalid because of the server's clock",
            Self::NoLicense => "no license found",
            Self::NotInstalled => "not installed",
            Self::Expired => "expired",
            Self::ExpiredOrOverLimits => "expired, or over its limits",
            Self::OverLimits => "over its limits",
            Self::NotLicensed => "does not cover a feature",
            Self::Invalid => "invalid",
            Self::NearLimits => "at its limits",
            Self::EndsSoon => "ends soon",
            Self::Unknown => "a sentence that is not known",
        }
    }

    /// What helps, in a sentence or two.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::OtherServer => {
                "A license is bound to one serial number: obtain the file for the serial number on this page. If the serial number changed (a restarted or moved server), record that first."
            }
            Self::Clock => {
                "Correct the clock of the server, restart the Deployment Controller, Deployment and Scheduler services, then check again. If nothing changes, upload the license again."
            }
            Self::NoLicense => "Upload the license file, then reload the page.",
            Self::NotInstalled => {
                "The server kept its previous license. Check that the file belongs to this environment, and upload it again."
            }
            Self::Expired => {
                "Obtain a license with an End Date in the future. If the portal offers the same license, ask Support."
            }
            Self::ExpiredOrOverLimits => {
                "Check End Date, and the features whose Usage is above Limit. Then ask Support for a license that covers both."
            }
            Self::OverLimits => {
                "Check which features have a Usage above Limit. Ask Support to raise the limits, or reduce the usage."
            }
            Self::NotLicensed => "Ask Support to add the feature to the license, then obtain the file again.",
            Self::Invalid => {
                "Check that the file belongs to this environment, and upload it again. If that does not help, ask Support."
            }
            Self::NearLimits => {
                "Everything still works. Compare Limit and Usage with the previous license, and decide."
            }
            Self::EndsSoon => "The license works until its End Date. Compare it with the previous license, and decide.",
            Self::Unknown => "Read the sentence on the page, ask Support if it is unclear, and decide.",
        }
    }
}
