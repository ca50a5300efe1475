//! Messages: told by what they name; a success only by its whole form.

mod documented;
mod publishes;

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
        ("Erro de Propriedade Intelectual", IntellectualProperty),
        ("Fehler: geistiges Eigentum", IntellectualProperty),
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
fn other_texts_are_no_messages() {
    for text in ["", "Production", "Factory Monitoring Error Log", "Name\tSerial Number\tLimits", DESCRIPTION] {
        assert_eq!(classify(text), None, "{text}");
    }
}
