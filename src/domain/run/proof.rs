//! What uploads have shown of license files: proved, disproved, or nothing yet.

use super::super::digest::Digest;

/// What is known of a license file beside that its bytes were kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// It was only kept.
    No,
    /// It was uploaded, and its page then showed the code that it is for.
    Yes,
    /// It was uploaded, and its page then showed another code.
    Disproved,
}

/// The license files of an environment that were uploaded, and what their pages showed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proofs {
    proved: Vec<Digest>,
    disproved: Vec<Disproved>,
    /// Those after whose upload the page showed what it had shown before.
    without_effect: Vec<Digest>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Disproved {
    file: Digest,
    /// Whether the page had shown another license before the upload: then it was this file that changed it. Else the upload may
    /// just not have been done.
    is_certain: bool,
}

impl Proof {
    /// The word of `status`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Yes => "yes",
            Self::Disproved => "disproved",
        }
    }
}

impl Proofs {
    /// What is known of a file.
    pub fn of(&self, file: Digest) -> Proof {
        if self.disproved.iter().any(|one| one.file == file) {
            Proof::Disproved
        } else if self.proved.contains(&file) {
            Proof::Yes
        } else {
            Proof::No
        }
    }

    /// Whether a file is surely not what it was given for, so that it need not be given again.
    pub fn is_surely_wrong(&self, file: Digest) -> bool {
        self.disproved.iter().any(|one| one.file == file && one.is_certain)
    }

    /// Whether an upload of a file had no effect before.
    pub fn had_no_effect(&self, file: Digest) -> bool {
        self.without_effect.contains(&file)
    }

    /// A page shows the code that the file is for. Where another license was seen after it had been installed, that is another
    /// one's doing.
    pub(super) fn prove(&mut self, file: Digest) {
        self.disproved.retain(|one| one.file != file || one.is_certain);
        self.proved.push(file);
    }

    pub(super) fn disprove(&mut self, file: Digest, is_certain: bool) {
        self.disproved.push(Disproved { file, is_certain });
    }

    pub(super) fn without_effect(&mut self, file: Digest) {
        self.without_effect.push(file);
    }

    /// Somebody has obtained a file again that was disproved: it is tried once more.
    pub(super) fn given_again(&mut self, file: Digest) {
        self.disproved.retain(|one| one.file != file);
    }
}
