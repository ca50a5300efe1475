//! The examples below the help of each command.

pub(super) const NEW: &str = "\
Examples:
  acmove new my-migration
      Answer questions on screen; then the migration opens
  acmove new my-migration --from-lifetime https://lifetime.acme.example
      Import the environments from LifeTime first
  acmove new my-migration --like last-year
      Start from an older migration: its environments, addresses and settings
  acmove new my-migration --lifetime https://lifetime.acme.example --contact \"Ana, +351 210 000 000\"
      Answer optional settings in the command
  acmove new my-migration --infrastructure acme.toml
      Set it up from a configuration file, without questions";

pub(super) const OPEN: &str = "\
Examples:
  acmove open my-migration
  acmove open my-migration --theme light --ascii";

pub(super) const WATCH: &str = "\
Examples:
  acmove watch my-migration
      Follow it while the operator works; nothing is written, and nothing is locked
  acmove watch my-migration --lines
      The same in plain text, for a screen reader or a log
  acmove watch support.zip
      What a bundle shows, with clocks that run";

pub(super) const HAND_OVER: &str = "\
Examples:
  acmove hand-over my-migration --to Ben -o my-migration.zip
      The file contains the license files: send it over a secure channel
  acmove hand-over my-migration --to Ben --note \"Quality is slow\" -o my-migration.zip";

pub(super) const TAKE_OVER: &str = "\
Examples:
  acmove take-over my-migration.zip my-migration
      Then acknowledge every open item, and continue";

pub(super) const CASE: &str = "\
Examples:
  acmove case my-migration 00412345
      It stands on the text for Support, in the status and in the report";

pub(super) const RUN: &str = "\
Examples:
  acmove run my-migration
  acmove run my-migration --answers answers.toml
  acmove run my-migration --answers answers.toml --unattended";

pub(super) const REHEARSE: &str = "\
Examples:
  acmove rehearse
      A rehearsal without problems
  acmove rehearse --list
      All scenarios
  acmove rehearse ip-error-middle
      Practice a rollback
  acmove rehearse ip-error-middle --auto
      Run the same scenario unattended";

pub(super) const SIMULATE: &str = "\
The first line of output is JSON with the addresses of all pages.

Examples:
  acmove simulate everything-well
  acmove simulate ip-error-middle --listen 127.0.0.1:8080 --speed 20";

pub(super) const STATUS: &str = "\
Examples:
  acmove status my-migration
  acmove status my-migration --json
  acmove status my-migration --follow
  acmove status my-migration --exit-code
      For monitoring: 0 in order, 3 on hold, 5 stopped or rolling back, 6 damaged or a backup is lost";

pub(super) const OVERVIEW: &str = "\
Examples:
  acmove overview
      All migrations in the current folder, on screen; the list follows by itself
  acmove overview customers weekend.zip
      Migration folders, bundles, and folders that contain them
  acmove overview customers --json --follow
      One JSON object for each migration, and one whenever something happens";

pub(super) const PLAN: &str = "\
Examples:
  acmove plan my-migration
  acmove plan --infrastructure acme.toml --format md -o plan.md";

pub(super) const ROLLBACK: &str = "\
Examples:
  acmove rollback my-migration --plan";

pub(super) const READ: &str = "\
Examples:
  acmove read licensing-page.html
  acmove read - < copied-page.txt
  acmove read licensing-page.txt --json";

pub(super) const VERIFY: &str = "\
Checks the hash chain of the journal, judges every recorded fact again, and reads every kept file.

Examples:
  acmove verify my-migration
  acmove verify my-migration -o verified.txt";

pub(super) const REPORT: &str = "\
Examples:
  acmove report my-migration
  acmove report my-migration -o report.html
  acmove report night.zip --format json --utc";

pub(super) const BUNDLE: &str = "\
The bundle contains no license files unless you add them. `acmove replay FILE.zip` opens it.

Examples:
  acmove bundle my-migration -o night.zip
  acmove bundle my-migration -o night.zip --with-licenses";

pub(super) const SITUATION: &str = "\
The text contains the journal and the state of the vault, but no license files, and no evidence texts unless you add them.
The helper pastes all parts, in any order, into `acmove status -`, or saves them to a file: `acmove replay situation.txt`.

Examples:
  acmove situation my-migration
  acmove situation my-migration --part-size 2000
  acmove situation my-migration --with-evidence -o situation.txt";

pub(super) const REPLAY: &str = "\
Examples:
  acmove replay night.zip
  acmove replay my-migration --at 42
  acmove replay my-migration --lines";

pub(super) const CAST: &str = "\
Examples:
  acmove cast my-migration -o night.cast
  acmove cast night.zip -o night.cast --size 140x45 --longest 1";

pub(super) const REVIEW: &str = "\
Examples:
  acmove review my-migration
  acmove review my-migration --update-estimates my-procedure.toml";

pub(super) const TICKET: &str = "\
Examples:
  acmove ticket my-migration
  acmove ticket my-migration --copy
  acmove ticket my-migration -o ticket.txt";

pub(super) const PROCEDURE: &str = "\
Examples:
  acmove procedure list
  acmove procedure show activation-code-current -o my-procedure.toml
  acmove procedure check my-procedure.toml";

pub(super) const DOCTOR: &str = "\
Examples:
  acmove doctor
  acmove doctor my-migration
  acmove doctor --infrastructure acme.toml";

pub(super) const COMPLETIONS: &str = "\
Examples:
  acmove completions bash > ~/.local/share/bash-completion/completions/acmove
  acmove completions powershell >> $PROFILE";
