//! Texts that the page prints around its values: tabs, links, headings. None of them is ever a value.

/// The links above the values; several may share a cell.
const LINKS: [&str; 12] = [
    "Upload New License",
    "Backup License",
    "Request a New License",
    "Audit License",
    "End-User Sessions",
    "Application Objects",
    "Software Units",
    "End-Users Configuration",
    "Modules Source Code",
    "eSpaces Source Code",
    "Contact OutSystems Sales",
    "Contact OutSystems",
];

/// How sentences begin that judge the license.
const VERDICTS: [&str; 5] =
    ["Your license", "The license found", "This server license", "No license was found", "This server is consuming"];

/// Other texts that a cell may begin with.
const BEGINNINGS: [&str; 16] = [
    "This screen shows this Environment's Licensing information",
    "To narrow the Features list",
    "OutSystems Features",
    "OutSystems Platform Features",
    "Manage all environments",
    "Licensed to",
    "Recent Items",
    "Factory Monitoring",
    "Users Roles",
    "Users \u{b7} Roles",
    "Environment Configuration",
    "Deployment Zones",
    "Database Catalogs",
    "Database Connections",
    "SEO URLs",
    "License Error",
];

/// Texts that are a whole cell.
const CELLS: [&str; 26] = [
    "Service Center",
    "Factory",
    "Monitoring",
    "Administration",
    "Analytics",
    "Users",
    "Roles",
    "Security",
    "Servers",
    "Email",
    "Certificates",
    "Licensing",
    "Invalid License.",
    "Invalid License",
    "Name",
    "Filter",
    "Reset",
    "Feature",
    "Limit",
    "Usage",
    "Debug Mode",
    "Next",
    "Development mode",
    "Production mode",
    "Production purpose",
    "Development purpose",
];

/// Whether a cell is none of the page's values.
pub(super) fn is_chrome(cell: &str) -> bool {
    let mut beginnings = LINKS.iter().chain(&BEGINNINGS).chain(&VERDICTS);
    CELLS.iter().any(|known| cell.eq_ignore_ascii_case(known)) || beginnings.any(|known| begins(cell, known))
}

/// Whether a cell begins with one of the links above the values.
pub(super) fn is_link(cell: &str) -> bool {
    LINKS.iter().any(|known| begins(cell, known))
}

/// Whether a cell begins like the sentences by which the page judges a license.
pub(super) fn is_verdict(cell: &str) -> bool {
    VERDICTS.iter().any(|known| begins(cell, known))
}

/// A cell without the links that it begins with, and without what parts them.
pub(super) fn without_links(cell: &str) -> &str {
    let mut rest = cell;
    while let Some(link) = LINKS.iter().find(|link| begins(rest, link)) {
        rest = rest.get(link.len()..).unwrap_or_default().trim_start_matches([' ', '|', '\u{b7}', '\u{2022}']);
    }
    rest
}

/// The link by which a license is uploaded: only this page has it.
pub(super) fn is_license_link(cell: &str) -> bool {
    begins(cell, "Upload New License")
}

/// Whether a cell begins with a text, whatever its case.
pub(super) fn begins(cell: &str, text: &str) -> bool {
    cell.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text))
}
