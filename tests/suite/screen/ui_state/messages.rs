//! Messages of a test publish at the screen: pasted whole, and read by a person where acmove cannot tell them.

use acmove::{
    domain::{
        event::Event,
        outlook::{Standing, State},
        run::Evidence,
    },
    tui::message::{Msg, Typed},
};

use super::{before, scene, standing};

const LIST: &str = "1\tSaving\tSaving ECT_Provider to disk.\r2\tUploading\tStoring a new version into srv-dev.acme.example\r\tForeign Module Error\tYour OutSystems subscription only allows uploading modules developed in your environment.";

const UNCLEAR: &str = "Erro: published successfully\nlinha 2";

#[test]
fn a_message_of_several_lines_is_pasted_whole_where_it_is_asked_for() {
    let mut scene = scene(&before("lifetime/republish"));
    scene.press("b e").paste(LIST);
    assert!(scene.screen().contains("3 lines"), "{}", scene.screen());
    scene.press("Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::Stopped, "{}", scene.screen());
    let Event::PublishFailed { message, .. } = &scene.facts.last().unwrap().event else { panic!() };
    assert_eq!(message.lines().count(), 3, "{message}");
    assert!(
        message.contains("\nForeign Module Error Your") || message.contains("\n Foreign Module Error"),
        "{message}"
    );
}

#[test]
fn a_burst_of_keys_with_line_ends_is_one_message() {
    let mut scene = scene(&before("lifetime/republish"));
    scene.press("b e").send(Msg::Typed(Typed::Burst(LIST.replace('\r', "\n")))).press("Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::Stopped, "{}", scene.screen());
}

#[test]
fn a_message_that_is_refused_is_asked_again_as_it_was() {
    let mut scene = scene(&before("lifetime/republish"));
    let other = "Publish of Other_App\nOther_App published successfully.";
    scene.press("b e").paste(other).press("Enter");
    assert!(scene.said().starts_with("This is about Other_App"), "{}", scene.said());
    assert!(scene.screen().contains("2 lines"), "{}", scene.screen());
}

#[test]
fn a_message_that_acmove_cannot_tell_is_read_by_a_person() {
    for pasted in [true, false] {
        let mut scene = scene(&before("lifetime/republish"));
        scene.press("b");
        let facts = scene.facts.len();
        if pasted {
            scene.paste(UNCLEAR);
        } else {
            scene.press("e").paste(UNCLEAR).press("Enter");
        }
        assert_eq!(scene.facts.len(), facts, "nothing is recorded of it: {}", scene.screen());
        let screen = scene.screen();
        for words in [
            "Read the message:",
            "Erro: published successfully",
            "linha 2",
            "It says that the module was published",
            "It is an Intellectual Property error",
            "It is another error",
        ] {
            assert!(screen.contains(words), "{words}: {screen}");
        }
        scene.press("Enter");
        assert_eq!(scene.facts.len(), facts, "no answer is selected beforehand");
    }
}

#[test]
fn each_answer_about_a_message_is_recorded_as_a_persons_word() {
    let unclear = || {
        let mut scene = scene(&before("lifetime/republish"));
        scene.press("b").paste(UNCLEAR);
        scene
    };
    let mut published = unclear();
    published.press("y");
    assert_eq!(standing(&published, "lifetime/republish"), Standing::Done(Evidence::Claimed));
    assert!(published.said().contains("as you reported from the message: \"Erro: published successfully linha 2\""));
    let mut protected = unclear();
    protected.press("s");
    assert_eq!(protected.model.engine.session.outlook.state, State::Stopped);
    let mut failed = unclear();
    failed.press("f");
    assert_eq!(standing(&failed, "lifetime/republish"), Standing::Failed);
    let mut undone = unclear();
    undone.press("n b");
    assert!(!undone.screen().contains("Read the message:"), "it was answered: {}", undone.screen());
}

#[test]
fn a_page_of_a_module_asks_whether_it_is_of_this_publish() {
    let mut scene = scene(&before("lifetime/republish"));
    scene.press("b");
    let begun = scene.now.strftime("%Y-%m-%d %H:%M:%S").to_string();
    scene.paste(&format!(
        "Module ECT_Provider\nStatus\tThe Module is OK. No messages to show.\nLast Published\t{begun} by anna\nVersion 11.10.0 (Build 22422)"
    ));
    let screen: String = scene.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains("ECT_Provider was last published at"), "{screen}");
    scene.press("y");
    assert_eq!(standing(&scene, "lifetime/republish"), Standing::Done(Evidence::Claimed));
}

#[test]
fn a_text_that_says_nothing_of_a_publish_asks_nothing() {
    let mut scene = scene(&before("lifetime/republish"));
    scene.press("b").paste("soup, then fish");
    assert!(scene.said().starts_with("acmove does not recognize this text."), "{}", scene.said());
    assert!(scene.screen().contains("It failed: paste the message"), "{}", scene.screen());
}

#[test]
fn a_message_that_waits_to_be_read_is_never_seen_where_it_would_hurt_a_terminal() {
    let mut scene = scene(&before("lifetime/republish"));
    scene.press("b").paste("\u{1b}]0;owned\u{7}published successfully? \u{1b}[31m\u{202e}red");
    assert!(!scene.screen().chars().any(|c| c.is_control() && c != '\n'), "{:?}", scene.screen());
}
