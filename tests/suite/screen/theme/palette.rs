//! What terminals make of colors: the sixteen that are the person's own, and the others.

use acmove::tui::message::Background;
use ratatui::style::{Color, Modifier, Style};

/// A color as it is seen.
pub(crate) type Rgb = [u8; 3];

/// A terminal's colors.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Palette {
    pub(crate) name: &'static str,
    pub(crate) ground: Rgb,
    pub(crate) text: Rgb,
    sixteen: [u32; 16],
}

const XTERM: [u32; 16] = [
    0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5, 0x7f_7f7f, 0xff_0000,
    0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
];
const VGA: [u32; 16] = [
    0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa, 0x55_5555, 0xff_5555,
    0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
];
const CAMPBELL: [u32; 16] = [
    0x0c_0c0c, 0xc5_0f1f, 0x13_a10e, 0xc1_9c00, 0x00_37da, 0x88_1798, 0x3a_96dd, 0xcc_cccc, 0x76_7676, 0xe7_4856,
    0x16_c60c, 0xf9_f1a5, 0x3b_78ff, 0xb4_009e, 0x61_d6d6, 0xf2_f2f2,
];
const SOLARIZED: [u32; 16] = [
    0x07_3642, 0xdc_322f, 0x85_9900, 0xb5_8900, 0x26_8bd2, 0xd3_3682, 0x2a_a198, 0xee_e8d5, 0x00_2b36, 0xcb_4b16,
    0x58_6e75, 0x65_7b83, 0x83_9496, 0x6c_71c4, 0x93_a1a1, 0xfd_f6e3,
];
const TANGO: [u32; 16] = [
    0x2e_3436, 0xcc_0000, 0x4e_9a06, 0xc4_a000, 0x34_65a4, 0x75_507b, 0x06_989a, 0xd3_d7cf, 0x55_5753, 0xef_2929,
    0x8a_e234, 0xfc_e94f, 0x72_9fcf, 0xad_7fa8, 0x34_e2e2, 0xee_eeec,
];

/// The palette of the pictures, for a background.
pub(crate) fn of_pictures(background: Background) -> Palette {
    let (name, ground, text) = match background {
        Background::Dark => ("pictures, dark", 0x1a_1d23, 0xd8_dbe0),
        Background::Light => ("pictures, light", 0xfb_fbfa, 0x24_272c),
    };
    Palette { name, ground: rgb(ground), text: rgb(text), sixteen: TANGO }
}

/// Palettes that many terminals come with, dark and light.
pub(crate) fn palettes() -> Vec<Palette> {
    let palette = |name, ground, text, sixteen| Palette { name, ground: rgb(ground), text: rgb(text), sixteen };
    vec![
        palette("xterm", 0xff_ffff, 0x00_0000, XTERM),
        palette("xterm, reversed", 0x00_0000, 0xff_ffff, XTERM),
        palette("VGA", 0x00_0000, 0xaa_aaaa, VGA),
        palette("VGA on white", 0xff_ffff, 0x00_0000, VGA),
        palette("Campbell", 0x0c_0c0c, 0xcc_cccc, CAMPBELL),
        palette("Campbell on white", 0xff_ffff, 0x0c_0c0c, CAMPBELL),
        palette("an editor's dark", 0x1e_1e1e, 0xd4_d4d4, CAMPBELL),
        palette("One Dark", 0x28_2c34, 0xab_b2bf, TANGO),
        palette("Solarized dark", 0x00_2b36, 0x83_9496, SOLARIZED),
        palette("Solarized light", 0xfd_f6e3, 0x65_7b83, SOLARIZED),
        palette("Tango", 0x2e_3436, 0xd3_d7cf, TANGO),
        palette("Tango light", 0xff_ffff, 0x2e_3436, TANGO),
        of_pictures(Background::Dark),
        of_pictures(Background::Light),
    ]
}

impl Palette {
    pub(crate) fn background(&self) -> Background {
        if luminance(self.ground) > 0.179 { Background::Light } else { Background::Dark }
    }

    /// What is seen of a look: the text's color, and that of its ground.
    pub(crate) fn seen(&self, look: Style) -> (Rgb, Rgb) {
        let text = look.fg.map_or(self.text, |color| self.rgb(color).unwrap_or(self.text));
        let ground = look.bg.map_or(self.ground, |color| self.rgb(color).unwrap_or(self.ground));
        if look.add_modifier.contains(Modifier::REVERSED) { (ground, text) } else { (text, ground) }
    }

    /// How well a look can be read, from 1 to 21, as the accessibility guidelines of the web reckon it.
    pub(crate) fn contrast(&self, look: Style) -> f64 {
        let (text, ground) = self.seen(look);
        contrast(text, ground)
    }

    /// None: the terminal's own.
    fn rgb(&self, color: Color) -> Option<Rgb> {
        let place = match color {
            Color::Reset => return None,
            Color::Rgb(red, green, blue) => return Some([red, green, blue]),
            Color::Indexed(index @ 16..) => return Some(indexed(index)),
            Color::Indexed(index) => index,
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
        };
        Some(rgb(self.sixteen[usize::from(place)]))
    }
}

fn rgb(color: u32) -> Rgb {
    let [_, red, green, blue] = color.to_be_bytes();
    [red, green, blue]
}

/// The colors from the sixteenth on: a cube, then greys.
fn indexed(index: u8) -> Rgb {
    if index >= 232 {
        return [8 + (index - 232) * 10; 3];
    }
    let step = |step: u8| if step == 0 { 0 } else { 55 + step * 40 };
    let place = index - 16;
    [place / 36, place / 6 % 6, place % 6].map(step)
}

/// How much two colors differ in lightness, from 1 to 21.
pub(crate) fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    (one / other).max(other / one)
}

fn luminance(color: Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = color.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
