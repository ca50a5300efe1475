//! A saved mail whose text is in Base64, as mail programs send what has a letter that is not English: our words are below that.

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

/// Blocks of mails may end with a padding, or without.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The texts that are in Base64 in a text, each behind the other.
pub(super) fn plain(text: &str) -> String {
    let (mut plain, mut block) = (String::new(), String::new());
    for line in text.lines().map(str::trim).chain([""]) {
        let is_part = line.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='));
        if is_part && !line.is_empty() {
            block.push_str(line);
        } else if let Ok(bytes) = LENIENT.decode(std::mem::take(&mut block)) {
            plain.push_str(&String::from_utf8_lossy(&bytes));
            plain.push('\n');
        }
    }
    plain
}
