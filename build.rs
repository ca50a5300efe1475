//! Tells Windows of the program, by resources in it: its version, who made it, and that it takes long paths. Nothing is
//! done for another system, and nothing is needed for it but `windres` where GNU's linker links.

#![expect(clippy::disallowed_methods, reason = "a build reads the environment")]

use std::env;

use winresource::WindowsResource;

/// English.
const ENGLISH: u16 = 0x409;

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

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    if !is("CARGO_CFG_TARGET_OS", "windows") {
        return;
    }
    if is("CARGO_CFG_TARGET_ENV", "msvc") {
        // A library of Windows is never taken from the folder that the program lies in: anybody may have put one there.
        println!("cargo::rustc-link-arg-bins=/DEPENDENTLOADFLAG:0x800");
    }
    let mut resource = WindowsResource::new();
    resource
        .set_language(ENGLISH)
        .set("ProductName", "acmove")
        .set("FileDescription", "acmove: moves an OutSystems infrastructure to a new Activation Code")
        .set("CompanyName", "The acmove authors")
        .set("LegalCopyright", "The acmove authors. MIT or Apache-2.0")
        .set("OriginalFilename", "acmove.exe")
        .set_manifest(WISHES);
    if resource.compile().is_err() {
        println!("cargo::warning=windres is not here: the program tells Windows neither its version nor its wishes");
    }
}
