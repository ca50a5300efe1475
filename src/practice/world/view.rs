//! The data of pages, as the templates take it: nothing is decided here.

use serde::Serialize;

/// The Licensing page of an environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Licensing {
    /// The statement about the license as a whole, with a mark for good or bad.
    pub banner: String,
    /// Whether the license is valid for this server.
    pub is_valid: bool,
    /// Whether it was issued for another server.
    pub is_of_other: bool,
    /// *Organization Name*.
    pub organization: String,
    /// *License Type*.
    pub license_type: String,
    /// *Activation Code*.
    pub code: String,
    /// *Serial Number*: that of the server.
    pub serial: String,
    /// *End Date*.
    pub end_date: String,
    /// The features whose names hold what was filtered for.
    pub features: Vec<Feature>,
}

/// The page of `ActivationCodeCheck` of an environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeCheck {
    /// *Environment Activation code*.
    pub code: String,
    /// How many modules there are.
    pub total: u32,
    /// How many of them are of another code.
    pub count: u32,
    /// Their names.
    pub foreign: Vec<String>,
    /// That code.
    pub foreign_code: &'static str,
    /// Whether protected modules are present, and the wizard was not started yet.
    pub is_protected: bool,
}

/// A row of the features.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Feature {
    /// Its name.
    pub name: &'static str,
    /// Its description.
    pub description: &'static str,
    /// Column *Limit*.
    pub limit: String,
    /// Column *Usage*.
    pub usage: String,
}

/// A module of an environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// The application that it belongs to.
    pub application: String,
    /// When it was published last, and by whom.
    pub last_published: String,
    /// Its versions, the latest first.
    pub versions: Vec<Version>,
}

/// A version of a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Its number.
    pub number: u32,
    /// When it was uploaded, and by whom.
    pub uploaded: String,
    /// Whether it is the published one.
    pub is_published: bool,
}

/// A publish, under way or over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Publishing {
    /// The module.
    pub module: String,
    /// Its version.
    pub version: u32,
    /// The message at its end; `None` while it is under way.
    pub message: Option<String>,
    /// Whether it was published.
    pub success: bool,
    /// Whether another version than the published one was chosen.
    pub was_other: bool,
}

/// A row of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PortalRow {
    /// The portal's name for it.
    pub name: String,
    /// Its purpose.
    pub purpose: String,
    /// The serial number, or that none is registered.
    pub serial: Option<String>,
}

/// A deployment plan, as LifeTime's page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanRow {
    /// Its key.
    pub key: String,
    /// From where.
    pub from: String,
    /// To where.
    pub to: String,
    /// When it was created.
    pub created: String,
    /// Its status.
    pub status: &'static str,
    /// The possible acts: each as in its address, and as on its button.
    pub can: Vec<(&'static str, &'static str)>,
}
