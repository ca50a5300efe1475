//! Writes the report, or everything for Support, to a path that is asked for.

use std::path::Path;

use crossterm::event::{KeyCode, KeyEvent};
use tui_input::Input;

use super::{
    super::{
        editing::edit,
        key_name::is_enter,
        message::{Effect, Saving},
        overlay::Overlay,
    },
    Model,
};

impl Model {
    /// Asks where something is to be written; offered is a name in the current folder, after the migration's.
    /// What will be in it is shown before it is written.
    pub(super) fn ask_where(&mut self, saving: Saving) -> Vec<Effect> {
        let folder = Path::new(&self.session().folder);
        let name =
            folder.file_name().map_or_else(|| "migration".to_owned(), |name| name.to_string_lossy().into_owned());
        self.ui.notice = None;
        self.ui.overlay = Some(Overlay::Save { saving, input: Input::new(format!("{name}-{}", saving.ending())) });
        self.ui.preview = None;
        vec![Effect::Preview(saving)]
    }

    /// Takes in what would be written, where it is still asked for.
    pub(super) fn previewed(&mut self, saving: Saving, found: Result<Vec<String>, String>) {
        let is_asked = matches!(&self.ui.overlay, Some(Overlay::Save { saving: asked, .. }) if *asked == saving);
        if is_asked {
            self.ui.preview = Some(found);
        }
    }

    /// A key while the path is typed.
    #[expect(clippy::wildcard_enum_match_arm, reason = "most keys of a keyboard do nothing here")]
    pub(super) fn save_key(&mut self, saving: Saving, mut input: Input, key: KeyEvent) -> Vec<Effect> {
        match key.code {
            KeyCode::Enter if is_enter(key) && !input.value().trim().is_empty() => {
                self.ui.say(false, "Writing...");
                return vec![Effect::Save(saving, input.value().trim().to_owned())];
            }
            KeyCode::Esc => self.ui.say(false, "Nothing was saved."),
            _ => {
                edit(&mut input, key);
                self.ui.overlay = Some(Overlay::Save { saving, input });
            }
        }
        Vec::new()
    }

    /// Says what came of it. Where it could not be written, the path is asked for again as it was typed, unless the person
    /// does something else by then.
    pub(super) fn saved(&mut self, saving: Saving, written: Result<String, (String, String)>) {
        match written {
            Ok(path) => self.ui.say(false, format!("{} is in {path}.", saving.name())),
            Err((path, why)) => {
                self.ui.say(true, why);
                if self.ui.overlay.is_none() && self.ui.entry.is_none() {
                    self.ui.overlay = Some(Overlay::Save { saving, input: Input::new(path) });
                }
            }
        }
    }
}
