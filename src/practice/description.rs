//! Writes the `infrastructure.toml` of a practice infrastructure as an operator would, with its addresses filled in.

use std::fmt::Write as _;

use serde::Serialize;

use super::{
    scenario::{self, Scenario},
    world::World,
};

/// The environment variable that a rehearsal names for LifeTime's token.
pub const TOKEN_VARIABLE: &str = "ACMOVE_PRACTICE_TOKEN";

/// LifeTime's token, as far as a made-up infrastructure has one: any token is taken.
pub const TOKEN: &str = "p7-token-of-a-rehearsal";

/// Where everything is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Addresses {
    /// Always true: nothing here is real.
    pub practice: bool,
    /// The title of the scenario: the events in it.
    pub scenario: String,
    /// The lesson of the scenario.
    pub teaches: String,
    /// The page that lists all addresses, and the events that can be caused.
    pub index: String,
    /// The Licensing Portal.
    pub portal: String,
    /// Support.
    pub support: String,
    /// The base address of LifeTime, with its API below.
    pub lifetime: String,
    /// A token for the API.
    pub lifetime_token: String,
    /// The code moved from.
    pub source: String,
    /// The code moved to.
    pub target: String,
    /// The environments.
    pub environments: Vec<SiteDescription>,
    /// The program that stands in for the vendor's tools: this one.
    #[serde(skip)]
    pub program: Option<String>,
}

/// Where an environment is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SiteDescription {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its role.
    pub role: String,
    /// Its serial number at the beginning.
    pub serial: String,
    /// Its Service Center.
    pub service_center: String,
}

impl Addresses {
    /// The addresses below a base such as `http://127.0.0.1:4711`.
    pub fn of(world: &World, base: &str) -> Self {
        let scenario = world.scenario();
        let site = |site: &scenario::Site| SiteDescription {
            id: site.id.to_string(),
            name: site.name.clone(),
            role: site.role.word().to_owned(),
            serial: site.serial.to_string(),
            service_center: format!("{base}/{}/ServiceCenter", site.id),
        };
        Self {
            practice: true,
            scenario: scenario.title.clone(),
            teaches: scenario.teaches.clone(),
            index: format!("{base}/"),
            portal: format!("{base}/portal"),
            support: format!("{base}/support"),
            lifetime: base.to_owned(),
            lifetime_token: TOKEN.to_owned(),
            source: scenario.source.to_string(),
            target: scenario.target.to_string(),
            environments: scenario.sites.iter().map(site).collect(),
            program: None,
        }
    }
}

/// The `infrastructure.toml` of a rehearsal.
pub fn description(scenario: &Scenario, procedure: &str, addresses: &Addresses) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut text =
        String::from("# REHEARSAL: a practice infrastructure of acmove. None of it is real.\nrehearsal = true\n");
    for (key, value) in [
        ("name", scenario.name.as_str()),
        ("procedure", procedure),
        ("source", scenario.source.as_str()),
        ("target", scenario.target.as_str()),
        ("module", &scenario.module),
        ("portal", &addresses.portal),
        ("support", &addresses.support),
    ] {
        let _ = writeln!(text, "{key} = {}", quoted(value));
    }
    let _ =
        writeln!(text, "\n[lifetime]\nurl = {}\ntoken_env = {}", quoted(&addresses.lifetime), quoted(TOKEN_VARIABLE));
    for site in &addresses.environments {
        let _ = writeln!(text, "\n[[environment]]");
        for (key, value) in [
            ("id", &site.id),
            ("name", &site.name),
            ("role", &site.role),
            ("service_center", &site.service_center),
            ("serial", &site.serial),
        ] {
            let _ = writeln!(text, "{key} = {}", quoted(value));
        }
        let program = addresses.program.as_deref().filter(|_| scenario.commands);
        if let Some(program) = program {
            text += &commands(program, site, &scenario.module);
        }
    }
    text
}

/// The commands of an environment: this program stands in for the vendor's tools. Nobody is asked for a password there.
fn commands(program: &str, site: &SiteDescription, module: &str) -> String {
    let list = |words: &[&str]| {
        let before = [program, "practice-tool", "--at", &site.service_center];
        let words = before.iter().chain(words).map(|word| toml::Value::String((*word).to_owned()));
        toml::Value::Array(words.collect()).to_string()
    };
    format!(
        "[environment.commands]\nupload_license = {}\nget_serial = {}\npublish = {}\npackage = {}\n",
        list(&["ConfigurationTool.com", "/UploadLicense", "{license}", "practice", "practice"]),
        list(&["ConfigurationTool.com", "/GetSerial"]),
        list(&["OSPTool.com", "/Publish", "{package}", "practice", "practice", "practice"]),
        toml::Value::String(format!("{module}.osp")),
    )
}
