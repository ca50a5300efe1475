//! How licenses are mixed in the infrastructure: the one thing that nobody may get wrong, in a word and by groups. The strip
//! on every screen and the lines of line mode tell it the same way.

use super::{
    mark::Mark,
    panel::{PanelFact, license},
    text::Tone,
};
use crate::{
    domain::{
        index::EnvIx,
        infrastructure::Side,
        outlook::HoldReason,
        run::{Course, Holding, InstalledLicense},
    },
    engine::session::Session,
};

/// Which licenses there are, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licenses {
    /// The whole in a few words.
    pub word: String,
    /// The meaning of that word.
    pub tone: Tone,
    /// The environments by license, source first; what nobody knows comes last.
    pub groups: Vec<Group>,
}

/// Environments whose license is known in the same way to be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The license, and how it is known.
    pub license: PanelFact,
    /// The environments, in the order of the file.
    pub places: Vec<EnvIx>,
    /// Where it stands among the others.
    rank: u8,
}

impl Licenses {
    /// The licenses of a migration.
    pub fn of(session: &Session) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        // Which group it is follows from these alone: it is put into words once for each of them.
        let mut known: Vec<(InstalledLicense, bool, usize)> = Vec::new();
        for (place, environment) in session.run.every_environment().zip(session.run.environments()) {
            let (held, is_invalid) = (environment.license, session.run.shows_invalid_license(place));
            if let Some((.., group)) = known.iter().find(|(other, bad, _)| (*other, *bad) == (held, is_invalid)) {
                groups[*group].places.push(place);
                continue;
            }
            let (license, rank) = (license(session, place), rank(session, place));
            let like = groups.iter().position(|group| group.license == license && group.rank == rank);
            let group = like.unwrap_or(groups.len());
            match like {
                Some(group) => groups[group].places.push(place),
                None => groups.push(Group { license, places: vec![place], rank }),
            }
            known.push((held, is_invalid, group));
        }
        groups.sort_by_key(|group| group.rank);
        let goal = if matches!(session.run.course, Course::Back { .. }) { Side::Source } else { Side::Target };
        let is_stopped = matches!(session.run.course, Course::Stopped { .. });
        let why = if goal == Side::Target { "as planned" } else { "rolling back" };
        let planned = is_planned(session, &groups).then_some(why);
        let (word, tone) = if session.is_damaged() { not_known() } else { word(&groups, planned) };
        // Only where the way leads is well.
        let wanted = if goal == Side::Target { TARGET } else { SOURCE };
        let is_there = !is_stopped && groups.iter().all(|group| group.rank == wanted);
        let (word, tone) = if tone == Tone::Good && !is_there {
            (word.replacen("all on", "all still on", 1), Tone::Quiet)
        } else {
            (word, tone)
        };
        Self { word, tone, groups }
    }

    /// In a line, without marks.
    pub fn in_words(&self, session: &Session) -> String {
        let names = |group: &Group| session.run.names(group.places.iter().copied());
        let group = |group: &Group| format!("{}: {}", group.license.in_words(), names(group));
        let groups: Vec<String> = self.groups.iter().map(group).collect();
        format!("Licenses: {}. {}.", self.word, groups.join("; "))
    }
}

const SOURCE: u8 = 0;
const TARGET: u8 = 1;
const OTHER: u8 = 2;
const UNKNOWN: u8 = 3;

fn rank(session: &Session, environment: EnvIx) -> u8 {
    let license = session.run.environment(environment).license;
    match license.holding {
        Holding::Side(Side::Source, _) => SOURCE,
        Holding::Side(Side::Target, _) => TARGET,
        Holding::Foreign => OTHER,
        // It may be BBB: it counts as that, and its mark says that nobody knows.
        Holding::Unknown if license.target_possible => TARGET,
        Holding::Unknown => UNKNOWN,
    }
}

fn not_known() -> (String, Tone) {
    ("NOT KNOWN".to_owned(), Tone::Caution)
}

/// Whether a mixture would be one that the procedure leads through: on the way forth or back, every BBB license from an upload of
/// this migration, and nothing that failed.
fn is_planned(session: &Session, groups: &[Group]) -> bool {
    let run = &session.run;
    let goes_on = match run.course {
        Course::Forward | Course::Back { .. } => !session.outlook.state.is_final(),
        Course::Stopped { .. } | Course::Abandoned { .. } => false,
    };
    let is_choice = |reason: HoldReason| match reason {
        HoldReason::Decision
        | HoldReason::LeftOut
        | HoldReason::BetweenNights
        | HoldReason::HandOver
        | HoldReason::FirstUpload
        | HoldReason::DeploymentRunning => true,
        HoldReason::SerialNotFound
        | HoldReason::NotAccepted
        | HoldReason::PageDiffers
        | HoldReason::PageAsks
        | HoldReason::OtherModules
        | HoldReason::ProtectedModules
        | HoldReason::IpError
        | HoldReason::PublishFailed
        | HoldReason::SerialChanged
        | HoldReason::Deadline => false,
    };
    let is_expected = |place: EnvIx| {
        let known = run.environment(place);
        let is_uploaded = known.uploaded.is_some_and(|(side, _)| side == Side::Target);
        !matches!(known.license.holding, Holding::Side(Side::Target, _))
            || is_uploaded
            || run.upload_under_way(place).is_some()
    };
    goes_on
        && (matches!(run.course, Course::Back { .. })
            || session.outlook.holds.iter().all(|hold| is_choice(hold.reason)))
        && groups.iter().all(|group| group.rank != OTHER && group.license.tone != Tone::Bad)
        && run.every_environment().all(is_expected)
}

/// *All* is said of what a page has shown everywhere, and of nothing else. A mixture is loud only where it is not planned.
fn word(groups: &[Group], planned: Option<&str>) -> (String, Tone) {
    let count = |which: &dyn Fn(&Group) -> bool| {
        groups.iter().filter(|group| which(group)).map(|group| group.places.len()).sum::<usize>()
    };
    let all = count(&|_| true);
    let known = |rank: u8| count(&|group| group.rank == rank && group.license.mark != Mark::Unknown);
    let (source, target, other) = (known(SOURCE), known(TARGET), known(OTHER));
    let (claimed, bad) =
        (count(&|group| group.license.tone == Tone::Claimed), count(&|group| group.license.tone == Tone::Bad));
    let maybe = count(&|group| group.rank == TARGET && group.license.mark == Mark::Unknown);
    let (side, on) = if target > 0 { (Side::Target, target) } else { (Side::Source, source) };
    let label = side.label();
    let is_mixed = source > 0 && (target > 0 || maybe > 0);
    match (source > 0, target > 0, planned) {
        (_, _, Some(why)) if is_mixed => (format!("mixed, {why}"), Tone::Quiet),
        _ if other > 0 || is_mixed => ("MIXED".to_owned(), Tone::Caution),
        (false, false, _) if maybe > 0 => not_known(),
        (false, false, _) => ("no Licensing page read yet".to_owned(), Tone::Quiet),
        (.., Some(why)) if on < all && target > 0 => (format!("{on} of {all} on {label}, {why}"), Tone::Quiet),
        (..) if on < all && target > 0 => (format!("MIXED, {on} of {all} on {label}"), Tone::Caution),
        (..) if on < all => (format!("{on} of {all} on {label}"), Tone::Quiet),
        (..) if bad > 0 => (format!("all on {label}, {bad} invalid"), Tone::Bad),
        (..) if claimed > 0 => (format!("all on {label}, {claimed} only claimed"), Tone::Claimed),
        (..) => (format!("all on {label}"), Tone::Good),
    }
}
