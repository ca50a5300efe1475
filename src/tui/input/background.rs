//! The background that a terminal tells (OSC 11), as `rgb:ffff/ffff/ffff` or `rgba:…`.

use crate::tui::message::Background;

/// The luminance at which black and white can be read equally well.
const MIDDLE: f64 = 0.179;

/// Which background a colour is, with one to four digits for each part.
pub(super) fn background(told: &str) -> Option<Background> {
    let told = told.to_ascii_lowercase();
    let (kind, parts) = told.split_once(':')?;
    let parts: Vec<f64> = parts.split('/').map(part).collect::<Option<_>>()?;
    let [red, green, blue] = match (kind, parts.as_slice()) {
        ("rgb", [red, green, blue]) | ("rgba", [red, green, blue, _]) => [*red, *green, *blue].map(linear),
        _ => return None,
    };
    let luminance = 0.0722f64.mul_add(blue, 0.2126f64.mul_add(red, 0.7152 * green));
    Some(if luminance > MIDDLE { Background::Light } else { Background::Dark })
}

/// A part of a colour, from 0 to 1.
fn part(digits: &str) -> Option<f64> {
    let most = match digits.len() {
        1 => 0xf,
        2 => 0xff,
        3 => 0xfff,
        4 => 0xffff,
        _ => return None,
    };
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let part = u16::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
    Some(f64::from(part) / f64::from(most))
}

/// How much light a part of an sRGB colour gives.
fn linear(part: f64) -> f64 {
    if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}
