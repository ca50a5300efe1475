//! License files in the folder of downloads, looked for while a card asks for one.

use super::{super::message::Effect, Model};
use crate::engine::{download::Download, downloads::lookout};

impl Model {
    /// What has to be looked for in the folder of downloads from now on, where that has changed.
    pub(super) fn look_for_downloads(&mut self) -> Option<Effect> {
        let wanted = lookout(self.session(), self.desk.focus(self.session()));
        if self.desk.lookout == wanted {
            return None;
        }
        self.desk.lookout.clone_from(&wanted);
        Some(Effect::Downloads(wanted))
    }

    /// Takes note of what is there. What was selected stays selected, whatever is offered besides.
    pub(super) fn downloads(&mut self, found: Result<Vec<Download>, String>) {
        let selected = self.desk.selected.and_then(|place| self.offered().get(place).copied());
        self.desk.revision += 1;
        match found {
            Ok(found) => self.engine.session.downloads = found,
            Err(why) => self.desk.say(true, why),
        }
        self.desk.selected = selected.and_then(|deed| self.offered().iter().position(|offered| *offered == deed));
    }
}
