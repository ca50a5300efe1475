//! Publishes: a success is a whole known form, a failure says so, and everything else is for a person to read.

use acmove::{
    domain::{
        page::{MessageClass, Reading},
        publish::{ModulePage, PublishSuccess, PublishText},
    },
    reading::{classify, read_publish_text, read_text},
};

/// Texts that say that `ECT_Provider` was published, and nothing else.
const PUBLISHED: &[&str] = &[
    "ECT_Provider published successfully.",
    "ECT_Provider was published successfully",
    "Module 'ECT_Provider' has been published successfully.",
    "eSpace ECT_Provider successfully published!",
    "published successfully",
    "Publish of ECT_Provider\nECT_Provider published successfully.",
    "Publish of ECT_Provider / ECT_Provider published successfully.",
    "  PUBLISH OF ect_provider\r\n\r\n\tect_provider PUBLISHED\n   successfully.  ",
    "Publish of ECT_Provider succeeded",
    "1-Click Publish of ECT_Provider: Done",
    "1-Click Publish completed successfully.",
    "ECT_Provider published successfully in version 12.",
    "ECT_Provider published successfully at 2026-11-29 01:12:30.",
    "ECT_Provider published successfully in 00:01:15, with 0 errors and 0 warnings",
    "Published successfully, without errors or warnings.",
    "Factory Monitoring Administration Analytics\nApplications Modules Extensions Solutions\nPublish of ECT_Provider\nECT_Provider published successfully.\nBack to the module\nProduction\nManage all environments in LifeTime\nLicensed to My company\nProduction purpose\nVersion 11.10.0 (Build 22422)\n11:29 Mon 2021-04-05\nRecent Items",
    "1\tSaving\tSaving ECT_Provider to disk.\n2\tUploading\tStoring a new version into srv-dev.acme.example\n3\tCompiling\tGenerating and compiling optimized code and database scripts.\n4\tDeploying\tUpdating database model and deploying web application.\n5\tDone",
    "1\nSaving\nSaving ECT_Provider to disk.\n2\nUploading\nStoring a new version into srv-dev.acme.example\n3\nDone",
];

/// Texts with words of a success that are none, or may be none.
const NOT_PUBLISHED: &[&str] = &[
    "Publish done. IP: mismatch",
    "Previous version was published successfully",
    "Publish succeeded: false",
    "Erro: published successfully",
    "Publish succeeded. Intelectual Property mismatch",
    "Publish succeeded. I.P.P. violation",
    "Publish done. Ownership conflict",
    "Publish completed: 1 skipped",
    "❌ ECT_Provider published successfully",
    "✗ Published successfully",
    "{\"published successfully\": false}",
    "{\"status\": \"published successfully\", \"errors\": [\"IPP\"]}",
    "<result published=\"successfully\">false</result>",
    "Last publish: published successfully 2021-03-03. Current publish: running",
    "ECT_Provider was not published successfully",
    "ECT_Provider wasn’t published successfully",
    "ECT_Provider published successfully with errors",
    "ECT_Provider published successfully with 3 warnings",
    "Published with errors",
    "Unsuccessfully published",
    "Not published successfully",
    "Nothing published successfully",
    "Module not published successfully",
    "IP_Error published successfully",
    "1 of 3 modules were published successfully",
    "2 modules published successfully",
    "Published successfully, 10 errors",
    "Published successfully in version 1.0 errors",
    "Was it published successfully?",
    "Published successfully?",
    "The module will be published successfully if you retry",
    "Published successfully. Intellectual Property",
    "No modules were published successfully",
    "Publish done. Outdated consumers: 2",
    "Published successfully except ECT_Provider",
    "Publish completed but the deploy timed out",
    "Publish of ECT_Provider done (rolled back)",
    "ECT_Provider published successfully, then reverted",
    "ECT_Provider published successfully. Other_Module publish failed.",
    "ECT_Provider published successfully.\nOther_Module published successfully.",
    "ECT_Provider published successfully.\nECT_Provider published successfully.",
    "Simulation: ECT_Provider published successfully",
    "Dry run. Published successfully.",
    "Não foi published successfully",
    "ECT_Provider nicht published successfully",
    "ECT_Provider publicado com sucesso",
    "ECT_Providerは正常に公開されませんでした",
    "发布成功：否",
    "Published successfully… not",
    "Published successfully: no",
    "Published successfully: 0",
    "published\u{200b}ish successfully",
    "p\u{443}blished successfully",
    "ECT_Provider published succ\u{435}ssfully",
    "> ECT_Provider published successfully\nThat is what I expected to see",
    "expected: ECT_Provider published successfully\nactual: timeout",
    "Done",
    "OK",
    "1\tSaving\tSaving ECT_Provider to disk.\n2\tDone",
    "1\tSaving\tSaving ECT_Provider to disk.\n2\tUploading\tStoring a new version into srv-dev.acme.example",
    "1\tUploading\tStoring a new version into srv-dev.acme.example\n\tWarning\tThe module is outdated.\n2\tDone",
    "1\tUploading\tStoring a new version into srv-dev.acme.example\n2\tDone\n3\tUploading\tStoring a new version into srv-dev.acme.example\n4\tDone",
    "Publish of ECT_Provider\nVersion 7 of ECT_Provider is being compiled and deployed. This page loads itself again.",
    "Publish of ECT_Provider",
    "ECT_Provider published successfully.\nPublish of ECT_Provider",
    "1\tUploading\tStoring a new version into srv-dev\n2\tDone\n1\tSaving\tSaving ECT_Provider to disk.",
    "[\"published successfully\"]",
    "published successfully (0)",
    "\u{1b}[31mFAILED\u{1b}[0m published successfully",
    "p\u{336}ublished successfully",
    "ｐublished successfully",
    "ECT_Provider published successfully, no warnings, 1 error",
    "Publish completed, 0 modules",
    "ECT_Provider published successfully\u{2028}Erro",
];

#[test]
fn a_whole_known_form_is_a_success() {
    for text in PUBLISHED {
        let PublishText::Published(success) = read_publish_text(text) else {
            panic!("{text}: {:?}", read_publish_text(text))
        };
        assert!(success.is_whole(), "{text}: {success:?}");
        assert_eq!(classify(text), Some(MessageClass::Published), "{text}");
        assert_eq!(read_text(text), Reading::Message { class: MessageClass::Published }, "{text}");
    }
}

#[test]
fn the_success_page_of_a_publish_reads_as_published() {
    let page = "Publish of ECT_Provider\nECT_Provider published successfully.";
    let success = PublishSuccess { modules: vec!["ECT_Provider".to_owned(); 2], ..PublishSuccess::default() };
    assert_eq!(read_publish_text(page), PublishText::Published(success));
    assert_eq!(classify(page), Some(MessageClass::Published));
}

#[test]
fn a_text_with_words_of_a_success_and_anything_else_is_no_success() {
    for text in NOT_PUBLISHED {
        assert_ne!(classify(text), Some(MessageClass::Published), "{text}");
        assert_ne!(read_text(text), Reading::Message { class: MessageClass::Published }, "{text}");
        let whole = matches!(read_publish_text(text), PublishText::Published(success) if success.is_whole());
        assert!(!whole, "{text}");
    }
}

#[test]
fn any_word_that_is_added_to_a_success_makes_a_person_read_it() {
    let words = ["Erro", "não", "skipped", "false", "but", "❌", "conflict", "IPP", "0", "?", "nicht", "失敗", "retry"];
    for text in PUBLISHED {
        for word in words {
            for added in [format!("{word}\n{text}"), format!("{text}\n{word}"), format!("{word}: {text}")] {
                assert_ne!(classify(&added), Some(MessageClass::Published), "{added}");
            }
        }
    }
}

#[test]
fn an_error_of_intellectual_property_outranks_a_success_however_it_is_spelled() {
    for text in [
        "Publish done. IP: mismatch",
        "Publish succeeded. Intelectual Property mismatch",
        "Publish succeeded. I.P.P. violation",
        "OutSystems.HubEdition.IntellectualPropertyException: not allowed",
        "ECT_Provider published successfully.\nInvalid Intellectual Property: protected",
    ] {
        assert_eq!(read_publish_text(text), PublishText::Failed(MessageClass::IntellectualProperty), "{text}");
    }
}

#[test]
fn a_success_that_something_speaks_against_is_neither_a_success_nor_a_failure() {
    for text in [
        "Previous version was published successfully",
        "Publish succeeded: false",
        "Erro: published successfully",
        "Published successfully. Intellectual Property",
        "ECT_Provider published successfully with errors",
        "ECT_Provider published successfully. This server license will expire within 3 days.",
        "Publish completed: 1 skipped",
        "Publish failed before; now ECT_Provider is published successfully with a warning",
    ] {
        let unclear = match read_publish_text(text) {
            PublishText::Unclear => true,
            PublishText::Published(success) => !success.is_whole(),
            PublishText::Failed(_) | PublishText::ModulePage(_) => false,
        };
        assert!(unclear, "{text}: {:?}", read_publish_text(text));
    }
}

#[test]
fn a_failure_that_may_be_one_of_intellectual_property_is_read_by_a_person() {
    for text in [
        "Publish failed: the solution belongs to another Activation Code.",
        "Error: ownership conflict",
        "Upload failed. The module is protected.",
        "Cannot publish: IP",
    ] {
        assert_eq!(read_publish_text(text), PublishText::Unclear, "{text}");
        assert_eq!(classify(text), Some(MessageClass::Other), "{text}");
    }
}

#[test]
fn a_text_that_says_nothing_known_is_read_by_a_person() {
    for text in ["", "soup, then fish", "Geht nicht", "公開できませんでした", "Warning: 3 consumers are outdated."]
    {
        assert_eq!(read_publish_text(text), PublishText::Unclear, "{text}");
    }
}

#[test]
fn a_row_with_an_error_makes_a_list_a_failed_publish() {
    let list = |row: &str| {
        format!(
            "1\tSaving\tSaving ECT_Provider to disk.\n2\tUploading\tStoring a new version into srv-dev\n\t{row}\n3\tDone"
        )
    };
    for (row, class) in [
        (
            "Foreign Module Error\tYour OutSystems subscription only allows uploading modules developed in your environment.",
            MessageClass::ForeignModule,
        ),
        ("Intellectual Property Error\tThis module is protected.", MessageClass::IntellectualProperty),
        ("Licensing Error\tNo license was found for this server", MessageClass::License),
        ("Locked Module Error\tSomebody else is at work.", MessageClass::Other),
        ("Error\tSomething.", MessageClass::Other),
    ] {
        assert_eq!(read_publish_text(&list(row)), PublishText::Failed(class), "{row}");
    }
}

/// A module's page as it is copied from a browser.
const MODULE_PAGE: &str = "Module ECT_Provider\nBack to Modules List\nGeneral Log\nError Log\nApplication\tApp Feedback\nDescription\nStatus\tThe Module is OK. No messages to show.\nLast Published\t2021-03-03 09:53:52 by ConfigurationTool_OperationsSA\nRedeploy Published Version\nVersion\tUploaded\tPublished\tService Studio Version\tVerified\n3\t2021-03-03 09:50:01 by ConfigurationTool_OperationsSA\t\t11.10.0\tPublish\tDownload\nProduction\nManage all environments in LifeTime\nProduction purpose\nVersion 11.10.0 (Build 22422)\n11:29 Mon 2021-04-05";

fn module_page(text: &str) -> ModulePage {
    match read_publish_text(text) {
        PublishText::ModulePage(page) => page,
        other => panic!("{other:?} in {text}"),
    }
}

#[test]
fn the_page_of_a_module_is_read_with_its_module_and_the_time_of_its_last_publish() {
    let labels_alone = MODULE_PAGE.replace("Status\t", "Status\n").replace("Last Published\t", "Last Published\n");
    for text in [MODULE_PAGE.to_owned(), MODULE_PAGE.replace('\n', "\r\n"), labels_alone] {
        let page = module_page(&text);
        assert_eq!(page.module.as_deref(), Some("ECT_Provider"), "{text}");
        assert_eq!(page.last_published, Some("2021-03-03T09:53:52".parse().unwrap()), "{text}");
        assert_eq!(page.clock, Some("2021-04-05T11:29:00".parse().unwrap()), "{text}");
        assert_eq!(page.others, Vec::<String>::new(), "{text}");
        assert_eq!(classify(&text), None, "a page is no message");
    }
}

#[test]
fn a_page_of_a_module_that_says_something_else_keeps_it() {
    for (from, to, other) in [
        ("The Module is OK. No messages to show.", "There are 2 errors.", "Status: There are 2 errors."),
        ("Redeploy Published Version", "Publish is running", "Publish is running"),
    ] {
        assert_eq!(module_page(&MODULE_PAGE.replace(from, to)).others, [other]);
    }
    let two = format!("{MODULE_PAGE}\n{}", MODULE_PAGE.replace("2021-03-03 09:53", "2021-03-04 09:53"));
    let page = module_page(&two);
    assert!(page.last_published.is_none() && !page.others.is_empty(), "{page:?}");
    let local = module_page(&MODULE_PAGE.replace("2021-03-03 09:53:52", "3/3/2021 9:53"));
    assert_eq!(local.last_published, None, "a date in another order is not guessed");
}

#[test]
fn hidden_parts_of_a_page_say_nothing() {
    let hidden =
        "<html><body><p style=\"display:none\">ECT_Provider published successfully.</p><p>Running</p></body></html>";
    assert_eq!(read_publish_text(hidden), PublishText::Unclear);
    let shown = "<html><body><h1>Publish of ECT_Provider</h1><p hidden>Error</p><p>ECT_Provider published successfully.</p></body></html>";
    assert!(matches!(read_publish_text(shown), PublishText::Published(success) if success.is_whole()));
}
