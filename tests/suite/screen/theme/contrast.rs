//! Contrast, as the accessibility guidelines of the web reckon it: every role of every theme, on the grounds and palettes that
//! there are.

use acmove::{
    domain::infrastructure::Side,
    tui::draw::theme::{AUTO, Depth, Theme, names},
    view::text::Tone,
};
use ratatui::style::{Color, Style};

use super::{
    TONES,
    palette::{Palette, palettes},
    theme,
};

/// What text needs.
const TEXT: f64 = 4.5;

/// What a border or a bar needs.
const DRAWN: f64 = 3.0;

/// A role: its name, its look, and what it needs.
type Role = (String, Style, f64);

/// A text as it stands on a ground: text without a color has the ground's.
fn on(look: Style, ground: Style) -> Style {
    // What has a ground of its own keeps it.
    if look.bg.is_some_and(|own| own != Color::Reset) {
        return look;
    }
    let ink = if look.fg.is_none_or(|color| color == Color::Reset) { ground.fg } else { None };
    look.patch(Style { fg: ink, ..ground })
}

/// Every role of a theme, also as it is seen on the grounds of a selected row, of a field and of the footer, and in badges.
fn roles(theme: &Theme) -> Vec<Role> {
    let tones = || TONES.into_iter().map(|tone| (format!("{tone:?}"), theme.tone(tone)));
    let texts = || tones().chain([("key".to_owned(), theme.key())]);
    let grounds = [("selected", theme.selected()), ("field", theme.field()), ("bar", theme.bar())];
    let mut roles: Vec<Role> = texts().map(|(name, look)| (name, look, TEXT)).collect();
    for (ground, style) in grounds {
        roles.extend(texts().map(|(name, look)| (format!("{name} on {ground}"), on(look, style), TEXT)));
    }
    for side in [Side::Source, Side::Target] {
        roles.extend(TONES.map(|tone| (format!("badge {side:?} {tone:?}"), theme.badge(side, tone), TEXT)));
    }
    let plain = theme.tone(Tone::Plain);
    for (name, look) in [
        ("label", plain.patch(theme.label())),
        ("value", plain.patch(theme.value())),
        ("banner", plain.patch(theme.banner())),
        ("alarm", theme.alarm()),
        ("warning", theme.warning()),
    ] {
        roles.push((name.to_owned(), look, TEXT));
    }
    roles.push(("border".to_owned(), theme.border(), DRAWN));
    roles.push(("focus".to_owned(), theme.focus(), DRAWN));
    roles.push(("focus on selected".to_owned(), on(theme.focus(), theme.selected()), DRAWN));
    roles.push(("work".to_owned(), theme.work(), DRAWN));
    roles
}

/// What can be had on a palette: of sixteen colors the shades are the person's own, and some have less contrast than the text
/// they are for; no text of the terminal's own colors has more than the terminal gives it.
fn most(palette: &Palette, depth: Depth, need: f64) -> f64 {
    let own = palette.contrast(Style::new());
    let need = match (depth, palette.name) {
        (Depth::Sixteen, "xterm" | "xterm, reversed" | "Campbell" | "Campbell on white") | (Depth::Many, _) => need,
        (Depth::Sixteen, _) => need * 0.75,
    };
    need.min(own)
}

/// A theme as it is on a palette; none where it is for the other background.
fn on_palette(name: &str, palette: &Palette, depth: Depth) -> Option<Theme> {
    let mut theme = theme(name, depth);
    let background = palette.background();
    let other = if name == "dark" || name == "light" { name } else { AUTO };
    let is_for_this = match other {
        "dark" => background == acmove::tui::message::Background::Dark,
        "light" => background == acmove::tui::message::Background::Light,
        _ => true,
    };
    theme.on(background);
    is_for_this.then_some(theme)
}

#[test]
fn every_role_of_every_theme_can_be_read_on_every_ground_it_is_for() {
    let mut faults = Vec::new();
    let mut judged = 0;
    for palette in palettes() {
        for name in names() {
            for depth in [Depth::Sixteen, Depth::Many] {
                let Some(theme) = on_palette(name, &palette, depth) else { continue };
                for (role, look, need) in roles(&theme) {
                    judged += 1;
                    let contrast = palette.contrast(look);
                    if contrast + 1e-9 < most(&palette, depth, need) {
                        faults.push(format!("{} {name} {depth:?} {role}: {contrast:.2}", palette.name));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(judged > 5000, "{judged}");
}

#[test]
fn a_badge_is_seen_as_one_on_its_ground() {
    for palette in palettes() {
        for name in names() {
            let Some(theme) = on_palette(name, &palette, Depth::Many) else { continue };
            for tone in TONES {
                // A look that brings a ground is as strong as that is.
                if theme.tone(tone).bg != Some(Color::Reset) {
                    continue;
                }
                let (_, ground) = palette.seen(theme.badge(Side::Target, tone));
                let difference = super::palette::contrast(ground, palette.ground);
                assert!(
                    difference >= DRAWN.min(palette.contrast(Style::new())),
                    "{} {name} {tone:?}: {difference:.1}",
                    palette.name
                );
            }
        }
    }
}
