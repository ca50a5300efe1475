//! The exact texts of the vendor's documentation, each with its class and what it means at a publish.

use acmove::{
    domain::{
        page::{MessageClass, Reading},
        publish::PublishText,
    },
    reading::{classify, read_publish_text, read_text},
};

use MessageClass::{ForeignModule, IntellectualProperty, License, MaintenanceMode, Other};

/// Errors: what was to be done is not done.
const ERRORS: &[(&str, MessageClass)] = &[
    (
        "Invalid Intellectual Property: You are trying to upload or publish a solution that was created in a Platform Server and its intellectual Property is protected",
        IntellectualProperty,
    ),
    (
        "Foreign Module Error\nYour OutSystems subscription only allows uploading modules developed in your environment, or downloaded from the OutSystems Forge. To share this module with the community, upload it at http://www.outsystems.com/goto/forge.",
        ForeignModule,
    ),
    ("Cannot continue the operation because the environment is in maintenance mode", MaintenanceMode),
    ("No license was found for this server", License),
    ("Cannot perform the operation. No license was found for this server", License),
    (
        "The license found is not valid for this server because it was issued to a server with serial number 'XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT'",
        License,
    ),
    ("Cannot perform the operation. The license found is not valid for this server", License),
    ("This server license has expired. Your Service Center administrator must request a new license", License),
    (
        "This server is consuming more resources than allowed by its license. Either the license contract must be changed or the features usage decreased",
        License,
    ),
    (
        "Cannot perform the operation. Either this server license has expired or it is consuming more resources than allowed",
        License,
    ),
    (
        "You cannot publish more modules because you reached the limit of 150 Software Units that this server license allows",
        License,
    ),
    (
        "Cannot perform the operation. The Debugger feature is not licensed in this server. To change the license contract ask your Service Center administrator",
        License,
    ),
    (
        "Publish Error : Error publishing to 'acc-lifetime01': ssServiceCenter.ExcptGeneralError: LifeTime component not licensed.",
        License,
    ),
    (
        "The 1-Click Publish started by admin at 2024-05-14 22:41:09 can't proceed because there is an ongoing Modules upgrade, started by Compiler Service at 2024-05-14 22:30:00, that is locking 'ECT_Provider' module.",
        Other,
    ),
    (
        "The 1-Click Publish started by admin at 2024-05-14 22:41:09 can't proceed because there is an ongoing 1-Click Publish, started by anna at 2024-05-14 22:40:00, that is locking 'ECT_Provider' module.",
        Other,
    ),
    (
        "Your module is currently being locked by another operation. Please try again later. User anna is publishing module ECT_Provider since 2024-05-14 22:40:00",
        Other,
    ),
    (
        "Unable to contact OutSystems Deployment Controller Service. Please make sure this service is running on 'srv-osp-01' to obtain licensing information",
        Other,
    ),
    (
        "Unable to contact OutSystems Deployment Controller Service. Please make sure this service is running on 'srv-osp-01' or use the Platform Server Configuration Tool to configure the Deployment Controller Server.",
        Other,
    ),
    ("This version of Service Studio (11.53.39) is not compatible with the selected Platform Server (11.10.0)", Other),
    (
        "Internal Error: Object not found: /NRWebFlows.p436MYS7DUOpxmV3WroRkA (relativeTo: Cjm8IfjnZkGPAoWWhqBjCg)",
        Other,
    ),
    ("The application is currently being published. Please wait...", Other),
    ("Deploy was aborted due to problems tagging applications.", Other),
];

/// Warnings: the publish may have been done all the same.
const WARNINGS: &[(&str, MessageClass)] = &[
    (
        "This server license will expire within 10 days. Your Service Center administrator must request a new license",
        License,
    ),
    (
        "This server license has expired. Your Service Center administrator must request a new license within 5 days",
        License,
    ),
    (
        "This server is consuming more resources than allowed by its license. Either the license contract should be changed or the features usage decreased",
        License,
    ),
    (
        "You should not publish more modules because you reached the limit of 150 Software Units that this server license allows",
        License,
    ),
];

#[test]
fn every_documented_error_has_its_class_and_is_a_failed_publish() {
    for (text, class) in ERRORS {
        assert_eq!(classify(text), Some(*class), "{text}");
        assert_eq!(read_publish_text(text), PublishText::Failed(*class), "{text}");
        let shouted = text.to_uppercase().replace(' ', "\n  ");
        assert_eq!(classify(&shouted), Some(*class), "{shouted}");
    }
}

#[test]
fn a_refusal_because_of_the_license_is_a_message_and_no_page() {
    let text = "Cannot perform the operation. The license found is not valid for this server";
    assert_eq!(read_text(text), Reading::Message { class: License });
}

#[test]
fn a_documented_warning_has_its_class_and_decides_nothing() {
    for (text, class) in WARNINGS {
        assert_eq!(classify(text), Some(*class), "{text}");
        assert_eq!(read_publish_text(text), PublishText::Unclear, "{text}");
    }
}
