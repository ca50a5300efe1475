//! The rollback as it would be now: which environments, with which backup.

use super::{
    event::KeptFile,
    index::EnvIx,
    infrastructure::Side,
    run::{Course, Holding, Proof, Run},
    sight::Sight,
};

/// The plan of a rollback that would begin now, or is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollbackPlan<'run> {
    /// The environments that are restored, in the order of the file.
    pub restored: Vec<Restored<'run>>,
    /// Those that stay as they are.
    pub untouched: Vec<EnvIx>,
}

/// An environment that is restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored<'run> {
    /// Which it is.
    pub environment: EnvIx,
    /// Why it is restored.
    pub because: Because,
    /// The backup that is restored.
    pub backup: Option<&'run KeptFile>,
    /// What was found of the backup in the vault.
    pub sight: Sight,
    /// What an upload of it has shown.
    pub proof: Proof,
}

/// Why an environment is restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// A page showed, or a person said, that it has a target license.
    HasTarget,
    /// An upload of a target license was begun and no page has shown the source since.
    MayHaveTarget,
    /// It had one when the rollback began.
    HadTarget,
}

/// The plan, with what was found of the backups in the vault.
pub fn plan(run: &Run, source_in_vault: impl Fn(EnvIx) -> Sight) -> RollbackPlan<'_> {
    let back = matches!(run.course, Course::Back { .. });
    let (restored, untouched): (Vec<EnvIx>, Vec<EnvIx>) = run.every_environment().partition(|environment| {
        let known = run.environment(*environment);
        known.license.may_be_target() || (back && known.in_rollback)
    });
    let restored = restored
        .into_iter()
        .map(|environment| {
            let backup = run.environment(environment).backup.as_ref();
            let sight = source_in_vault(environment);
            let proof = run.environment(environment).proof(Side::Source).unwrap_or(Proof::No);
            Restored { environment, because: because(run, environment), backup, sight, proof }
        })
        .collect();
    RollbackPlan { restored, untouched }
}

fn because(run: &Run, environment: EnvIx) -> Because {
    let license = run.environment(environment).license;
    match license.holding {
        Holding::Side(Side::Target, _) => Because::HasTarget,
        Holding::Side(Side::Source, _) | Holding::Unknown | Holding::Foreign if license.target_possible => {
            Because::MayHaveTarget
        }
        Holding::Side(Side::Source, _) | Holding::Unknown | Holding::Foreign => Because::HadTarget,
    }
}

impl Because {
    /// The reason in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::HasTarget => "has BBB",
            Self::MayHaveTarget => "may have BBB: an upload was started, and no page has shown AAA since",
            Self::HadTarget => "had BBB when the rollback started",
        }
    }
}

impl Restored<'_> {
    /// Whether the backup can be restored: it is what was kept, and no page has shown that it is another license.
    pub fn is_ready(&self) -> bool {
        self.is_usable() && self.sight == Sight::Intact
    }

    /// Whether there is a backup, and no page has shown that it is another license.
    fn is_usable(&self) -> bool {
        self.backup.is_some() && self.proof != Proof::Disproved
    }

    /// Whether it cannot be told if the backup can be restored: nobody looked, or it cannot be read.
    fn is_unknown(&self) -> bool {
        self.is_usable() && matches!(self.sight, Sight::NotLooked | Sight::Unreadable(_))
    }
}

impl RollbackPlan<'_> {
    /// Whether every environment that is restored has a backup that can be.
    pub fn is_ready(&self) -> bool {
        self.restored.iter().all(Restored::is_ready)
    }

    /// The environments without a backup that can be restored: there is none, it is lost, or it was disproved.
    pub fn missing(&self) -> impl Iterator<Item = EnvIx> {
        self.which(|restored| !restored.is_ready() && !restored.is_unknown())
    }

    /// The environments into whose backup nobody looked.
    pub fn not_looked_at(&self) -> impl Iterator<Item = EnvIx> {
        self.which(|restored| restored.is_unknown() && restored.sight == Sight::NotLooked)
    }

    /// The environments whose backup cannot be read now.
    pub fn unreadable(&self) -> impl Iterator<Item = EnvIx> {
        self.which(|restored| restored.is_unknown() && restored.sight != Sight::NotLooked)
    }

    fn which(&self, is_one: impl Fn(&Restored<'_>) -> bool) -> impl Iterator<Item = EnvIx> {
        self.restored.iter().filter(move |restored| is_one(restored)).map(|restored| restored.environment)
    }

    /// The environments whose backup was installed before, and whose page then showed AAA.
    pub fn proved(&self) -> impl Iterator<Item = EnvIx> {
        let proved = self.restored.iter().filter(|restored| restored.is_ready() && restored.proof == Proof::Yes);
        proved.map(|restored| restored.environment)
    }

    /// The backups that can be restored, counted: those that are proved apart from those that are only kept.
    pub fn backups(&self) -> String {
        let (all, proved) =
            (self.restored.iter().filter(|restored| restored.is_ready()).count(), self.proved().count());
        match (proved, all - proved) {
            (0, 0) => "no backup".to_owned(),
            (0, kept) => format!("{kept} kept, not proved"),
            (proved, 0) => format!("{proved} proved"),
            (proved, kept) => format!("{proved} proved, {kept} kept but not proved"),
        }
    }
}
