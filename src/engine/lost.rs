//! Files of the vault that are found lost: shown to whoever looks, recorded for whoever acts.

use super::{
    Engine,
    message::{News, Reaction},
    pending::Cause,
    session::Session,
    vault::WhenLost,
};
use crate::domain::{
    command::{Command, VaultCheck},
    index::EnvIx,
    infrastructure::Side,
    naming::in_sentence,
    sight::Sight,
};

impl Engine {
    /// Takes in what was found in the vault.
    pub(super) fn vault_checked(&mut self, vault_checks: Vec<VaultCheck>, when_lost: WhenLost, out: &mut Reaction) {
        let before: Vec<_> = self.session.lost().collect();
        self.session.vault_checked(self.now, vault_checks);
        let lost: Vec<_> = self.session.lost().collect();
        match (when_lost, lost.first()) {
            (WhenLost::Record, Some((environment, side, sight))) => {
                let environment = self.session.run.described(*environment).id.clone();
                let damage = Command::ReportDamage { environment, side: *side, what: sight.words().to_owned() };
                self.damaged(damage, out);
            }
            (WhenLost::Show, Some(_)) if lost != before => out.news(News::VaultLost(words(&self.session, &lost))),
            (WhenLost::Show | WhenLost::Record, _) => {}
        }
    }

    fn damaged(&mut self, damage: Command, out: &mut Reaction) {
        if self.pending.is_idle() {
            self.judge(damage, None, Cause::program(), out);
        } else {
            // Something else is being settled; what is in the vault then is looked at again.
            self.pending.look_again = true;
        }
    }
}

fn words(session: &Session, lost: &[(EnvIx, Side, Sight)]) -> String {
    let name = |(environment, side, _): &(EnvIx, Side, Sight)| {
        let described = session.run.described(*environment);
        (format!("{} of {}", side.label(), described.name), described.is_production())
    };
    let named = in_sentence(&lost.iter().map(name).collect::<Vec<_>>());
    format!(
        "Missing from the vault, or changed: {named}. If a drive is disconnected, reconnect it. acmove records this only when you act on it."
    )
}
