//! Texts that the page prints around its values: tabs, links, headings. None of them is ever a value.

/// Texts that a cell may begin with; several links may share a cell.
const BEGINNINGS: [&str; 24] = [
    "Upload New License",
    "Backup License",
    "Request a New License",
    "Audit License",
    "End-User Sessions",
    "Application Objects",
    "End-Users Configuration",
    "Modules Source Code",
    "Contact OutSystems",
    "OutSystems Features",
    "OutSystems Platform Features",
    "Your license is",
    "The license found is",
    "Manage all environments",
    "Licensed to",
    "Recent Items",
    "Factory Monitoring",
    "Users Roles",
    "Environment Configuration",
    "Deployment Zones",
    "Database Catalogs",
    "Database Connections",
    "SEO URLs",
    "License Error",
];

/// Texts that are a whole cell.
const CELLS: [&str; 24] = [
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
    "Production purpose",
    "Development purpose",
];

/// Whether a cell is none of the page's values.
pub(super) fn is_chrome(cell: &str) -> bool {
    CELLS.iter().any(|known| cell.eq_ignore_ascii_case(known)) || BEGINNINGS.iter().any(|known| begins(cell, known))
}

/// The link by which a license is uploaded: only this page has it.
pub(super) fn is_license_link(cell: &str) -> bool {
    begins(cell, "Upload New License")
}

/// Whether a cell begins with a text, whatever its case.
pub(super) fn begins(cell: &str, text: &str) -> bool {
    cell.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text))
}
