//! Which files may enter the vault.

use super::{
    super::{
        command::OfferedFile,
        event::{Event, KeptFile, Origin},
        identity::SerialNumber,
        index::{EnvIx, StepIx},
        infrastructure::{EnvironmentId, Side},
        procedure::StepKind,
        refusal::Refusal,
        run::{Course, EnvironmentRun, Evidence, Holding, Proof, Stage},
        text::one_line,
    },
    Judge,
    step::OpenStep,
};

/// The largest license file that is accepted, in bytes.
pub(crate) const LARGEST_LICENSE: u64 = 1024 * 1024;

impl Judge<'_> {
    pub(super) fn keep(&self, open: &OpenStep<'_>, file: &OfferedFile, origin: Origin) -> Result<Event, Refusal> {
        let (StepKind::Obtain { side, .. }, Some(environment)) = (open.kind, self.run.planned(open.step).environment)
        else {
            return Err(self.wrong(open));
        };
        let on_target = self.run.environment(environment).license.may_be_target();
        if *side == Side::Source && origin == Origin::ServiceCenter && on_target {
            return Err(Refusal::BackupIsTarget(self.name(environment)));
        }
        self.is_no_practice(file.is_practice)?;
        let name = one_line(&file.name);
        looks_like_a_license(&name, file)?;
        self.is_named_for(environment, &name)?;
        self.is_not_called_like_other(environment, &name)?;
        self.is_not_kept_elsewhere(environment, *side, &name, file)?;
        let file = KeptFile { name, sha256: file.sha256, bytes: file.bytes };
        let unseen = *side == Side::Source && origin == Origin::ServiceCenter && !self.is_seen_on_source(environment);
        Ok(Event::LicenseKept { step: open.id.clone(), attempt: open.attempt, file, origin, unseen })
    }

    /// Whether a page has shown that the installed license, which *Backup License* saves, is the one of AAA.
    fn is_seen_on_source(&self, environment: EnvIx) -> bool {
        self.run.environment(environment).license.holding == Holding::Side(Side::Source, Evidence::Verified)
    }

    /// The portal names its downloads by serial number.
    fn is_named_for(&self, environment: EnvIx, file: &str) -> Result<(), Refusal> {
        let Some(named) = SerialNumber::at_start_of(file) else { return Ok(()) };
        let owner = self.owner_of(&named).or_else(|| self.holder_of_files_named(&named));
        if let Some(other) = owner.filter(|other| *other != environment) {
            return Err(Refusal::NamedForOther {
                file: file.to_owned(),
                other: self.name(other),
                environment: self.name(environment),
            });
        }
        match &self.run.environment(environment).serial {
            Some(serial) if *serial != named => Err(Refusal::NamedForStranger {
                file: file.to_owned(),
                environment: self.name(environment),
                serial: serial.clone(),
            }),
            Some(_) | None => Ok(()),
        }
    }

    /// The environment that has kept a file named after a serial number.
    fn holder_of_files_named(&self, serial: &SerialNumber) -> Option<EnvIx> {
        let named = |known: &EnvironmentRun| {
            let kept = [Side::Source, Side::Target].into_iter().filter_map(|side| known.file(side));
            kept.filter_map(|file| SerialNumber::at_start_of(&file.name)).any(|named| named == *serial)
        };
        self.run.environments().iter().position(named).map(EnvIx::new)
    }

    /// Where the serial number was not known when a file was given, it is compared with the file's name as soon as it is.
    pub(super) fn is_kept_for(&self, environment: EnvIx, serial: Option<&SerialNumber>) -> Result<(), Refusal> {
        let Some(serial) = serial else { return Ok(()) };
        for side in [Side::Source, Side::Target] {
            let Some(file) = self.run.environment(environment).file(side) else { continue };
            if SerialNumber::at_start_of(&file.name).is_some_and(|named| named != *serial) {
                return Err(Refusal::KeptForOther {
                    file: file.name.clone(),
                    side: side.label(),
                    environment: self.name(environment),
                    serial: serial.clone(),
                });
            }
        }
        Ok(())
    }

    /// People name the files after environments, as today's edition of the article asks for (step 2 c).
    fn is_not_called_like_other(&self, environment: EnvIx, file: &str) -> Result<(), Refusal> {
        let beginning: String = file.chars().take(EnvironmentId::LONGEST).collect();
        let Ok(called) = EnvironmentId::from_name(&beginning) else { return Ok(()) };
        let called = called.as_str();
        let like = |environment: &EnvIx| {
            let described = self.run.described(*environment);
            let ids = [Some(&described.id), self.run.plan.name(*environment)].into_iter().flatten();
            ids.filter(|id| is_word_at_start(called, id.as_str())).map(|id| id.as_str().len()).max()
        };
        let longest = self.run.every_environment().filter_map(|other| Some((like(&other)?, other)));
        let longest = longest.max_by_key(|(length, other)| (*length, *other == environment));
        match longest {
            Some((_, other)) if other != environment => Err(Refusal::CalledLikeOther {
                file: file.to_owned(),
                other: self.name(other),
                environment: self.name(environment),
            }),
            Some(_) | None => Ok(()),
        }
    }

    /// The environment that has a serial number.
    pub(super) fn owner_of(&self, serial: &SerialNumber) -> Option<EnvIx> {
        self.run.environments().iter().position(|known| known.serial.as_ref() == Some(serial)).map(EnvIx::new)
    }

    /// Whether a person wants the license of a side obtained again, and it was not so far.
    fn is_obtained_again(&self, environment: EnvIx, side: Side) -> bool {
        let is_obtain = |step: &&StepIx| matches!(self.run.definition(**step).kind, StepKind::Obtain { side: of, .. } if of == side);
        let obtain = self.run.plan.steps_of(Some(environment)).iter().find(is_obtain);
        obtain.is_some_and(|obtain| self.run.mark(*obtain).stage == Stage::Reopened)
    }

    /// A license is bound to one serial number and one code: the same bytes cannot serve twice.
    fn is_not_kept_elsewhere(
        &self,
        environment: EnvIx,
        side: Side,
        name: &str,
        file: &OfferedFile,
    ) -> Result<(), Refusal> {
        for (other, known) in self.run.every_environment().zip(self.run.environments()) {
            // What was disproved is not the license that it was given as: it may be the other one.
            let is_one =
                |kept: &KeptFile| kept.sha256 == file.sha256 && known.proofs.of(kept.sha256) != Proof::Disproved;
            // Another environment that is to obtain its license again may have been given the wrong one.
            let is_free = |side: Side| other != environment && self.is_obtained_again(other, side);
            let holds = |side: &Side| known.file(*side).is_some_and(is_one) && !is_free(*side);
            for kept in [Side::Source, Side::Target].into_iter().filter(holds) {
                if other != environment {
                    return Err(Refusal::SameAsOther {
                        file: name.to_owned(),
                        other: self.name(other),
                        environment: self.name(environment),
                    });
                }
                if kept != side {
                    return Err(Refusal::SameAsOtherSide {
                        file: name.to_owned(),
                        kept: kept.label(),
                        wanted: side.label(),
                    });
                }
            }
        }
        let known = self.run.environment(environment);
        let was_given = known.file(side).is_some_and(|kept| kept.sha256 == file.sha256);
        if was_given && known.proofs.is_surely_wrong(file.sha256) {
            let (file, side, environment) = (name.to_owned(), side.label(), self.name(environment));
            return Err(Refusal::WrongFile { file, side, environment });
        }
        // A source license that is not prepared is still the one to go back to.
        let wanted_back = side == Side::Source && (known.license.may_be_target() || self.run.course != Course::Forward);
        if !wanted_back && known.rejected.contains(&file.sha256) {
            return Err(Refusal::Rejected(name.to_owned()));
        }
        Ok(())
    }
}

fn is_word_at_start(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Refuses a file that cannot be a license by its size, type or name: the format itself is not public.
fn looks_like_a_license(name: &str, file: &OfferedFile) -> Result<(), Refusal> {
    if file.bytes == 0 {
        return Err(Refusal::EmptyFile(name.to_owned()));
    }
    if file.bytes > LARGEST_LICENSE {
        return Err(Refusal::HugeFile(name.to_owned()));
    }
    if let Some(what) = file.kind.words() {
        return Err(Refusal::OtherFile(name.to_owned(), what, file.kind.remedy()));
    }
    if name.to_ascii_lowercase().starts_with("outsystems.audit") {
        return Err(Refusal::Audit(name.to_owned()));
    }
    Ok(())
}
