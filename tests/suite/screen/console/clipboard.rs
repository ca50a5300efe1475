//! The clipboard of Windows, both ways.

use super::{AtTerminal, Console, Site};

/// V, with Ctrl held on the left.
const CTRL_V: (u16, char, u32) = (0x56, '\u{16}', 8);

#[test]
fn what_was_copied_is_in_the_clipboard_and_ctrl_v_pastes_it() {
    let site = Site::new();
    let console = Console::acmove(&site, &["open", "m"]);
    console.shows("Requirement 1 of 3").press("y").shows("Requirement 2 of 3").press("y").shows("Requirement 3 of 3");
    console.press("y").shows("Read the complete procedure").press("y").rests();
    console.press("y").shows("Obtain the AAA license").press("Y");
    console.shows("Copied: Activation Code").press("w").shows("as backup: note");
    console.rests().key(CTRL_V.0, CTRL_V.1, CTRL_V.2);
    console.shows("> 8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT");
}
