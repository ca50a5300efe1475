//! What Windows is told of the program, by resources in it: its version, who made it, and that it takes long paths. Nothing is
//! done for another system, and nothing is needed for it but `windres` where GNU's linker links.

#![expect(clippy::disallowed_methods, reason = "a build reads the environment, writes files and starts programs")]

use std::{env, fs, io, path::Path, process::Command};

/// Kinds of resources.
const VERSION: u16 = 16;
const MANIFEST: u16 = 24;

/// The language of the version's texts: English.
const ENGLISH: u16 = 0x409;

/// How the version's texts are written: UTF-16.
const UNICODE: u16 = 1200;

/// No administrator is asked for, paths may be longer than 260 characters, and Windows 10 and later are known.
const WISHES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3"><security><requestedPrivileges>
    <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
  </requestedPrivileges></security></trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1"><application>
    <supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/>
  </application></compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3"><windowsSettings>
    <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
  </windowsSettings></application>
</assembly>
"#;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    if variable("CARGO_CFG_TARGET_OS") != "windows" {
        return Ok(());
    }
    let folder = variable("OUT_DIR");
    let resources = Path::new(&folder).join("acmove.res");
    let entries = [entry(0, 0, &[]), entry(VERSION, 1, &version()), entry(MANIFEST, 1, WISHES.as_bytes())];
    fs::write(&resources, entries.concat())?;
    if variable("CARGO_CFG_TARGET_ENV") == "msvc" {
        println!("cargo::rustc-link-arg-bins={}", resources.display());
        // A library of Windows is never taken from the folder that the program lies in: anybody may have put one there.
        println!("cargo::rustc-link-arg-bins=/DEPENDENTLOADFLAG:0x800");
        return Ok(());
    }
    let object = Path::new(&folder).join("resources.o");
    let windres = format!("{}-w64-mingw32-windres", variable("CARGO_CFG_TARGET_ARCH"));
    let made =
        Command::new(windres).args(["--input-format=res", "--output-format=coff"]).args([&resources, &object]).status();
    if made.is_ok_and(|status| status.success()) {
        println!("cargo::rustc-link-arg-bins={}", object.display());
    } else {
        println!("cargo::warning=windres is not here: the program tells Windows neither its version nor its wishes");
    }
    Ok(())
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

/// A resource in a file of resources, whose first one is empty.
fn entry(kind: u16, id: u16, content: &[u8]) -> Vec<u8> {
    let mut entry = Vec::new();
    for number in [content.len(), 32] {
        entry.extend((u32::try_from(number).unwrap_or_default()).to_le_bytes());
    }
    let (memory, language) = if kind == 0 { (0, 0) } else { (0x30, ENGLISH) };
    entry.extend(words(&[0xffff, kind, 0xffff, id, 0, 0, memory, language, 0, 0, 0, 0]));
    entry.extend(content);
    aligned(entry)
}

/// The version, in numbers and in words.
fn version() -> Vec<u8> {
    let version = variable("CARGO_PKG_VERSION");
    let mut numbers = version.split(['.', '-', '+']).map_while(|number| number.parse::<u16>().ok());
    let mut next = || numbers.next().unwrap_or_default();
    let (major, minor, patch) = (next(), next(), next());
    let mut fixed = words(&[0x04bd, 0xfeef, 0, 1]);
    for _ in ["file", "product"] {
        fixed.extend(words(&[minor, major, 0, patch]));
    }
    // Which flags count; no flag; Windows NT; a program.
    fixed.extend(words(&[0x3f, 0, 0, 0, 4, 4, 1, 0, 0, 0, 0, 0, 0, 0]));
    let authors = variable("CARGO_PKG_AUTHORS");
    let texts = [
        ("CompanyName", authors.as_str()),
        ("FileDescription", "acmove: moves an OutSystems infrastructure to a new Activation Code"),
        ("FileVersion", &version),
        ("InternalName", "acmove"),
        ("LegalCopyright", "The acmove authors. MIT or Apache-2.0"),
        ("OriginalFilename", "acmove.exe"),
        ("ProductName", "acmove"),
        ("ProductVersion", &version),
    ];
    let texts: Vec<Vec<u8>> = texts.iter().map(|(name, text)| node(name, 1, &zeroed(text), &[])).collect();
    let table = node(&format!("{ENGLISH:04x}{UNICODE:04x}"), 1, &[], &texts);
    let translation = node("Translation", 0, &words(&[ENGLISH, UNICODE]), &[]);
    let children = [node("StringFileInfo", 1, &[], &[table]), node("VarFileInfo", 1, &[], &[translation])];
    node("VS_VERSION_INFO", 0, &fixed, &children)
}

/// A part of the version: its lengths, whether it is a text, its name, its content, and what is below it.
fn node(name: &str, is_text: u16, content: &[u8], below: &[Vec<u8>]) -> Vec<u8> {
    let count = if is_text == 1 { content.len() / 2 } else { content.len() };
    let mut node = words(&[0, u16::try_from(count).unwrap_or_default(), is_text]);
    node.extend(zeroed(name));
    node = aligned(node);
    node.extend(content);
    for part in below {
        node = aligned(node);
        node.extend(part);
    }
    let length = u16::try_from(node.len()).unwrap_or_default();
    node.splice(..2, length.to_le_bytes());
    node
}

/// A text in UTF-16, with the zero at its end.
fn zeroed(text: &str) -> Vec<u8> {
    words(&text.encode_utf16().chain([0]).collect::<Vec<_>>())
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().copied().flat_map(u16::to_le_bytes).collect()
}

/// Filled up to a multiple of four bytes.
fn aligned(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}
