//! Any bytes, at any times, as a terminal sends them: nothing panics, no wait is long, time goes forward, and no key that
//! records comes of a sequence.

#![no_main]

#[path = "../../tests/suite/screen/reads.rs"]
mod reads;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| reads::check(&reads::reads(bytes)));
