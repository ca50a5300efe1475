//! The kind of a file that is offered as a license file. The format of license files is not public: only what is surely
//! something else is told apart.

/// The fewest bytes of a license file: it names its serial number, which has as many letters and digits.
pub const SMALLEST_LICENSE: usize = 24;

/// The kind of a file, by its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FileKind {
    /// Nothing tells that it is no license file.
    #[default]
    Unknown,
    /// A web page, saved in place of the download.
    WebPage,
    /// A PDF document.
    Pdf,
    /// An archive.
    Archive,
    /// A picture.
    Picture,
    /// A document of Office, or a message of Outlook.
    Office,
    /// A program.
    Program,
    /// Blanks, line breaks or zeros alone.
    Blank,
    /// Fewer bytes than a serial number has.
    Tiny,
}

impl FileKind {
    /// What it is, in words; `None` where it may be a license file.
    pub const fn words(self) -> Option<&'static str> {
        match self {
            Self::Unknown => None,
            Self::WebPage => Some("is a web page, not a license file; the portal probably asked for a login"),
            Self::Pdf => Some("is a PDF document, not a license file"),
            Self::Archive => Some("is an archive, not a license file"),
            Self::Picture => Some("is a picture, not a license file"),
            Self::Office => Some("is an Office document or a saved message, not a license file"),
            Self::Program => Some("is a program, not a license file"),
            Self::Blank => Some("has only blanks in it, so it is not a license file"),
            Self::Tiny => Some("is shorter than a serial number, so it is not a license file"),
        }
    }

    /// What to do about it.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::WebPage => "Log in and download the file again.",
            Self::Archive => "Unpack it and select the .lic file that is in it.",
            Self::Office => "If the license file is attached to it, save the attachment and select that file.",
            Self::Unknown | Self::Pdf | Self::Picture | Self::Program => "Select the file that ends in .lic.",
            Self::Blank | Self::Tiny => "Download the license file again.",
        }
    }
}
