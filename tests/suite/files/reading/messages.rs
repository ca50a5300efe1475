//! Messages: told by what they name.

use acmove::{
    domain::page::{MessageClass, Reading},
    reading::{classify, read_text},
};

use super::DESCRIPTION;

#[test]
fn messages_are_told_by_what_they_name() {
    use MessageClass::{ForeignModule, IntellectualProperty, License, MaintenanceMode, Other, Published};
    for (text, class) in [
        (
            "Invalid Intellectual Property: You are trying to upload or publish a solution that was created in a Platform Server and its intellectual Property is protected.",
            IntellectualProperty,
        ),
        (
            "Intellectual Property Error: This module is under Intellectual Property Protection, so you cannot publish it to your environment. Go to http://www.outsystems.com/ipp and request rights to use this module.",
            IntellectualProperty,
        ),
        ("INTELLECTUAL\n  PROPERTY\tERROR", IntellectualProperty),
        ("Publish failed (IPP).", IntellectualProperty),
        ("The IP rights of your applications could not be granted", IntellectualProperty),
        ("IP protected modules present in the factory. Are you executing a license change?", IntellectualProperty),
        (
            "ECT_Provider was published successfully.\nIntellectual Property Error: this module is protected",
            IntellectualProperty,
        ),
        ("Foreign Module Error", ForeignModule),
        (
            "Your OutSystems subscription only allows uploading modules developed in your environment, or downloaded from the OutSystems Forge.",
            ForeignModule,
        ),
        ("Cannot continue the operation because the environment is in maintenance mode", MaintenanceMode),
        ("LifeTime component not licensed.", License),
        ("Licensing Error: An error occurred while validating feature 'LifeTime'", License),
        ("There was an internal error installing the license", License),
        ("The license was not installed", License),
        ("License Error\nInvalid License.", License),
        ("Your license has expired! Please request a new license", License),
        ("ECT_Provider was published successfully.", Published),
        ("Module “ECT_Provider” successfully published", Published),
        ("1-Click Publish Done", Published),
        ("Published successfully in 1.0 s: 0 errors, 0 warnings", Published),
        ("Deploy was aborted due to problems tagging applications.", Other),
        ("WARNING : The '/UploadLicense LICENSE_FILE' command-line option has been deprecated.", Other),
        ("Compilation failed", Other),
        ("The module couldn’t be compiled", Other),
    ] {
        assert_eq!(classify(text), Some(class), "{text}");
        let page = matches!(read_text(text), Reading::LicensingPage(_));
        assert!(page || read_text(text) == Reading::Message { class }, "{text}");
    }
}

#[test]
fn a_success_with_anything_against_it_is_none() {
    for text in [
        "ECT_Provider was not published successfully",
        "ECT_Provider wasn’t published successfully",
        "ECT_Provider published successfully with errors",
        "Published with errors",
        "Unsuccessfully published",
        "1 of 3 modules were published successfully",
        "Published successfully, 10 errors",
        "Published successfully in version 1.0 errors",
        "Was it published successfully?",
        "The module will be published successfully if you retry",
        "Published successfully. Intellectual Property",
        "No modules were published successfully",
        "Publish done. Outdated consumers: 2",
        "Published successfully except ECT_Provider",
        "Publish completed but the deploy timed out",
    ] {
        assert_ne!(classify(text), Some(MessageClass::Published), "{text}");
    }
}

#[test]
fn other_texts_are_no_messages() {
    for text in ["", "Production", "Factory Monitoring Error Log", "Name\tSerial Number\tLimits", DESCRIPTION] {
        assert_eq!(classify(text), None, "{text}");
    }
}
