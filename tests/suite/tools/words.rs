//! What a command prints outweighs its exit code: an upload is judged by its words, as a publish is.

use acmove::{
    domain::{event::Event, page::MessageClass, run::Evidence, run::Progress},
    reading::{failed_publish, objection},
};

use super::{GOOD, ended, place, story, to_upload};
use crate::harness::scene::Scene;

/// Outputs that say that nothing was done, or that something did not work.
const OBJECTIONS: &[&str] = &[
    "Error: the license could not be uploaded.",
    "ERROR 401 Unauthorized",
    "The license was not installed",
    "There was an internal error installing the license",
    "License upload failed",
    "Unhandled Exception: System.IO.FileNotFoundException",
    "Access is denied.",
    "Unable to contact Service Center",
    "Login failed for user admin",
    "Invalid license file",
    "The license found is not valid for this server because it was issued to a server with serial number 'X'",
    "No license was found for this server",
    "Usage: ConfigurationTool.com /UploadLicense FILE USER PASSWORD",
    "Upload skipped: the license is installed already",
    "License uploaded successfully with 1 error",
    "{\"success\": false}",
    "Cannot perform the operation. No license was found for this server",
    "Erro: a licença não foi carregada",
    "Falha ao carregar a licença",
    "Fehler beim Hochladen",
    "Die Lizenz konnte nicht hochgeladen werden",
    "Échec du chargement de la licence",
    "Ungültige Lizenz",
    "La licencia no se pudo cargar: error",
    "Licenza non valida: errore",
    "ライセンスのアップロードに失敗しました",
    "上传许可证失败",
    "Ошибка загрузки лицензии",
    "Connecting...\nThe license was\nnot installed on this server\nBye",
    "Connecting...\nThe operation timed\nout",
];

/// Outputs that say nothing against it.
const FINE: &[&str] = &[
    "",
    "License uploaded.",
    "License uploaded successfully, 0 errors, 0 warnings",
    "Errors: 0\nWarnings: 2",
    "Service Center Installer version 11.9.1 build 20359\n\nWARNING : The /UploadLicense LICENSE_FILE command-line option has \nbeen deprecated.\nUse the following option instead:\nConfigurationTool /UploadLicense LICENSE_FILE SERVICE_CENTER_USER \nSERVICE_CENTER_PASSWORD",
    "This server license will expire within 10 days. Your Service Center administrator must request a new license",
    "Uploading XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT.lic, 1834 bytes...\nDone.",
    "Completed without errors.",
];

#[test]
fn an_output_that_says_that_it_failed_speaks_against_an_exit_code_of_zero() {
    for text in OBJECTIONS {
        assert!(objection(text, text).is_some(), "{text}");
    }
    for text in FINE {
        assert_eq!(objection(text, text), None, "{text}");
    }
}

#[test]
fn an_upload_that_says_it_failed_is_not_done_whatever_its_exit_code_says() {
    for text in OBJECTIONS {
        let mut scene = Scene::of(&to_upload(), (100, 40));
        scene.press("x");
        let number = scene.ran.remove(0).0;
        scene.send(ended(number, GOOD, text));
        let step = scene.model.engine.session.run.step(place(&scene, "production/upload-source"));
        assert!(step.is_under_way(), "{text}: {:?}", step.progress);
        let Event::CommandEnded { objection: Some(line), .. } = &scene.facts.last().unwrap().event else {
            panic!("{text}")
        };
        let screen = scene.screen();
        assert!(screen.contains("But it printed:") && screen.contains("whether it was done"), "{line}: {screen}");
        scene.press("n");
        assert!(!scene.model.engine.session.run.step(place(&scene, "production/upload-source")).is_under_way());
    }
}

#[test]
fn an_upload_with_nothing_against_it_is_done_as_claimed() {
    for text in FINE {
        let mut scene = Scene::of(&to_upload(), (100, 30));
        scene.press("x");
        let number = scene.ran.remove(0).0;
        scene.send(ended(number, GOOD, text));
        let step = scene.model.engine.session.run.step(place(&scene, "production/upload-source"));
        assert_eq!(step.progress, Progress::Done(Evidence::Claimed), "{text}");
    }
}

#[test]
fn a_publish_that_prints_an_error_is_not_taken_for_published() {
    let mut scene = Scene::of(&story("", "production/republish"), (100, 40));
    scene.press("x");
    let number = scene.ran.remove(0).0;
    scene.send(ended(number, GOOD, "Publishing...\nErro ao publicar"));
    let step = scene.model.engine.session.run.step(place(&scene, "production/republish"));
    assert!(step.is_under_way(), "{:?}", step.progress);
    assert!(scene.screen().contains("But it printed: \"Erro ao publicar\""), "{}", scene.screen());
}

#[test]
fn a_license_that_will_expire_is_no_failed_publish_and_one_of_intellectual_property_comes_first() {
    assert_eq!(failed_publish("This server license will expire within 10 days. Request a new license"), None);
    let text = "Licensing Error: the license has expired\nIntellectual Property Error: protected";
    assert_eq!(failed_publish(text).unwrap().0, MessageClass::IntellectualProperty);
}
