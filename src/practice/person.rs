//! Somebody who works on the practice pages as a person would: clicks, downloads, uploads, reads. Works on loopback only.

mod deployments;
mod page;

pub use self::deployments::Deployments;
use self::page::{between, message, text_of, without_tags};
use crate::{
    domain::identity::{ActivationCode, SerialNumber},
    driver::web::{Answer, Web},
};

/// The status of a page that did not come in time.
const TIME_OUT: u16 = 504;

/// The status of a page that is down for a while.
const DOWN: u16 = 503;

/// How long somebody waits before trying such a page again, in seconds.
const PAUSE: u32 = 5;

/// How often a publish is looked at before somebody gives up.
const PATIENCE: u32 = 600;

/// Somebody who works on practice pages.
#[derive(Debug, Clone, Default)]
pub struct Person {
    web: Web,
}

/// What came of looking for a license.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obtained {
    /// The file, with its name.
    File(String, Vec<u8>),
    /// The portal does not list the serial number.
    Unlisted,
}

/// What is wanted of the portal.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Under which code.
    pub code: &'a ActivationCode,
    /// Whose license.
    pub serial: &'a SerialNumber,
    /// Whether the serial number may be registered where it is not: under the new code it is.
    pub registers: bool,
    /// What the environment is for, in the word of the portal.
    pub purpose: &'a str,
}

impl Person {
    /// Opens a page; what is not there or not up is an error in the words of the page.
    fn open(&self, address: &str) -> Result<Answer, String> {
        is_here(address)?;
        let answer = self.web.get(address, None).map_err(|silence| silence.to_string())?;
        if answer.status == DOWN {
            self.wait(address, PAUSE)?;
        }
        good(answer)
    }

    fn send(&self, address: &str, fields: &[(&str, &str)]) -> Result<Answer, String> {
        is_here(address)?;
        good(self.web.send(address, fields).map_err(|silence| silence.to_string())?)
    }

    /// Lets time pass, by the clock of the practice infrastructure.
    fn wait(&self, address: &str, seconds: u32) -> Result<(), String> {
        self.send(&format!("{}/practice/wait", site(address)), &[("seconds", &seconds.to_string())]).map(drop)
    }

    /// Gets a license file from the portal.
    ///
    /// # Errors
    /// In a sentence, when the portal is not up or refuses.
    pub fn obtain(&self, portal: &str, wanted: Wanted<'_>) -> Result<Obtained, String> {
        let (code, serial) = (wanted.code.as_str(), wanted.serial.as_str());
        let mut page = text_of(&self.open(&format!("{portal}?code={code}"))?);
        if !page.contains(serial) && wanted.registers {
            let Some(row) = page::free_row(&page, wanted.purpose) else { return Ok(Obtained::Unlisted) };
            let fields = [("code", code), ("row", &row), ("serial", serial)];
            page = text_of(&self.send(&format!("{portal}/register"), &fields)?);
        }
        if !page.contains(serial) {
            return Ok(Obtained::Unlisted);
        }
        let file = self.open(&format!("{portal}/download?code={code}&serial={serial}"))?;
        Ok(Obtained::File(file.name.unwrap_or_else(|| format!("{serial}.lic")), file.body))
    }

    /// Uploads a license file on the Licensing page. After a time-out the page is looked at: an upload may have worked.
    /// Answers with what is to be noted about it.
    ///
    /// # Errors
    /// In a sentence, when the page refuses the file, or was not changed by it.
    pub fn upload(
        &self,
        service_center: &str,
        name: &str,
        bytes: &[u8],
        code: &ActivationCode,
    ) -> Result<String, String> {
        let address = format!("{service_center}/Licensing/Upload");
        is_here(&address)?;
        let sent = self.web.upload(&address, "license", name, bytes).map_err(|silence| silence.to_string())?;
        if sent.status == TIME_OUT {
            let said = good(sent).err().unwrap_or_default();
            let page = String::from_utf8_lossy(&self.read(service_center)?).into_owned();
            return if page.contains(code.as_str()) {
                Ok(format!("{said} The page was looked at: it shows {code}."))
            } else {
                Err(format!("{said} The page was looked at: it does not show {code}."))
            };
        }
        let page = text_of(&good(sent)?);
        // Where the form is still there, the page says what it has against the file.
        match between(&page, "<p class=\"bad\">", "</p>").filter(|_| page.contains("type=\"file\"")) {
            Some(trouble) => Err(without_tags(trouble)),
            None => Ok(String::new()),
        }
    }

    /// Restarts the services of an environment's server.
    ///
    /// # Errors
    /// In a sentence, when there is no such server.
    pub fn restart_services(&self, service_center: &str) -> Result<(), String> {
        let site = site(service_center);
        let environment = service_center[site.len()..].trim_start_matches('/').split('/').next().unwrap_or_default();
        self.send(&format!("{site}/practice/{environment}/services"), &[]).map(drop)
    }

    /// The Licensing page, filtered for *Intellectual Property*.
    ///
    /// # Errors
    /// In a sentence, when it is not there.
    pub fn read(&self, service_center: &str) -> Result<Vec<u8>, String> {
        Ok(self.open(&format!("{service_center}/Licensing?Name=Intellectual+Property"))?.body)
    }

    /// Publishes the published version of a module again; answers with the message that came up.
    ///
    /// # Errors
    /// In a sentence, when there is no such module.
    pub fn publish(&self, service_center: &str, module: &str) -> Result<(bool, String), String> {
        let list = text_of(&self.open(&format!("{service_center}/Modules?Name={module}"))?);
        if !list.contains(&format!("/{module}\"")) {
            return Err(format!("{module} is not among the modules of this environment. Test with another one."));
        }
        let address = format!("{service_center}/Modules/{module}");
        let page = text_of(&self.open(&address)?);
        let published = between(&page, "<tr class=\"published\"><td>", "</td>");
        let version = published.ok_or_else(|| format!("{module} was never published here."))?;
        let mut shown = self.send(&format!("{address}/Publish"), &[("version", version)])?;
        for _ in 0..PATIENCE {
            if let Some(said) = message(&text_of(&shown)) {
                return Ok(said);
            }
            self.wait(service_center, 1)?;
            shown = self.open(&shown.address)?;
        }
        Err("The publish does not come to its end.".to_owned())
    }

    /// Sends a request to Support; answers with what Support said.
    ///
    /// # Errors
    /// In a sentence, when Support is silent.
    pub fn ask(&self, support: &str, request: &str) -> Result<String, String> {
        let answer = self.send(support, &[("request", request)])?;
        let page = text_of(&answer);
        let said = between(&page, "id=\"answer\">", "</p>").map(without_tags).unwrap_or_default();
        if answer.status == 202 { Err(format!("Support has not answered yet: {said}")) } else { Ok(said) }
    }
}

/// Whatever an address says: practice pages are on this machine.
fn is_here(address: &str) -> Result<(), String> {
    let host = address.strip_prefix("http://").and_then(|rest| rest.split(['/', ':']).next());
    if host == Some("127.0.0.1") {
        Ok(())
    } else {
        Err(format!("{address} is no practice page of this machine: do this step by hand."))
    }
}

/// The address of the whole practice infrastructure that a page belongs to.
fn site(address: &str) -> &str {
    let host = address.find("//").map_or(0, |slashes| slashes + 2);
    address[host..].find('/').map_or(address, |slash| &address[..host + slash])
}

/// An answer that is no fault.
fn good(answer: Answer) -> Result<Answer, String> {
    if answer.status < 400 {
        return Ok(answer);
    }
    let page = text_of(&answer);
    let said = between(&page, "id=\"answer\">", "</p>").map(without_tags);
    Err(said.unwrap_or_else(|| format!("{} answers with status {}.", answer.address, answer.status)))
}
