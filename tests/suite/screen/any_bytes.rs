//! Any bytes, at any times: what `reads` says must hold. `ACMOVE_SEEDS=DIR cargo test seeds` writes the streams of the
//! tables there, from which `just fuzz` goes on.

use std::{env, fs, path::Path};

use proptest::prelude::*;

use super::{
    byte_streams::TABLES,
    reads::{EXACT, STEP, check, reads},
};

/// The bytes that tell these reads, with times in milliseconds: pauses between steps are a little longer.
fn told(stream: &[(u64, &[u8])]) -> Vec<u8> {
    let mut told = Vec::new();
    let mut now = 0;
    for (at, bytes) in stream {
        let mut pause = at - now;
        now = *at;
        for part in bytes.chunks(usize::from(u8::MAX)) {
            let code = if pause < EXACT.into() { pause } else { u64::from(EXACT) + pause.div_ceil(STEP) };
            told.extend([u8::try_from(code).unwrap_or(u8::MAX), u8::try_from(part.len()).unwrap()]);
            told.extend(part);
            pause = 0;
        }
    }
    told
}

#[test]
fn what_must_hold_of_any_bytes_holds_of_the_tables_which_are_the_seeds() {
    let folder = env::var_os("ACMOVE_SEEDS");
    for (place, (_, stream, _)) in TABLES.into_iter().flatten().enumerate() {
        let told = told(stream);
        check(&reads(&told));
        if let Some(folder) = &folder {
            fs::create_dir_all(folder).unwrap();
            fs::write(Path::new(folder).join(format!("row-{place}")), told).unwrap();
        }
    }
}

/// Pieces of sequences more often than chance would make them.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        any::<u8>().prop_map(|byte| vec![byte]),
        "[a-zA-Z\r\n]{1,3}".prop_map(String::into_bytes),
        "\x1b(\x1b|\\[|O|\\]|P|\\[M|\\[\\[|\\[<|\\[200~|\\[201~|\\\\|\\[1;3)?[a-zA-Z0-9;~]{0,3}"
            .prop_map(String::into_bytes),
        prop::sample::select(vec![vec![0x9b], vec![0x90], vec![0x9c], vec![0x03], vec![0xc2, 0x9b], vec![0xf0, 0x9f]]),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn whatever_bytes_come_no_key_that_records_comes_of_a_sequence(
        stream in prop::collection::vec((prop_oneof![Just(0u64), 0u64..160, 140u64..1100], pieces()), 0..12),
    ) {
        let mut now = 0;
        let stream: Vec<(u64, Vec<u8>)> = stream.into_iter().map(|(pause, bytes)| { now += pause; (now, bytes) }).collect();
        let stream: Vec<(u64, &[u8])> = stream.iter().map(|(at, bytes)| (*at, bytes.as_slice())).collect();
        check(&reads(&told(&stream)));
    }
}
