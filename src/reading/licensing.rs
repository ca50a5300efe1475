//! The Licensing page of Service Center, versions 9 to 11, as a text of lines and cells.
//!
//! Values are found by the name that stands before them, in any order; what cannot be told is left out and said so.

mod banner;
mod chrome;
mod fields;
mod grid;
mod limits;
mod one;
mod panel;
mod passage;
mod piece;
mod property;
mod second;

use self::{fields::Fields, grid::Grid, piece::Label};
use crate::domain::page::{LicensingPage, PRACTICE_MARK};

/// Words of other pages that also print an Activation Code or a Serial Number, in lower case: `ActivationCodeCheck`, the
/// portals, and the form that asks for rights to a module.
const ELSEWHERE: [&str; 9] = [
    "environment activation code",
    "destination activation code",
    "activation code as the license",
    "activation code from the license",
    "platform location",
    "environment installation",
    "register environment",
    "release environment",
    "not registered",
];

/// The page, where the text is one.
pub(super) fn read(text: &str) -> Option<LicensingPage> {
    let grid = Grid::of(text);
    let pieces = piece::pieces(&grid);
    let mut problems = Vec::new();
    let fields = Fields::of(&grid, &pieces);
    let said = banner::read(&grid);
    let mut page = LicensingPage {
        organization: fields.text(Label::Organization, &mut problems),
        edition: fields.text(Label::Edition, &mut problems),
        license_type: fields.text(Label::LicenseType, &mut problems),
        activation_code: fields.identity(Label::ActivationCode, &mut problems),
        serial: fields.identity(Label::Serial, &mut problems),
        end_date: fields.end_date(&mut problems),
        environment: panel::environment(&pieces, &mut problems),
        platform_version: panel::version(&grid, &mut problems),
        intellectual_property: property::read(&grid, &mut problems),
        banner: said.banner,
        banner_serial: banner::serial(&grid, &mut problems),
        notice: said.notice,
        over_limits: limits::over(&grid),
        clock: panel::clock(&grid),
        is_whole: is_whole(&grid),
        is_practice: grid.prose().contains(&PRACTICE_MARK.to_lowercase()),
        problems: fields.problems(),
    };
    second::drop(&grid, &mut page, &mut problems);
    page.problems.append(&mut problems);
    is_licensing(&grid, &fields, &page).then_some(page)
}

/// Whether something is there that only the page itself has; names and values stand in mails too.
fn is_whole(grid: &Grid) -> bool {
    grid.cells().any(chrome::is_license_link) && grid.cells().any(|cell| cell == "Licensing")
        || banner::is_on(grid)
        || property::is_described(grid)
        || limits::is_headed(grid)
}

/// Names and texts that only this page has are enough; an identity alone is, unless the text is of a page known to print one too.
fn is_licensing(grid: &Grid, fields: &Fields<'_>, page: &LicensingPage) -> bool {
    let own = fields.are_own() || page.is_whole || page.intellectual_property.as_ref().is_some_and(property::is_usual);
    let identity = page.activation_code.is_some() || page.serial.is_some();
    own || identity && !ELSEWHERE.iter().any(|sign| grid.prose().contains(sign))
}
