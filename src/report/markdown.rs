//! The record of a migration as Markdown: what was done, by whom, when, on what evidence.

use std::fmt::Write as _;

use crate::{
    app::session::Session,
    domain::{
        digest::Digest,
        infrastructure::Side,
        rollback,
        run::{Course, Evidence, Holding, Run},
        ticket::license,
        told::{Kind, Told},
    },
};

/// The record of a migration.
pub fn markdown(session: &Session, facts: &[Told], head: Digest) -> String {
    let run = &session.run;
    let mut text = String::new();
    let _ = writeln!(text, "# {}: change of Activation Code\n", escape(&run.infrastructure.name));
    if run.rehearsal {
        let _ = writeln!(text, "**REHEARSAL**\n");
    }
    let _ = writeln!(text, "- State: **{}**", session.outlook.state.word());
    let _ = writeln!(text, "- From AAA `{}` to BBB `{}`", run.infrastructure.source, run.infrastructure.target);
    let _ = writeln!(
        text,
        "- Procedure: {} (`{}`, SHA-256 `{}`)",
        run.procedure.article, run.edition.id, run.edition.sha256
    );
    let _ = writeln!(text, "- From {:.0} to {:.0}", run.started, run.latest);
    let _ = writeln!(text, "- Journal: {} records, head `{head}`\n", run.facts);
    environments(&mut text, run);
    way_back(&mut text, session);
    steps(&mut text, session);
    timeline(&mut text, facts);
    text
}

fn environments(text: &mut String, run: &Run) {
    let _ = writeln!(text, "## Environments\n");
    let _ =
        writeln!(text, "| environment | role | serial number | license | Intellectual Property | backup (SHA-256) |");
    let _ = writeln!(text, "|---|---|---|---|---|---|");
    for (place, known) in run.environments().iter().enumerate() {
        let described = run.described(place);
        let value = known.intellectual_property.as_ref().map_or_else(
            || "not read".to_owned(),
            |reading| format!("{} ({})", reading.value, evidence(reading.evidence)),
        );
        let backup = known.file(Side::Source).map_or_else(|| "none".to_owned(), |file| format!("`{}`", file.sha256));
        let serial = known.serial.as_ref().map_or("not known", |serial| serial.as_str());
        let license = match known.license.holding {
            Holding::Unknown if !known.license.target_possible => "not known".to_owned(),
            Holding::Unknown | Holding::Foreign | Holding::Side(..) => license(run, place),
        };
        let name = escape(&described.name);
        let _ = writeln!(
            text,
            "| {name} | {} | {serial} | {license} | {} | {backup} |",
            described.role.name(),
            escape(&value)
        );
    }
    text.push('\n');
}

/// What a rollback would restore now, or has restored, and with which backup.
fn way_back(text: &mut String, session: &Session) {
    let run = &session.run;
    let plan = rollback::plan(run, |place| session.backup_in_vault(place));
    let title = match run.course {
        Course::Back { .. } => "What the rollback restores",
        Course::Forward | Course::Stopped { .. } | Course::Abandoned { .. } => "What a rollback would restore now",
    };
    let _ = writeln!(text, "## {title}\n");
    if plan.restored.is_empty() {
        let _ = writeln!(text, "Nothing: no environment has, or may have, a BBB license.\n");
        return;
    }
    for restored in &plan.restored {
        let name = escape(&run.described(restored.environment).name);
        let backup = match (run.vault_name(restored.environment, Side::Source), restored.verified) {
            (Some(file), true) => format!("`{file}`, verified in the vault"),
            (Some(file), false) => format!("`{file}`, **not verified**"),
            (None, _) => "**no backup**".to_owned(),
        };
        let _ = writeln!(text, "- {name} ({}): {backup}", restored.because.words());
    }
    text.push('\n');
}

const fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Verified => "verified",
        Evidence::Claimed => "claimed",
    }
}

fn steps(text: &mut String, session: &Session) {
    let run = &session.run;
    let _ = writeln!(text, "## Steps\n\n| step | state | attempts | planned | closed |\n|---|---|---|---|---|");
    for (place, planned) in run.plan.steps().iter().enumerate() {
        let step = run.step(place);
        if step.attempts == 0 && !step.is_under_way() {
            continue;
        }
        let closed = step.closed.map_or_else(|| "open".to_owned(), |at| format!("{at:.0}"));
        let standing = session.outlook.standing(place);
        let state = match standing {
            crate::domain::outlook::Standing::Done(by) => format!("done ({})", evidence(*by)),
            other => other.word().to_owned(),
        };
        let minutes = run.step_text(place).minutes;
        let _ = writeln!(text, "| `{}` | {state} | {} | {minutes} min | {closed} |", planned.id, step.attempts);
    }
    text.push('\n');
}

fn timeline(text: &mut String, facts: &[Told]) {
    let count = |kind| facts.iter().filter(|fact| fact.kind == kind).count();
    let (verified, claimed, refused) = (count(Kind::Verified), count(Kind::Claimed), count(Kind::Refused));
    let _ = writeln!(text, "## Timeline\n");
    let _ = writeln!(text, "{verified} facts verified, {claimed} claimed, {}.\n", counted(refused, "refusal"));
    for fact in facts {
        let sentence = escape(&fact.sentence.replace('\n', " "));
        let _ = writeln!(text, "{}. {:.0} {}: {sentence}", fact.seq, fact.at, escape(&fact.by));
    }
}

/// Text of people inside Markdown: nothing of it is markup.
fn escape(text: &str) -> String {
    let special = |c: char| matches!(c, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|');
    text.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
