//! Names of environment variables: secrets are named in files, and never written there.

/// The name of an environment variable. The error does not repeat the text: it may be the token itself.
///
/// # Errors
/// When it cannot be one.
pub fn variable(text: &str) -> Result<String, &'static str> {
    let fine = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.len() <= 64
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if fine {
        Ok(text.to_owned())
    } else {
        Err("must be the NAME of an environment variable, such as ACMOVE_LIFETIME_TOKEN; never the token itself")
    }
}
