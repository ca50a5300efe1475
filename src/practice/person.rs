//! Somebody who works on the practice pages as a person would: clicks, downloads, uploads, reads. Works on the pages of one
//! practice infrastructure, and nowhere else.

pub(super) mod deployments;
mod page;

use std::{
    cell::Cell,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use self::page::{between, free_row, message, readable, text_of};
use crate::{
    domain::identity::{ActivationCode, SerialNumber},
    driver::web::{Web, WebAnswer, WebError},
};

/// The status of a page that did not come in time.
const TIME_OUT: u16 = 504;

/// The status of a page that is not there.
const NOT_FOUND: u16 = 404;

/// The status of a page that is down for a while.
const DOWN: u16 = 503;

/// The status of an answer that is still to come.
const ACCEPTED: u16 = 202;

/// How long somebody waits before trying such a page, or looking at a running deployment, again, in seconds.
const PAUSE: u32 = 5;

/// How often something that is under way is looked at before somebody gives up.
const MOST_LOOKS: u32 = 600;

/// Somebody who works on practice pages.
#[derive(Debug, Clone)]
pub struct Person {
    web: Web,
    stop: Arc<AtomicBool>,
    /// Whether something was waited for that may be over in a moment.
    waited: Cell<bool>,
}

/// The result of looking for a license.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obtained {
    /// The file, with its name.
    File(String, Vec<u8>),
    /// The portal does not list the serial number.
    Unlisted,
}

/// The result of an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UploadEnd {
    /// It was done; what is to be noted about it.
    Uploaded(String),
    /// The page has something against the file; nothing was changed.
    Refused(String),
}

/// The result of a publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishEnd {
    /// Whether it succeeded.
    pub success: bool,
    /// The message.
    pub said: String,
    /// The page that shows it.
    pub page: Vec<u8>,
}

/// A license wanted from the portal.
#[derive(Debug, Clone, Copy)]
pub struct LicenseRequest<'a> {
    /// Under which code.
    pub code: &'a ActivationCode,
    /// Whose license.
    pub serial: &'a SerialNumber,
    /// Whether the serial number may be registered where it is not: under the new code it is.
    pub registers: bool,
    /// The purpose of the environment, in the word of the portal.
    pub purpose: &'a str,
}

impl Person {
    /// Somebody who works on the pages below an address, until the flag says stop.
    pub fn at(base: &str, stop: Arc<AtomicBool>) -> Self {
        Self { web: Web::below(base), stop, waited: Cell::new(false) }
    }

    fn asks(&self) -> Result<&Web, String> {
        if self.stop.load(Ordering::Relaxed) { Err("This was stopped.".to_owned()) } else { Ok(&self.web) }
    }

    /// Opens a page; what is not there or not up is an error in the words of the page.
    fn open(&self, address: &str) -> Result<WebAnswer, String> {
        let answer = self.asks()?.get(address, None).map_err(words)?;
        if answer.status == DOWN {
            self.wait_a_moment()?;
        }
        good(answer)
    }

    fn send(&self, address: &str, fields: &[(&str, &str)]) -> Result<WebAnswer, String> {
        good(self.asks()?.send(address, fields).map_err(words)?)
    }

    /// Lets time pass, by the clock of the practice infrastructure.
    fn wait(&self, seconds: u32) -> Result<(), String> {
        let address = format!("{}/practice/wait", self.web.base());
        self.send(&address, &[("seconds", &seconds.to_string())]).map(drop)
    }

    /// Waits for something that may be over soon.
    fn wait_a_moment(&self) -> Result<(), String> {
        self.waited.set(true);
        self.wait(PAUSE)
    }

    /// Whether something stood in the way that may be over in a moment.
    pub fn has_waited(&self) -> bool {
        self.waited.get()
    }

    /// Gets a license file from the portal.
    ///
    /// # Errors
    /// In a sentence, when the portal is not up or refuses.
    pub fn obtain(&self, portal: &str, wanted: LicenseRequest<'_>) -> Result<Obtained, String> {
        let (code, serial) = (wanted.code.as_str(), wanted.serial.as_str());
        let mut page = text_of(&self.open(&format!("{portal}?code={code}"))?);
        if !page.contains(serial) && wanted.registers {
            let Some(row) = free_row(&page, wanted.purpose) else { return Ok(Obtained::Unlisted) };
            let fields = [("code", code), ("row", &row), ("serial", serial)];
            page = text_of(&self.send(&format!("{portal}/register"), &fields)?);
        }
        if !page.contains(serial) {
            return Ok(Obtained::Unlisted);
        }
        let file = self.open(&format!("{portal}/download?code={code}&serial={serial}"))?;
        Ok(Obtained::File(file.name.unwrap_or_else(|| format!("{serial}.lic")), file.body))
    }

    /// Uploads a license file on the Licensing page. Where no answer comes in time the page is looked at: the upload may
    /// have worked.
    ///
    /// # Errors
    /// In a sentence, when the page does not answer, or was not changed by it.
    pub fn upload(
        &self,
        service_center: &str,
        name: &str,
        bytes: &[u8],
        code: &ActivationCode,
    ) -> Result<UploadEnd, String> {
        let address = format!("{service_center}/Licensing/Upload");
        let sent = match self.asks()?.upload(&address, "license", name, bytes) {
            Ok(sent) if sent.status != TIME_OUT => sent,
            Ok(late) => return self.look_after(service_center, code, &good(late).err().unwrap_or_default()),
            Err(silent @ WebError::Silent { .. }) => return self.look_after(service_center, code, &silent.to_string()),
            Err(elsewhere @ WebError::Elsewhere { .. }) => return Err(words(elsewhere)),
        };
        let page = text_of(&good(sent)?);
        // Where the form is still there, the page says what it has against the file.
        match between(&page, "<p class=\"bad\">", "</p>").filter(|_| page.contains("type=\"file\"")) {
            Some(trouble) => Ok(UploadEnd::Refused(readable(trouble))),
            None => Ok(UploadEnd::Uploaded(String::new())),
        }
    }

    /// Whether a license file is the one that is installed, as *Backup License* saves it.
    ///
    /// # Errors
    /// In a sentence, when the page does not answer.
    pub fn is_installed(&self, service_center: &str, bytes: &[u8]) -> Result<bool, String> {
        Ok(self.open(&format!("{service_center}/Licensing/Backup"))?.body == bytes)
    }

    fn look_after(&self, service_center: &str, code: &ActivationCode, said: &str) -> Result<UploadEnd, String> {
        let page = String::from_utf8_lossy(&self.read(service_center)?).into_owned();
        if page.contains(code.as_str()) {
            Ok(UploadEnd::Uploaded(format!("{said} The page was looked at: it shows {code}.")))
        } else {
            Err(format!("{said} The page was looked at: it does not show {code}."))
        }
    }

    /// Restarts the services of an environment's server.
    ///
    /// # Errors
    /// In a sentence, when there is no such server.
    pub fn restart_services(&self, service_center: &str) -> Result<(), String> {
        let base = self.web.base();
        let below = service_center.strip_prefix(base).unwrap_or_default().trim_start_matches('/');
        let environment = below.split('/').next().unwrap_or_default();
        self.send(&format!("{base}/practice/{environment}/services"), &[]).map(drop)
    }

    /// The Licensing page, filtered for *Intellectual Property*.
    ///
    /// # Errors
    /// In a sentence, when it is not there.
    pub fn read(&self, service_center: &str) -> Result<Vec<u8>, String> {
        Ok(self.open(&format!("{service_center}/Licensing?Name=Intellectual+Property"))?.body)
    }

    /// Looks whether there is a module.
    ///
    /// # Errors
    /// In a sentence, when there is none.
    pub fn find_module(&self, service_center: &str, module: &str) -> Result<(), String> {
        let list = text_of(&self.open(&format!("{service_center}/Modules?Name={module}"))?);
        if list.contains(&format!("/{module}\"")) {
            return Ok(());
        }
        Err(format!("{module} is not among the modules of this environment. Test with another one."))
    }

    /// The publish that was begun for a purpose under the license that is installed, at its end; `None` where there is none.
    ///
    /// # Errors
    /// In a sentence, when the pages do not answer, or the publish does not come to its end.
    pub fn find_publish(&self, service_center: &str, purpose: &str) -> Result<Option<PublishEnd>, String> {
        let found = self.asks()?.get(&format!("{service_center}/Publishes?purpose={purpose}"), None).map_err(words)?;
        if found.status == NOT_FOUND { Ok(None) } else { self.follow(good(found)?).map(Some) }
    }

    /// Publishes the published version of a module again; what for may be said.
    ///
    /// # Errors
    /// In a sentence, when the pages do not answer, or the publish does not come to its end.
    pub fn publish(&self, service_center: &str, module: &str, purpose: &str) -> Result<PublishEnd, String> {
        let address = format!("{service_center}/Modules/{module}");
        let page = text_of(&self.open(&address)?);
        let published = between(&page, "<tr class=\"published\"><td>", "</td>");
        let version = published.ok_or_else(|| format!("{module} was never published here."))?;
        let fields = [("version", version), ("purpose", purpose)];
        self.follow(self.send(&format!("{address}/Publish"), &fields)?)
    }

    /// Waits for the end of a publish whose page is shown.
    fn follow(&self, mut shown: WebAnswer) -> Result<PublishEnd, String> {
        for _ in 0..MOST_LOOKS {
            if let Some((success, said)) = message(&text_of(&shown)) {
                return Ok(PublishEnd { success, said, page: shown.body });
            }
            self.wait(1)?;
            shown = self.open(&shown.address)?;
        }
        Err("The publish does not end.".to_owned())
    }

    /// The page of `ActivationCodeCheck` of an environment; first its wizard is started, where that is wanted.
    ///
    /// # Errors
    /// In a sentence, when it is not there.
    pub fn check_codes(&self, service_center: &str, starts_wizard: bool) -> Result<Vec<u8>, String> {
        let address = format!("{}/ActivationCodeCheck", service_center.trim_end_matches("/ServiceCenter"));
        if starts_wizard {
            return Ok(good(self.send(&format!("{address}/Wizard"), &[])?)?.body);
        }
        Ok(self.open(&address)?.body)
    }

    /// Sends a request to Support, unless that was done before; answers with what Support said.
    ///
    /// # Errors
    /// In a sentence, when Support is silent.
    pub fn ask(&self, support: &str, request: &str) -> Result<String, String> {
        let answer = self.send(support, &[("request", request), ("once", "yes")])?;
        let said = said(&answer).unwrap_or_default();
        if answer.status == ACCEPTED { Err(format!("Support has not answered yet: {said}")) } else { Ok(said) }
    }
}

/// Why nothing came back, in words for a person.
fn words(error: WebError) -> String {
    match error {
        WebError::Elsewhere { address, .. } => {
            format!("{address} is not one of the practice pages that are open here: do this step by hand.")
        }
        silent @ WebError::Silent { .. } => silent.to_string(),
    }
}

/// The text of a page's only answer; `None` where it has none.
fn said(answer: &WebAnswer) -> Option<String> {
    between(&text_of(answer), "id=\"answer\">", "</p>").map(readable)
}

/// An answer that is no fault.
fn good(answer: WebAnswer) -> Result<WebAnswer, String> {
    if answer.status < 400 {
        return Ok(answer);
    }
    Err(said(&answer).unwrap_or_else(|| format!("{} answers with status {}.", answer.address, answer.status)))
}
