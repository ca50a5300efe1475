//! Every refusal there is, in the words a person reads: each says what to do instead.

use acmove::domain::{
    command::{Command, OfferedFile, StepCommand, VaultCheck},
    digest::Digest,
    event::Problem,
    infrastructure::{EnvironmentId, Side},
    outlook::Standing,
    page::{Banner, EndDate, LicensingPage},
    plan::StepId,
    refusal::Refusal,
};

use crate::support::{IP_ERROR, Story, claim, finish, keep, message, report, roll_back, serial, show};

/// What a person reads, at a wish that has to be refused.
fn refused(story: &mut Story, command: &Command) -> String {
    let facts = story.facts.len();
    let refusal = story.wish(command).unwrap_err();
    assert_eq!(story.facts.len(), facts, "a refusal changes nothing");
    known(&refusal);
    refusal.to_string()
}

fn refused_answer(story: &mut Story, step: &str, operation: StepCommand) -> String {
    let command = story.command(step, operation);
    refused(story, &command)
}

/// A story for each: a new refusal does not compile before it has a line here.
fn known(refusal: &Refusal) {
    match refusal {
        Refusal::NoSuchStep(_)
        | Refusal::NoSuchEnvironment(_)
        | Refusal::NoSuchRequirement(_)
        | Refusal::AlreadyAnswered(_)
        | Refusal::Stale { .. }
        | Refusal::Closed { .. }
        | Refusal::AlreadyDone(_)
        | Refusal::NotNeeded(_)
        | Refusal::WrongAnswer { .. }
        | Refusal::NotBegun(_)
        | Refusal::AlreadyBegun(_)
        | Refusal::ReasonNeeded
        | Refusal::NothingWritten
        | Refusal::EmptyFile(_)
        | Refusal::HugeFile(_)
        | Refusal::WebPage(_)
        | Refusal::Audit(_)
        | Refusal::NamedForOther { .. }
        | Refusal::NamedForStranger { .. }
        | Refusal::CalledLikeOther { .. }
        | Refusal::KeptForOther { .. }
        | Refusal::BackupIsTarget(_)
        | Refusal::SameAsOther { .. }
        | Refusal::SameAsOtherSide { .. }
        | Refusal::Rejected(_)
        | Refusal::VaultFile { .. }
        | Refusal::NoBackup(_)
        | Refusal::SerialDrifted { .. }
        | Refusal::PageOfOther { .. }
        | Refusal::Practice
        | Refusal::StrangeSerial { .. }
        | Refusal::SerialTaken { .. }
        | Refusal::PageIncomplete(_)
        | Refusal::NotAPage
        | Refusal::NobodysPage
        | Refusal::OldPage(_)
        | Refusal::DevelopmentPage(_)
        | Refusal::NothingClaimed
        | Refusal::PageSaysOtherwise { .. }
        | Refusal::ClaimTheCode(_)
        | Refusal::NothingToRollBack
        | Refusal::AlreadyRollingBack
        | Refusal::NotStopped
        | Refusal::NothingToDecide
        | Refusal::DeploymentUnderWay(_)
        | Refusal::Unwatched
        | Refusal::NotLookedYet
        | Refusal::OtherDeployment(_)
        | Refusal::NoDeployment
        | Refusal::RollBackFirst(_)
        | Refusal::Over(_)
        | Refusal::NothingAsked
        | Refusal::NotAgain { .. }
        | Refusal::SameSerial(_) => {}
    }
}

fn environment(id: &str) -> EnvironmentId {
    id.parse().unwrap()
}

fn reason() -> String {
    "because".to_owned()
}

fn see(page: LicensingPage) -> Command {
    Command::SeePage { environment: environment("production"), page: Box::new(page), evidence: Digest::ZERO }
}

// Steps and gates

#[test]
fn what_does_not_exist_is_named() {
    let mut story = Story::paused();
    let words = refused_answer(&mut story, "production/obtain-sauce", finish());
    assert_eq!(words, "This migration has no step production/obtain-sauce. `acmove plan` lists them.");
    let command =
        Command::ChooseModule { environment: environment("prod"), module: "Users".to_owned(), reason: reason() };
    assert_eq!(refused(&mut story, &command), "This migration has no environment prod.");
    let command = Command::Answer { requirement: "one-liftime".to_owned(), yes: true };
    assert_eq!(refused(&mut story, &command), "This procedure has no requirement one-liftime.");
    let command = Command::Note { about: Some(StepId::from("x/y")), text: "hm".to_owned() };
    assert!(refused(&mut story, &command).starts_with("This migration has no step x/y."));
}

#[test]
fn a_requirement_is_answered_once() {
    let mut story = Story::paused();
    let command = Command::Answer { requirement: "one-lifetime".to_owned(), yes: false };
    assert_eq!(refused(&mut story, &command), "The requirement one-lifetime is answered already.");
}

#[test]
fn an_answer_to_an_attempt_that_is_closed_is_stale() {
    let mut story = Story::paused();
    let old = story.command("production/obtain-source", keep(story.file(3, Side::Source)));
    story.done("production/obtain-source", report(Problem::SerialNotFound));
    assert_eq!(
        refused(&mut story, &old),
        "This answers attempt 1 of production/obtain-source, which is now at attempt 2. Look again and answer that one."
    );
}

#[test]
fn a_closed_gate_says_how_it_opens() {
    let mut story = Story::paused();
    let words = refused_answer(&mut story, "production/check-source", claim("Ignore"));
    assert_eq!(
        words,
        "Production: Check Intellectual Property under AAA has to wait: \"Production: Obtain the AAA license and keep it \
         as backup\" comes first."
    );
    let words = refused_answer(&mut story, "lifetime/republish", StepCommand::Published);
    assert!(words.contains("is not complete"), "{words}");
    let words = refused_answer(&mut story, "lifetime/restore-source", finish());
    assert!(words.contains("the rollback, which has not been started"), "{words}");
}

#[test]
fn every_gate_has_words() {
    let mut story = Story::paused();
    story.before("lifetime/republish").done("lifetime/republish", message(IP_ERROR));
    let words = refused_answer(&mut story, "quality/republish", StepCommand::Published);
    assert!(words.contains("the line is stopped by \"LifeTime: "), "{words}");
    story.grant(&roll_back());
    let words = refused_answer(&mut story, "quality/republish", StepCommand::Published);
    assert!(words.contains("on its way back"), "{words}");
}

#[test]
fn what_is_done_is_done() {
    let mut story = Story::paused();
    let words = refused_answer(&mut story, "pause/pause-production", finish());
    assert_eq!(
        words,
        "Pause all deployments to Production is done already. To do it once more, choose \"do it again\" and say why."
    );
}

#[test]
fn an_environment_without_a_target_license_is_not_restored() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back()).succeed("rollback/pause-production");
    let words = refused_answer(&mut story, "quality/restore-source", finish());
    assert!(words.ends_with("is not needed: this environment stays as it is."), "{words}");
}

#[test]
fn an_answer_of_another_kind_is_told_how_the_step_is_answered() {
    let mut story = Story::paused();
    for (step, operation, hint) in [
        ("production/obtain-source", finish(), "Give a license file, or say that the serial number is not listed."),
        ("production/obtain-source", StepCommand::Begin { vault: VaultCheck::default() }, "Give a license file"),
        ("production/obtain-source", report(Problem::DeploymentRunning), "Give a license file"),
    ] {
        let words = refused_answer(&mut story, step, operation);
        assert!(words.contains("is not answered that way. ") && words.contains(hint), "{words}");
    }
    story.before("production/check-source");
    let words = refused_answer(&mut story, "production/check-source", StepCommand::Published);
    assert!(words.ends_with("Paste the Licensing page, or say what Intellectual Property reads."), "{words}");
    story.before("lifetime/republish");
    let page = show(story.page(0, Side::Target, "Protected"));
    let words = refused_answer(&mut story, "lifetime/republish", page);
    assert!(words.ends_with("Say that the module was published, or paste the message that came up."), "{words}");
    let file = keep(story.file(0, Side::Target));
    let words = refused_answer(&mut story, "lifetime/republish", file);
    assert!(words.contains("is not answered that way."), "{words}");
}

#[test]
fn an_upload_is_begun_before_it_is_finished() {
    let mut story = Story::paused();
    story.succeed("production/obtain-source");
    for operation in [finish(), StepCommand::Withdraw { note: String::new() }] {
        let words = refused_answer(&mut story, "production/upload-source", operation);
        assert_eq!(
            words,
            "Production: Upload the AAA license was not begun. Begin it first: what is said about it counts from then on."
        );
    }
    let begin = StepCommand::Begin { vault: story.vault(3) };
    story.done("production/upload-source", begin.clone());
    let words = refused_answer(&mut story, "production/upload-source", begin);
    assert_eq!(words, "Production: Upload the AAA license is under way already. Say whether it was done.");
}

#[test]
fn decisions_need_a_reason() {
    let mut story = Story::paused();
    story.through("lifetime/check-target");
    for command in [
        Command::Hold { reason: String::new() },
        Command::RollBack { reason: "\u{200b} ".to_owned() },
        Command::DoAgain { step: StepId::from("lifetime/check-target"), reason: " ".to_owned() },
        Command::ChooseModule {
            environment: environment("quality"),
            module: "Users".to_owned(),
            reason: String::new(),
        },
    ] {
        assert_eq!(refused(&mut story, &command), "Say why: the reason goes into the record.");
    }
}

#[test]
fn an_empty_note_is_none() {
    let mut story = Story::paused();
    let words = refused(&mut story, &Command::Note { about: None, text: " \n".to_owned() });
    assert_eq!(words, "There is nothing to write down. Type the note first.");
    story.before("lifetime/republish");
    assert!(
        refused_answer(&mut story, "lifetime/republish", message(" ")).starts_with("There is nothing to write down.")
    );
}

// License files

fn offered(change: impl Fn(&mut OfferedFile)) -> String {
    let mut story = Story::paused();
    story.succeed("production/obtain-source").succeed("quality/obtain-source");
    story.succeed("development/obtain-source").succeed("development/upload-source").succeed("development/check-source");
    let mut file = story.file(0, Side::Source);
    change(&mut file);
    refused_answer(&mut story, "lifetime/obtain-source", keep(file))
}

#[test]
fn what_is_no_license_file_is_not_kept() {
    assert_eq!(
        offered(|file| {
            file.bytes = 0;
            file.name = "a.lic".to_owned();
        }),
        "a.lic is empty. Download the license file again."
    );
    assert_eq!(
        offered(|file| {
            file.bytes = 1024 * 1024 + 1;
            file.name = "a.lic".to_owned();
        }),
        "a.lic is larger than 1 MiB, so it is not a license file. License files are a few kilobytes and end in .lic."
    );
    assert_eq!(
        offered(|file| {
            file.is_html = true;
            file.name = "a.lic".to_owned();
        }),
        "a.lic is a web page, not a license file: the portal probably asked for a login. Log in and download again."
    );
    for name in ["OutSystems.Audit.txt", "outsystems.audit (1).TXT"] {
        let words = offered(|file| file.name = name.to_owned());
        assert!(
            words.ends_with(
                "is what Audit License saves, not a license file. Use Backup License, or the Licensing Portal."
            ),
            "{words}"
        );
    }
}

#[test]
fn exactly_one_mebibyte_is_still_accepted() {
    let mut story = Story::paused();
    let file = OfferedFile { bytes: 1024 * 1024, ..story.file(3, Side::Source) };
    story.done("production/obtain-source", keep(file));
}

#[test]
fn a_file_named_after_another_serial_number_is_not_kept() {
    let words = offered(|file| file.name = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT.lic".to_owned());
    assert_eq!(
        words,
        "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT.lic is named after the serial number of Production. Give the file of LifeTime here."
    );
    let words = offered(|file| file.name = "aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa (2).lic".to_owned());
    assert_eq!(
        words,
        "aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa (2).lic is named after a serial number that is not the one of LifeTime, \
         KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS. Download the license of that serial number, or record that it changed."
    );
}

#[test]
fn a_file_called_like_another_environment_is_not_kept() {
    let mut story = Story::paused();
    for name in
        ["Quality.lic", "quality-aaa.lic", "Quality (1).lic", "LIFETIME license of tonight, downloaded again.lic"]
    {
        let file = OfferedFile { name: name.to_owned(), ..story.file(3, Side::Source) };
        let words = refused_answer(&mut story, "production/obtain-source", keep(file));
        assert!(words.ends_with("Give the file of Production; if this is the right one, rename it first."), "{words}");
    }
    for name in
        ["Production.lic", "production-quality.lic", "qualitylicense.lic", "license.lic", "\u{54c1}\u{8cea}.lic"]
    {
        let mut story = Story::paused();
        let file = OfferedFile { name: name.to_owned(), ..story.file(3, Side::Source) };
        story.done("production/obtain-source", keep(file));
    }
}

#[test]
fn the_longest_name_of_an_environment_counts() {
    let description = crate::support::FOUR.replace("name = \"Quality\"", "name = \"Production 2\"");
    let mut story = Story::of(crate::support::EDITIONS[0], &description);
    story.until(|story| story.steps(Standing::is_answerable).contains(&"production/obtain-source"));
    let file = OfferedFile { name: "production-2.lic".to_owned(), ..story.file(3, Side::Source) };
    let words = refused_answer(&mut story, "production/obtain-source", keep(file));
    assert!(words.starts_with("production-2.lic is called like Production 2."), "{words}");
    let file = OfferedFile { name: "production-2.lic".to_owned(), ..story.file(2, Side::Source) };
    story.done("production-2/obtain-source", keep(file));
}

#[test]
fn the_same_file_does_not_serve_two_environments() {
    let production = Story::paused().file(3, Side::Source).sha256;
    let words = offered(|file| {
        file.sha256 = production;
        file.name = "a.lic".to_owned();
    });
    assert_eq!(
        words,
        "a.lic is the same file as the license of Production. Each environment has a file of its own: find the one of \
         LifeTime. If Production was given the wrong one, choose it and do that step again."
    );
}

#[test]
fn the_same_file_is_not_source_and_target() {
    let mut story = Story::paused();
    story.before("lifetime/obtain-target");
    let file = story.kept(0, Side::Source);
    let words = refused_answer(&mut story, "lifetime/obtain-target", keep(file));
    assert_eq!(words, "a.lic is the same file as this environment's AAA license. Get the one under BBB.");
}

#[test]
fn a_license_that_was_not_prepared_is_not_kept_again() {
    let mut story = Story::paused();
    story.before("lifetime/check-target");
    let file = story.kept(0, Side::Target);
    let page = story.page(0, Side::Target, "Ignore");
    story.done("lifetime/check-target", show(page)).grant(&Command::SupportAnswered { note: reason() });
    let words = refused_answer(&mut story, "lifetime/obtain-target", keep(file));
    assert_eq!(
        words,
        "a.lic is a file from before: its license was found not to be prepared or not valid, or was to be corrected. Get the one that Support made available."
    );
}

#[test]
fn a_vault_that_does_not_verify_holds_the_upload() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    let words =
        refused_answer(&mut story, "lifetime/upload-target", StepCommand::Begin { vault: VaultCheck::default() });
    assert_eq!(
        words,
        "The AAA license of LifeTime in the vault is not what was kept: it is not there. Obtain it again before \
         anything is uploaded."
    );
}

#[test]
fn nothing_is_uploaded_without_a_backup() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    let damage =
        Command::ReportDamage { environment: environment("lifetime"), side: Side::Source, what: "gone".to_owned() };
    story.grant(&damage);
    let begin = StepCommand::Begin { vault: story.vault(0) };
    let words = refused_answer(&mut story, "lifetime/upload-target", begin);
    assert!(words.contains("the phase \"Refresh AAA\" is not complete"), "{words}");
    let words = refused_answer(&mut story, "lifetime/upload-source", finish());
    assert!(words.contains("is done already"), "{words}");
    assert_eq!(story.standing("lifetime/obtain-source"), Standing::Reopened);
}

// Pages

fn shown(change: impl Fn(&mut LicensingPage)) -> String {
    let mut story = Story::paused();
    story.before("production/check-source");
    let mut page = story.page(3, Side::Source, "Ignore");
    change(&mut page);
    refused_answer(&mut story, "production/check-source", show(page))
}

#[test]
fn another_environments_page_does_not_count() {
    let other = "This is the Licensing page of Quality, not of Production. Open Production's Service Center and copy the page there.";
    assert_eq!(shown(|page| page.serial = Some(serial("QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J"))), other);
    assert_eq!(
        shown(|page| {
            page.serial = None;
            page.environment = Some("quality".to_owned());
        }),
        other
    );
}

#[test]
fn a_serial_number_that_nobody_has_does_not_count() {
    assert_eq!(
        shown(|page| page.serial = Some(serial("AAA-AAA-AAA-AAA-AAA-AAA-AAA-AAA"))),
        "This page shows serial number AAA-AAA-AAA-AAA-AAA-AAA-AAA-AAA, but Production has \
         XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT. Open Production's page; if its serial number changed (a restarted or moved \
         server), record that first: choose \"serial changed\"."
    );
}

#[test]
fn a_page_that_does_not_say_enough_is_told_what_is_missing() {
    assert_eq!(
        shown(|page| {
            page.intellectual_property = None;
            page.serial = None;
        }),
        "The page does not say: Serial Number, Intellectual Property. Filter the features by Intellectual Property, \
         then copy the whole page with Ctrl+A, Ctrl+C."
    );
}

#[test]
fn a_page_looked_at_outside_a_check_must_say_whose_it_is() {
    let mut story = Story::paused();
    let words = refused(&mut story, &see(LicensingPage::default()));
    assert_eq!(
        words,
        "The page shows no serial number that an environment here has, so it is not clear whose page it is."
    );
    assert!(Refusal::NotAPage.to_string().starts_with("This is not a Licensing page. In Service Center open"));
}

#[test]
fn a_claim_says_something() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let words = refused_answer(&mut story, "production/check-source", claim(" "));
    assert_eq!(words, "Say the value that stands under Limit and Usage, or \"missing\" if there is none.");
    story.through("lifetime/check-target").grant(&roll_back()).before("lifetime/confirm-source");
    let words = refused_answer(&mut story, "lifetime/confirm-source", claim("BBB"));
    assert_eq!(words, "Here the page must display AAA. Paste the page, or say \"AAA\" if you see that code there.");
    story.done("lifetime/confirm-source", claim("aaa"));
}

#[test]
fn a_page_outranks_a_word() {
    let mut story = Story::paused();
    story.before("lifetime/check-target");
    let page = LicensingPage { license_type: Some("Development".to_owned()), ..story.page(0, Side::Source, "Ignore") };
    story.done("lifetime/check-target", show(page));
    let words = refused_answer(&mut story, "lifetime/check-target", claim("Protected"));
    assert_eq!(
        words,
        "The last Licensing page of LifeTime showed Activation Code: 8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT, and a page \
         outranks a word. Paste a page that shows K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N, or do the upload again."
    );
    let again = Command::DoAgain { step: StepId::from("lifetime/upload-target"), reason: reason() };
    story.grant(&again).through("lifetime/upload-target").done("lifetime/check-target", claim("Protected"));
}

#[test]
fn a_serial_number_belongs_to_one_environment() {
    let mut story = Story::paused();
    let change = |text: &str| Command::ChangeSerial {
        environment: environment("production"),
        serial: serial(text),
        reason: reason(),
    };
    assert_eq!(
        refused(&mut story, &change("QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J")),
        "QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J is the serial number of Quality. Two environments cannot share one."
    );
    assert_eq!(
        refused(&mut story, &change("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT")),
        "That is the serial number that Production has already."
    );
}

// Ways

#[test]
fn without_a_target_license_there_is_nothing_to_roll_back() {
    let mut story = Story::paused();
    assert_eq!(
        refused(&mut story, &roll_back()),
        "There is nothing to roll back: no environment has, or may have, a BBB license. To end here, give up the \
         migration and resume deployments."
    );
}

#[test]
fn a_rollback_is_started_once() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back());
    assert_eq!(refused(&mut story, &roll_back()), "The rollback is under way already.");
}

#[test]
fn only_a_stopped_line_can_be_lifted() {
    let mut story = Story::paused();
    assert_eq!(refused(&mut story, &Command::LiftStop { reason: reason() }), "The line is not stopped.");
}

#[test]
fn nobody_gives_up_with_target_licenses_installed() {
    let mut story = Story::paused();
    story.through("lifetime/check-target");
    let give_up = Command::Abandon { reason: reason() };
    assert_eq!(
        refused(&mut story, &give_up),
        "LifeTime has or may have a BBB license: roll back first, then nothing is left half done."
    );
    story.through("development/upload-target");
    assert!(refused(&mut story, &give_up).starts_with("LifeTime, Development have or may have"));
}

#[test]
fn what_is_over_is_over() {
    let mut story = Story::paused();
    story.grant(&Command::Abandon { reason: reason() });
    for command in [roll_back(), Command::Hold { reason: reason() }, Command::Abandon { reason: reason() }] {
        assert_eq!(refused(&mut story, &command), "This migration is over (abandoned). Start a new one to go on.");
    }
}

#[test]
fn support_answers_what_was_asked() {
    let mut story = Story::paused();
    let words = refused(&mut story, &Command::SupportAnswered { note: reason() });
    assert_eq!(words, "Nothing waits for an answer of Support.");
}

#[test]
fn not_everything_can_be_done_again() {
    let mut story = Story::paused();
    let again = |step: &str| Command::DoAgain { step: StepId::from(step), reason: reason() };
    let words = refused(&mut story, &again("production/obtain-source"));
    assert!(words.ends_with("cannot be done again: it was not done yet."), "{words}");
    story.through("lifetime/check-target");
    let words = refused(&mut story, &again("lifetime/upload-source"));
    assert!(
        words.ends_with("this environment has or may have a BBB license. Roll back to install AAA again."),
        "{words}"
    );
    let words = refused(&mut story, &again("lifetime/restore-source"));
    assert!(words.ends_with("it belongs to the other direction."), "{words}");
}

#[test]
fn what_comes_from_a_practice_infrastructure_counts_in_a_rehearsal_only() {
    let words =
        "This comes from a practice infrastructure, and this migration is real. Get it from the real portal or page.";
    let mut story = Story::paused();
    let file = OfferedFile { is_practice: true, ..story.file(3, Side::Source) };
    assert_eq!(refused_answer(&mut story, "production/obtain-source", keep(file)), words);
    story.before("production/check-source");
    let practice = |story: &Story| LicensingPage { is_practice: true, ..story.page(3, Side::Source, "Ignore") };
    let page = practice(&story);
    assert_eq!(refused_answer(&mut story, "production/check-source", show(page)), words);
    let page = practice(&story);
    assert_eq!(refused(&mut story, &see(page)), words);
    let mut rehearsal = Story::rehearsal(crate::support::EDITIONS[0], crate::support::FOUR);
    rehearsal.before("production/check-source");
    let page = practice(&rehearsal);
    rehearsal.done("production/check-source", show(page));
}

#[test]
fn a_file_whose_page_says_that_it_is_of_no_use_is_not_another_license() {
    for page in [
        LicensingPage { banner: Banner::WrongServer, ..LicensingPage::default() },
        LicensingPage { end_date: Some(EndDate::On("2020-12-31".parse().unwrap())), ..LicensingPage::default() },
    ] {
        let mut story = Story::paused();
        let file = story.file(3, Side::Source);
        story.done("production/obtain-source", keep(file.clone()));
        story.before("production/check-source");
        let (banner, end_date) = (page.banner, page.end_date);
        let page = LicensingPage { banner, end_date, ..story.page(3, Side::Source, "Ignore") };
        story.done("production/check-source", show(page));
        story.grant(&Command::DoAgain { step: StepId::from("production/obtain-source"), reason: reason() });
        let words = refused_answer(&mut story, "production/obtain-source", keep(file));
        assert!(words.contains("is a file from before"), "{words}");
        let other = OfferedFile { sha256: acmove::domain::digest::Digest::of(b"other"), ..story.file(3, Side::Source) };
        story.done("production/obtain-source", keep(other));
    }
}
