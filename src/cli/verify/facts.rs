//! Every fact judged again, in the state before it.

use crate::{
    domain::{
        event::Event,
        outlook::Outlook,
        record::Record,
        rejudge::{Judged, Verdict, judge_again},
        run::Run,
    },
    reading,
};

/// The facts that were judged again.
#[derive(Default)]
pub(super) struct Facts {
    outlook: Option<Outlook>,
    /// Those that do not simply follow from the facts before them: whether they are of an earlier build, a later one says.
    judged: Vec<(u64, Judged)>,
    today: usize,
    unjudged: usize,
    /// The number of the last fact that only an earlier build can have recorded.
    last_of_then: u64,
}

/// What came of all facts.
#[derive(Default)]
pub(super) struct Findings {
    /// Facts that could not have been recorded.
    pub(super) faults: Vec<String>,
    /// What could not be judged.
    pub(super) notes: Vec<String>,
    /// How many facts follow from those before them by the rules of today.
    pub(super) today: usize,
    /// How many do by the rules of earlier builds.
    pub(super) then: usize,
    /// How many were not judged.
    pub(super) unjudged: usize,
}

impl Facts {
    /// Takes in a fact, in the state before it; the first fact has none.
    pub(super) fn judge(&mut self, record: &Record<Event>, before: Option<&Run>) {
        let Some(run) = before else { return };
        let outlook = self.outlook.get_or_insert_with(|| Outlook::of(run));
        outlook.follow(run);
        let judged = judge_again(run, outlook, record, reading::read_publish_text);
        if judged.is_of_then {
            self.last_of_then = record.seq;
        }
        match judged.today {
            Verdict::Same => self.today += 1,
            Verdict::NotJudged => self.unjudged += 1,
            Verdict::Then(_) | Verdict::Impossible(_) => self.judged.push((record.seq, judged)),
        }
    }

    /// What came of the facts up to the last one that fits the migration.
    pub(super) fn findings(self, last: u64) -> Findings {
        let Self { today, unjudged, .. } = self;
        let mut findings = Findings { today, unjudged, ..Findings::default() };
        for (seq, judged) in self.judged.into_iter().filter(|(seq, _)| *seq <= last) {
            match if seq <= self.last_of_then { judged.then } else { judged.today } {
                Verdict::Same => findings.today += 1,
                Verdict::NotJudged => findings.unjudged += 1,
                Verdict::Then(unknown) => {
                    findings.then += 1;
                    findings.notes.extend(unknown.map(|what| {
                        format!("record {seq}: written by an earlier build; {what} cannot be judged by its rules")
                    }));
                }
                Verdict::Impossible(why) => {
                    findings.faults.push(format!("record {seq}: the rules do not allow this record. {why}"));
                }
            }
        }
        findings
    }
}

impl Findings {
    /// All facts, counted.
    pub(super) fn words(&self) -> String {
        let Self { faults, today, then, unjudged, .. } = self;
        let then = match then {
            0 => String::new(),
            then => format!(", {then} by the known rules of an earlier build"),
        };
        format!(
            "facts: judged again, {today} follow from the earlier ones{then}; {unjudged} were only seen or refused and are not judged; {} not allowed by the rules",
            faults.len()
        )
    }
}
