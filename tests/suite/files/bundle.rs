//! A migration in one file: what is in it, how it is looked at elsewhere, and what is refused.

mod contents;
mod left;
mod refused;
mod unpacked;
mod vault;

use std::{
    fs,
    io::{Read as _, Write as _},
    path::Path,
};

use rawzip::{CompressionMethod, ZipArchive, ZipArchiveWriter, path::EntryPath};
use serde_json::Value;

use crate::harness::site::{Site, code, errors};

/// A rehearsal that was played, and its bundle.
fn packed(arguments: &[&str]) -> Site {
    let site = Site::new();
    site.run(&["rehearse", "--scenario", "ip-error-first", "--auto", "--dir", "m"]);
    let all = [&["bundle", "m", "-o", "b.zip"], arguments].concat();
    let output = site.run(&all);
    assert_eq!(code(&output), 0, "{}", errors(&output));
    site
}

type Files = Vec<(String, Vec<u8>)>;

/// What is in a zip archive.
pub(crate) fn files(path: &Path) -> Files {
    let bytes = fs::read(path).unwrap();
    let archive = ZipArchive::from_slice(&bytes).unwrap();
    let mut entries = archive.entries();
    let mut files = Vec::new();
    while let Some(entry) = entries.next_entry().unwrap() {
        let zipped = archive.get_entry(entry.wayfinder()).unwrap();
        let mut plain = Vec::new();
        flate2::read::DeflateDecoder::new(zipped.data()).read_to_end(&mut plain).unwrap();
        files.push((String::from_utf8(entry.file_path().as_bytes().to_vec()).unwrap(), plain));
    }
    files
}

/// A zip archive of files, whatever they are called.
fn zipped(files: &Files, mode: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut out);
    for (name, bytes) in files {
        let builder = archive.new_file(EntryPath::verbatim(name.as_bytes().to_vec()));
        let builder = builder.compression_method(CompressionMethod::DEFLATE).unix_permissions(mode);
        let (mut entry, config) = builder.start().unwrap();
        let mut writer = config.wrap(flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::fast()));
        writer.write_all(bytes).unwrap();
        let (encoder, end) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(end).unwrap();
    }
    archive.finish().unwrap();
    out
}

fn manifest(files: &Files) -> Value {
    serde_json::from_slice(&files[0].1).unwrap()
}

fn of<'f>(files: &'f mut Files, name: &str) -> &'f mut Vec<u8> {
    &mut files.iter_mut().find(|(known, _)| known == name).unwrap().1
}
