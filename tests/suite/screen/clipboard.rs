//! Copying to the clipboard and pasting from it on the screen: where it goes, and what is said, however long it takes.

use std::time::Duration;

use acmove::{
    setup::{Field, Setup, SetupPage, TabStop, form::Form},
    tui::{
        clipboard::PASTE,
        message::{CopyOutcome, Msg, PasteEnd, Typed},
        overlay::Overlay,
        press::{Target as _, Weight},
        update::update,
    },
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::meant::Seen;
use crate::harness::{
    scene::{Scene, page, parse},
    story::Story,
};

const SOURCE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
const SERIAL: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";

#[test]
fn copied_is_said_when_it_is_true_and_what_to_do_where_it_is_not() {
    let code = format!("Activation Code  {SOURCE}");
    for (outcome, is_bad, wanted) in [
        (CopyOutcome::Copied, false, format!("Copied: {code}. Y again: Serial Number.")),
        (CopyOutcome::Asked(""), false, format!("acmove asked the terminal to copy: {code}. Y again: Serial Number.")),
        (
            CopyOutcome::Asked(" tmux may not."),
            false,
            format!(
                "acmove asked the terminal to copy: {code}. Y again: Serial Number. tmux may not. Press M to select it with the mouse instead."
            ),
        ),
        (
            CopyOutcome::NotCopied("It is held.".to_owned()),
            true,
            format!("Not copied: {code}. It is held. Or press M and select it with the mouse."),
        ),
        (CopyOutcome::TooLong, true, "This is too long for the clipboard of a terminal.".to_owned()),
    ] {
        let mut scene = Scene::of(&Story::paused(), (100, 30));
        scene.copies = outcome;
        scene.press("Y");
        assert!(scene.said().starts_with(&wanted), "{}", scene.said());
        assert_eq!(scene.model.ui.notice.as_ref().map(|notice| notice.bad), Some(is_bad));
        let is_copied = !matches!(scene.copies, CopyOutcome::NotCopied(_));
        scene.press("Y");
        assert_eq!(scene.clipboard, if is_copied { SERIAL } else { SOURCE }, "what was not copied is tried again");
    }
}

/// On the card that wants the page of Production, with this in the clipboard.
fn wanting_a_page(pasted: &str) -> Seen {
    let mut story = Story::four();
    story.before("production/check-source");
    let mut seen = Seen::of(&story);
    seen.scene.pastes = Ok((pasted.to_owned(), PasteEnd::Marked));
    seen.wait(1000);
    seen
}

fn key(code: KeyCode, held: KeyModifiers) -> Typed {
    Typed::Key(KeyEvent::new(code, held))
}

/// Whatever asks for a paste on a card.
fn ways() -> Vec<Typed> {
    let ctrl_shift = KeyModifiers::CONTROL | KeyModifiers::SHIFT;
    vec![
        key(KeyCode::Char('P'), KeyModifiers::SHIFT),
        key(KeyCode::Char('v'), KeyModifiers::CONTROL),
        key(KeyCode::Char('V'), ctrl_shift),
        key(KeyCode::Char('V'), KeyModifiers::CONTROL),
        key(KeyCode::Insert, KeyModifiers::SHIFT),
        key(KeyCode::Char('v'), KeyModifiers::SUPER),
        Typed::Pointed(PASTE),
    ]
}

#[test]
fn every_way_to_paste_brings_the_page_that_is_in_the_clipboard() {
    let page = page(SERIAL, SOURCE, "Ignore").replace('\n', "\r\n");
    for way in ways() {
        let mut seen = wanting_a_page(&page);
        let facts = seen.facts();
        seen.input(way.clone()).wait(1000);
        assert_eq!(seen.facts(), facts + 1, "{way:?}: {}", seen.scene.screen());
        assert!(seen.scene.said().contains("page"), "{}", seen.scene.said());
    }
}

#[test]
fn other_keys_with_these_letters_paste_nothing() {
    for (code, held) in [
        (KeyCode::Char('v'), KeyModifiers::ALT),
        (KeyCode::Char('v'), KeyModifiers::CONTROL | KeyModifiers::ALT),
        (KeyCode::Insert, KeyModifiers::NONE),
        (KeyCode::Insert, KeyModifiers::CONTROL),
        (KeyCode::Char('p'), KeyModifiers::SUPER),
    ] {
        let mut seen = wanting_a_page("x");
        seen.input(key(code, held)).wait(1000);
        assert_eq!(seen.scene.model.ui.clipboard.pastes, 0, "{code:?} {held:?}");
    }
}

#[test]
fn a_key_that_is_held_down_pastes_once() {
    let mut seen = wanting_a_page("Licensing page of another\nActivation Code\n");
    let pastes = key(KeyCode::Char('v'), KeyModifiers::CONTROL);
    seen.input(pastes.clone()).wait(500);
    for _ in 0..30 {
        seen.input(pastes.clone()).wait(33);
    }
    assert_eq!(seen.scene.model.ui.clipboard.pastes, 1);
    seen.wait(1500).input(pastes);
    assert_eq!(seen.scene.model.ui.clipboard.pastes, 2);
}

#[test]
fn what_is_in_the_clipboard_goes_where_it_was_asked_for_and_nowhere_else() {
    let page = page(SERIAL, SOURCE, "Ignore");
    let asked = key(KeyCode::Char('v'), KeyModifiers::CONTROL);
    for elsewhere in ["i", ".", "w", ":", "Tab", "/"] {
        let mut seen = wanting_a_page(&page);
        let facts = seen.facts();
        seen.scene.is_clipboard_slow = true;
        seen.input(asked.clone());
        let number = seen.scene.pasting.take().unwrap();
        assert!(seen.scene.screen().contains("Reading the clipboard... Esc stops waiting"), "{}", seen.scene.screen());
        // What is typed meanwhile waits; the screen changes by itself all the same.
        seen.press(elsewhere);
        assert_eq!(seen.facts(), facts);
        let before = seen.scene.model.sight();
        seen.scene.model.ui.chosen = Some(acmove::engine::subject::Owner::Infrastructure);
        let is_changed = seen.scene.model.sight() != before;
        seen.scene.send(Msg::Pasted(number, Ok((page.clone(), PasteEnd::Marked))));
        assert!(
            is_changed && seen.scene.said().contains("the screen changed while the clipboard was read"),
            "{}",
            seen.scene.said()
        );
        assert_eq!(seen.facts(), facts, "{}", seen.scene.screen());
    }
}

#[test]
fn what_is_typed_behind_a_paste_comes_after_it() {
    let mut seen = Seen::of(&Story::paused());
    seen.press("w \"a \"");
    seen.scene.is_clipboard_slow = true;
    seen.wait(1000).input(key(KeyCode::Char('v'), KeyModifiers::CONTROL));
    let number = seen.scene.pasting.take().unwrap();
    seen.wait(300).press("\"!\" Enter").wait(1500);
    assert!(seen.scene.model.session().run.notes.is_empty(), "{}", seen.scene.screen());
    seen.scene.send(Msg::Pasted(number, Ok(("note".to_owned(), PasteEnd::Marked))));
    let notes = &seen.scene.model.session().run.notes;
    assert!(notes.len() == 1 && format!("{notes:?}").contains("a note!"), "{notes:?}");
}

#[test]
fn nobody_has_to_wait_for_a_clipboard() {
    let mut seen = wanting_a_page("");
    let facts = seen.facts();
    seen.scene.is_clipboard_slow = true;
    seen.input(key(KeyCode::Char('v'), KeyModifiers::CONTROL));
    let number = seen.scene.pasting.take().unwrap();
    seen.press("i Esc");
    assert!(seen.scene.said().contains("did not answer"), "{}", seen.scene.said());
    seen.scene.send(Msg::Pasted(number, Ok((page(SERIAL, SOURCE, "Ignore"), PasteEnd::Marked))));
    assert_eq!(seen.facts(), facts, "it came too late");
    seen.press("i");
    assert!(seen.scene.screen().contains("Environments"), "{}", seen.scene.screen());
    seen.input(key(KeyCode::Char('v'), KeyModifiers::CONTROL)).input(key(KeyCode::Char('c'), KeyModifiers::CONTROL));
    assert!(seen.scene.left, "Ctrl-c leaves");
}

#[test]
fn before_a_card_was_seen_nothing_is_pasted_on_it() {
    let mut story = Story::four();
    story.before("production/check-source");
    for way in ways() {
        let mut seen = Seen::of(&story);
        seen.wait(1000);
        // The card of now was drawn after the press.
        seen.scene.model.unseen();
        seen.scene.model.drawn(seen.at + Duration::from_millis(5));
        seen.scene.send(Msg::Input(seen.at, way));
        assert_eq!(seen.scene.model.ui.clipboard.pastes, 0);
        assert!(seen.scene.said().contains("was too early and did nothing: the screen"), "{}", seen.scene.said());
    }
}

#[test]
fn why_there_is_nothing_to_paste_is_said_where_it_was_asked() {
    let why = "The clipboard holds no text.";
    for keys in ["", "w", ":", "i", "T /"] {
        let mut seen = Seen::of(&Story::paused());
        seen.scene.pastes = Err(why.to_owned());
        seen.press(keys).input(key(KeyCode::Insert, KeyModifiers::SHIFT));
        assert_eq!(seen.scene.said(), why, "{keys}");
    }
}

#[test]
fn a_question_a_search_and_a_card_that_asks_for_a_file_take_what_is_in_the_clipboard() {
    let paste = || key(KeyCode::Char('v'), KeyModifiers::CONTROL);
    let with = |text: &str, keys: &str| {
        let mut seen = Seen::of(&Story::paused());
        seen.scene.pastes = Ok((text.to_owned(), PasteEnd::Marked));
        seen.press(keys).input(paste());
        seen
    };
    let seen = with("waiting for Bob\r\n", "w");
    assert!(seen.scene.screen().contains("> waiting for Bob"), "{}", seen.scene.screen());
    let seen = with("P", "w");
    assert!(seen.scene.screen().contains("> P"), "a letter is a letter: {}", seen.scene.screen());
    let seen = with("rollback", ":");
    let is_found =
        matches!(&seen.scene.model.ui.overlay, Some(Overlay::Picker(picker)) if picker.input.value() == "rollback");
    assert!(is_found, "{}", seen.scene.screen());
    let seen = with("there is no such file.lic", "");
    assert!(
        seen.scene.screen().contains("there is no such file.lic"),
        "a file that was copied: {}",
        seen.scene.screen()
    );
}

#[test]
fn the_footer_offers_to_paste_where_acmove_reads_the_clipboard() {
    let last = |seen: &Seen| seen.scene.screen().lines().last().unwrap().to_owned();
    let mut seen = Seen::of(&Story::paused());
    assert!(!last(&seen).contains("paste"), "{}", last(&seen));
    seen.scene.model.ui.clipboard.is_read = true;
    assert!(last(&seen).contains("P paste"), "{}", last(&seen));
    seen.press("w");
    assert!(last(&seen).contains("Ctrl-v paste"), "{}", last(&seen));
    seen.scene.pastes = Ok(("clicked".to_owned(), PasteEnd::Marked));
    seen.scene.click("Ctrl-v paste");
    assert!(seen.scene.screen().contains("> clicked"), "{}", seen.scene.screen());
}

#[test]
fn a_paste_by_name_goes_to_the_card_below_the_list() {
    let mut scene = Scene::of(&Story::paused(), (100, 30));
    scene.pastes = Ok((page(SERIAL, SOURCE, "Ignore"), PasteEnd::Marked));
    let facts = scene.model.session().run.facts;
    scene.pick("paste");
    assert!(scene.model.ui.overlay.is_none() && scene.model.session().run.facts >= facts, "{}", scene.screen());
    assert_eq!(scene.model.ui.clipboard.pastes, 1);
    assert!(!scene.said().is_empty() && !scene.said().contains("screen changed"), "{}", scene.said());
}

#[test]
fn a_paste_that_is_too_long_says_so_also_from_the_clipboard() {
    let mut seen = Seen::of(&Story::paused());
    seen.scene.pastes = Ok(("x".to_owned(), PasteEnd::TooLong));
    seen.press("w").input(key(KeyCode::Char('v'), KeyModifiers::CONTROL));
    assert!(seen.scene.said().contains("cut off after 4 MiB"), "{}", seen.scene.said());
}

#[test]
fn while_something_is_recorded_a_paste_is_for_the_card_that_was_there() {
    let mut seen = wanting_a_page(&page(SERIAL, SOURCE, "Ignore"));
    seen.press("w \"a note\"").wait(1000);
    let mut told = |msg: Msg| update(&mut seen.scene.model, seen.scene.now, msg);
    told(Msg::Input(seen.at, key(KeyCode::Enter, KeyModifiers::NONE)));
    // The note is on its way to the disk, and the screen is the same meanwhile.
    let note = told(Msg::Tick(seen.at + Duration::from_secs(1)));
    seen.at += Duration::from_secs(2);
    seen.draw();
    seen.at += Duration::from_secs(1);
    let asked = Msg::Input(seen.at, key(KeyCode::Char('v'), KeyModifiers::CONTROL));
    assert!(update(&mut seen.scene.model, seen.scene.now, asked).is_empty());
    let facts = seen.facts();
    seen.scene.carry_out(note);
    assert_eq!((seen.facts(), seen.scene.model.ui.clipboard.pastes), (facts + 1, 0), "{}", seen.scene.screen());
    assert!(seen.scene.said().contains("Ctrl-v was too early and did nothing: the screen"), "{}", seen.scene.said());
}

#[test]
fn a_set_up_takes_what_is_in_the_clipboard_and_says_why_there_is_nothing() {
    let setup = Setup::new(Vec::new(), jiff::tz::TimeZone::UTC, crate::harness::story::begin());
    let mut form = Form::new(setup, SetupPage::Infrastructure);
    for way in ways().iter().skip(1) {
        assert_eq!(form.weight(way), Weight::Paste, "{way:?}");
    }
    assert_ne!(form.weight(&Typed::Key(parse("P")[0])), Weight::Paste, "a letter is a letter");
    form.typed(&Typed::NothingToPaste("It is empty.".to_owned()));
    assert_eq!(form.notice.as_ref().map(|notice| notice.text.as_str()), Some("It is empty."));
    form.typed(&Typed::Paste("ACME".to_owned(), PasteEnd::Marked));
    assert!(matches!(form.at, TabStop::Field(Field::Name)) && form.input.value() == "ACME", "{:?}", form.at);
}
