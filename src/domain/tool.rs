//! Documented commands that do a step in an environment, as the operator configured them: lists of arguments with
//! placeholders, never a line for a shell. Secrets are named by the variables that hold them.

use serde::{Deserialize, Serialize};

/// The commands of an environment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tools {
    /// Uploads a license file: `ConfigurationTool.com /UploadLicense {license} {user} {password}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload_license: Option<Template>,
    /// Prints the serial number: `ConfigurationTool.com /GetSerial`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub get_serial: Option<Template>,
    /// Publishes a package: `OSPTool.com /Publish {package} {host} {user} {password}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish: Option<Template>,
    /// The package that is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
    /// The host that is published to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// Name of the environment variable that holds the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_env: Option<String>,
    /// Name of the environment variable that holds the password; never the password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password_env: Option<String>,
    /// How long a command may take, in seconds, where that is not the usual time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout_s: Option<u32>,
}

/// The arguments of a command, the program first; `{placeholders}` in them are filled in when it is run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Template(pub Vec<String>);

/// The purpose of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tool {
    /// Uploads a license file.
    UploadLicense,
    /// Prints the serial number of an installation.
    GetSerial,
    /// Publishes a package.
    Publish,
}

impl Tool {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::UploadLicense, Self::GetSerial, Self::Publish];

    /// The key of `infrastructure.toml`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::UploadLicense => "upload_license",
            Self::GetSerial => "get_serial",
            Self::Publish => "publish",
        }
    }

    /// The documented command (references of `ConfigurationTool` and `OSPTool`).
    pub const fn name(self) -> &'static str {
        match self {
            Self::UploadLicense => "ConfigurationTool /UploadLicense",
            Self::GetSerial => "ConfigurationTool /GetSerial",
            Self::Publish => "OSPTool /Publish",
        }
    }

    /// The placeholders that may be used.
    pub const fn placeholders(self) -> &'static [&'static str] {
        match self {
            Self::UploadLicense => &["license", "host", "user", "password"],
            Self::GetSerial => &["host", "user", "password"],
            Self::Publish => &["package", "host", "user", "password"],
        }
    }

    /// The placeholder without which it cannot do what the step is about, if there is one.
    pub const fn needs(self) -> Option<&'static str> {
        match self {
            Self::UploadLicense => Some("license"),
            Self::GetSerial => None,
            Self::Publish => Some("package"),
        }
    }

    /// How long it usually may take, in seconds. Older servers are slow to take a license in, and a publish takes its time.
    pub const fn usual_timeout(self) -> u32 {
        match self {
            Self::UploadLicense => 600,
            Self::GetSerial => 120,
            Self::Publish => 3600,
        }
    }
}

impl Tools {
    /// The command of a tool, where it is configured.
    pub const fn template(&self, tool: Tool) -> Option<&Template> {
        match tool {
            Tool::UploadLicense => self.upload_license.as_ref(),
            Tool::GetSerial => self.get_serial.as_ref(),
            Tool::Publish => self.publish.as_ref(),
        }
    }

    /// How long a tool may take, in seconds.
    pub fn timeout(&self, tool: Tool) -> u32 {
        self.timeout_s.unwrap_or_else(|| tool.usual_timeout())
    }
}

impl Template {
    /// The arguments with values in the place of placeholders. The values are not searched for placeholders again.
    pub fn fill(&self, value: impl Fn(&str) -> Option<String>) -> Vec<String> {
        self.0.iter().map(|argument| fill(argument, &value)).collect()
    }

    /// The placeholders in it.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|argument| spans(argument).map(|(from, to)| &argument[from + 1..to]))
    }

    /// The arguments in a line, as people read them; placeholders of secrets stay.
    pub fn line(&self, value: impl Fn(&str) -> Option<String>) -> String {
        let quoted = |argument: String| if argument.contains(' ') { format!("\"{argument}\"") } else { argument };
        self.fill(value).into_iter().map(quoted).collect::<Vec<_>>().join(" ")
    }
}

/// Where placeholders stand in a text: from their opening brace to their closing one.
fn spans(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    text.match_indices('{').filter_map(move |(from, _)| {
        let end = from + text[from..].find('}')?;
        let name = &text[from + 1..end];
        (!name.is_empty() && name.bytes().all(|c| c.is_ascii_lowercase())).then_some((from, end))
    })
}

fn fill(text: &str, value: &impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::new();
    let mut rest = 0;
    for (from, to) in spans(text) {
        if let Some(value) = value(&text[from + 1..to]) {
            filled.push_str(&text[rest..from]);
            filled.push_str(&value);
            rest = to + 1;
        }
    }
    filled + &text[rest..]
}

/// A process of a machine, told from every other one that had its number before or has it after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// Its number. It leads a session of its own, with everything that it starts.
    pub id: u32,
    /// When it was started, as its system counts that.
    pub start: String,
}

/// How a command came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "kebab-case")]
pub enum ToolEnd {
    /// It ended by itself.
    Exited {
        /// Its exit code; 0 is what good looks like.
        code: i32,
    },
    /// A signal ended it.
    Killed,
    /// It took too long, and was stopped with everything that it had started.
    TimedOut,
    /// A person stopped it.
    Cancelled,
    /// It could not be started.
    NotStarted,
}

impl ToolEnd {
    /// Whether it claims that all went well.
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Exited { code: 0 })
    }

    /// In words.
    pub fn words(self) -> String {
        match self {
            Self::Exited { code } => format!("ended with exit code {code}"),
            Self::Killed => "was ended by a signal".to_owned(),
            Self::TimedOut => "took too long and was stopped".to_owned(),
            Self::Cancelled => "was stopped by you".to_owned(),
            Self::NotStarted => "could not be started".to_owned(),
        }
    }
}
