#!/usr/bin/env python3
"""Works on the practice pages in a real browser, as a person would, and has acmove read what was copied. Then opens the
report of a rehearsal: it must ask for nothing, say nothing on the console, and print.

    browser.py ACMOVE [KEEP]

Needs chromium and chromedriver; nothing else. With a folder KEEP the copied texts are kept there: they are the files
tests/pages/practice-tabs-*.txt, with which machines without a browser test the reading. Pages as they were before stay there too.
"""

import base64
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
CONTROL = "\ue009"
OPTIONS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1280,1000",
]


class Browser:
    """A browser that is told what to do over WebDriver."""

    def __init__(self, folder):
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
        port = None
        for line in self.driver.stdout:
            found = re.search(r"started successfully on port (\d+)", line)
            if found:
                port = found.group(1)
                break
        if not port:
            self.driver.kill()
            raise AssertionError("chromedriver did not start")
        self.base = f"http://127.0.0.1:{port}"
        options = {
            "args": [*OPTIONS, f"--user-data-dir={folder}/profile"],
            "prefs": {"download.default_directory": str(folder), "download.prompt_for_download": False},
        }
        logs = {"browser": "ALL", "performance": "ALL"}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": logs}
        made = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.session = f"/session/{made['sessionId']}"
        # An element that is not there yet is waited for: a page may still be on its way.
        self.ask("POST", f"{self.session}/timeouts", {"implicit": 20000})

    def ask(self, method, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {json.load(error)['value']['message']}") from None

    def go(self, address):
        self.ask("POST", f"{self.session}/url", {"url": address})

    def find(self, xpath):
        found = self.ask("POST", f"{self.session}/element", {"using": "xpath", "value": xpath})
        return f"{self.session}/element/{found[ELEMENT]}"

    def click(self, xpath):
        self.ask("POST", self.find(xpath) + "/click", {})

    def type(self, xpath, text):
        self.ask("POST", self.find(xpath) + "/value", {"text": text})

    def text(self):
        return self.ask("GET", self.find("//body") + "/text")

    def copy_page(self):
        """Ctrl+A, Ctrl+C on the page, Ctrl+V where something can be written: what a person would paste into acmove."""
        page = self.ask("GET", f"{self.session}/url")
        self.type("//body", CONTROL + "a")
        self.type("//body", CONTROL + "c")
        self.go(re.match(r"http://[^/]+", page).group(0) + "/support")
        self.type("//textarea", CONTROL + "v")
        copied = self.ask("GET", self.find("//textarea") + "/property/value")
        self.go(page)
        return copied

    def log(self, kind):
        """What was logged since this was asked last."""
        return self.ask("POST", f"{self.session}/se/log", {"type": kind})

    def end(self):
        try:
            self.ask("DELETE", self.session)
        finally:
            self.driver.terminate()
            self.driver.wait()


def read(acmove, folder, text, name):
    """What acmove reads in a copied text."""
    file = folder / f"{name}.txt"
    file.write_text(text, encoding="utf-8")
    told = subprocess.run([acmove, "read", str(file), "--json"], capture_output=True, text=True, check=True)
    if len(sys.argv) > 2:
        shutil.copy(file, pathlib.Path(sys.argv[2]) / f"practice-tabs-{name}.txt")
    return json.loads(told.stdout)


def expect(found, expected, name):
    for field, value in expected.items():
        assert found.get(field) == value, f"{name}: {field} is {found.get(field)!r}, not {value!r}\n{found}"
    print(f"{name}: {len(expected)} fields read from the copied page")


def download(browser, folder, serial):
    """Waits for the browser to have saved the file; each question to it takes a moment."""
    for _ in range(2000):
        files = list(folder.glob("*.lic"))
        if files:
            assert files[0].name == f"{serial}.lic", files
            return files[0]
        browser.ask("GET", f"{browser.session}/title")
    raise AssertionError("the license was not saved")


def work(browser, acmove, folder, addresses):
    here = next(one for one in addresses["environments"] if one["id"] == "production")
    serial, center = here["serial"], here["service_center"]
    fields = {
        "kind": "licensing-page", "organization": "Practice Holding", "edition": "OutSystems Universal",
        "license_type": "Production", "serial": serial, "end_date": "Never", "environment": "Production",
        "platform_version": "11.10.0 (Build 22422)", "banner": "valid", "is_practice": True, "problems": [],
    }
    before = {**fields, "activation_code": addresses["source"]}
    unprotected = {"limit": "Unprotected", "usage": "Unprotected"}

    browser.go(f"{center}/Licensing")
    expect(read(acmove, folder, browser.copy_page(), "before"), before, "before")

    browser.go(addresses["portal"])
    browser.type("//input[@name='code']", addresses["target"])
    browser.click("//button[.='Show environments']")
    row = "//tr[td[.='Production Environment #1']]"
    browser.click(f"{row}//summary[.='Register Environment']")
    browser.type(f"{row}//input[@name='serial']", serial)
    browser.click(f"{row}//button[.='Register']")
    browser.click(f"{row}//a[.='Download License']")
    license = download(browser, folder, serial)

    browser.go(f"{center}/Licensing")
    browser.click("//a[.='Upload New License']")
    browser.type("//input[@type='file']", str(license))
    browser.click("//button[.='Upload']")
    browser.find(f"//td[.='{addresses['target']}']")
    after = {**fields, "activation_code": addresses["target"], "intellectual_property": unprotected}
    expect(read(acmove, folder, browser.copy_page(), "uploaded"), after, "uploaded")

    browser.type("//input[@name='Name']", "Intellectual Property")
    browser.click("//button[.='Filter']")
    browser.find("//input[@value='Intellectual Property']")
    assert "Secured eSpaces" not in browser.text(), "the filter lets nothing else through"
    expect(read(acmove, folder, browser.copy_page(), "filtered"), after, "filtered")

    other = next(one for one in addresses["environments"] if one["id"] == "quality")
    browser.go(f"{other['service_center']}/Licensing/Upload")
    browser.type("//input[@type='file']", str(license))
    browser.click("//button[.='Upload']")
    browser.find("//p[contains(., 'different server')]")
    wrong = {**after, "license_type": "Development", "environment": "Quality", "serial": other["serial"],
             "banner": "wrong-server", "banner_serial": serial}
    expect(read(acmove, folder, browser.copy_page(), "wrong-server"), wrong, "wrong server")


def report(browser, acmove, folder):
    """The report of a night that went wrong, opened from its file and printed."""
    def run(*arguments):
        subprocess.run([acmove, *arguments], cwd=folder, capture_output=True, check=True)

    run("rehearse", "--scenario", "ip-error-middle", "--auto", "--dir", "night")
    run("report", "night", "-o", "night.html")
    browser.log("browser"), browser.log("performance")
    browser.go((folder / "night.html").as_uri())
    asked = [json.loads(entry["message"])["message"] for entry in browser.log("performance")]
    asked = [one["params"]["request"]["url"] for one in asked if one["method"] == "Network.requestWillBeSent"]
    others = [address for address in asked if not address.startswith(("file://", "data:"))]
    assert not others, f"the report asks for {others}"
    said = browser.log("browser")
    assert not said, f"the report says on the console: {said}"
    text = browser.text()
    for part in ["REHEARSAL", "The night", "Environments, before and after", "Intellectual Property Error", "Timeline"]:
        assert part in text, f"{part} cannot be seen in the report"
    drawn = browser.ask("POST", f"{browser.session}/execute/sync", {"args": [], "script": """
        const night = document.querySelector('figure svg');
        return {wide: night.getBoundingClientRect().width, bars: night.querySelectorAll('rect title').length,
                told: night.querySelector('desc').textContent, scripts: document.scripts.length,
                over: document.documentElement.scrollWidth - document.documentElement.clientWidth};"""})
    assert drawn["wide"] > 600 and drawn["bars"] > 20 and "Quality" in drawn["told"], drawn
    assert drawn["scripts"] == 0 and drawn["over"] <= 0, drawn
    pages = browser.ask("POST", f"{browser.session}/print", {"page": {"width": 21.0, "height": 29.7}})
    pdf = base64.b64decode(pages)
    assert pdf.startswith(b"%PDF") and len(pdf) > 20000
    print(f"report: {len(asked)} requests of its own, nothing on the console, {drawn['bars']} bars, printed")


def main():
    acmove = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        served = subprocess.Popen(
            [acmove, "simulate", "everything-well", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
        try:
            addresses = json.loads(served.stdout.readline())
            browser = Browser(folder)
            try:
                work(browser, acmove, folder, addresses)
                report(browser, acmove, folder)
            finally:
                browser.end()
        finally:
            served.terminate()
            served.wait()


main()
