//! License files in the folder of downloads, looked for while a card asks for one.

use super::{super::message::Effect, Model};
use crate::engine::{download::Download, downloads::download_filter};

impl Model {
    /// The new filter for the folder of downloads, where that has changed.
    pub(super) fn look_for_downloads(&mut self) -> Option<Effect> {
        let wanted = download_filter(self.session(), self.ui.subject(self.session()));
        if self.ui.download_filter == wanted {
            return None;
        }
        self.ui.download_filter.clone_from(&wanted);
        Some(Effect::Downloads(wanted))
    }

    /// Takes note of the downloads. The selected choice stays selected, whatever is offered besides.
    pub(super) fn downloads(&mut self, found: Result<Vec<Download>, String>) {
        let selected = self.ui.selected_action(self.shown());
        self.ui.revision += 1;
        match found {
            Ok(found) => self.engine.session.downloads = found,
            Err(why) => self.ui.say(true, why),
        }
        let picks = self.ui.picks(self.shown());
        self.ui.selected = selected.and_then(|action| picks.iter().position(|pick| pick.action == action));
    }
}
