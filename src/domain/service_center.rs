//! Which Service Center an address leads to. Each environment has one of its own: where two have the same, one of the addresses
//! is wrong, or LifeTime runs inside another environment.

use super::infrastructure::{Role, authority};

/// An environment with the servers that its addresses lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    name: String,
    role: Option<Role>,
    servers: Vec<String>,
}

impl Reached {
    /// An environment, its role where that is known, and its addresses: its Service Center's; of LifeTime, its API's too.
    pub fn of<'a>(name: &str, role: Option<Role>, addresses: impl IntoIterator<Item = &'a str>) -> Self {
        Self { name: name.to_owned(), role, servers: addresses.into_iter().map(server).collect() }
    }
}

/// What is wrong where an environment has the Service Center of one before it; none where it has its own.
pub fn shared(all: &[Reached], place: usize) -> Option<String> {
    let own = all.get(place)?;
    let is_same = |other: &&Reached| other.servers.iter().any(|server| own.servers.contains(server));
    let other = all[..place].iter().find(is_same)?;
    let names = format!("{} and {}", other.name, own.name);
    let roles = [(other.role, &own.name), (own.role, &other.name)];
    let inside = roles.into_iter().find(|(role, _)| *role == Some(Role::LifeTime)).map(|(_, inside)| inside);
    Some(match inside {
        None => format!(
            "{names} have the same Service Center address. Correct one of the addresses, or remove one of the environments"
        ),
        Some(inside) => format!(
            "{names} have the same Service Center address, so LifeTime would run inside {inside}. That is not supported \
             from version 11 on, and the article does not cover it: correct the address, or move LifeTime to its own \
             environment first, or ask Support"
        ),
    })
}

/// Whether two addresses lead to the same Service Center.
pub fn is_same(one: &str, other: &str) -> bool {
    server(one) == server(other)
}

/// The host of an address, in one spelling: without scheme and usual port.
pub fn host(address: &str) -> String {
    let (scheme, rest) = scheme_and_rest(address);
    let port = if scheme.eq_ignore_ascii_case("http") { ":80" } else { ":443" };
    let host = authority(rest).to_lowercase();
    host.strip_suffix(port).unwrap_or(&host).trim_end_matches('.').to_owned()
}

fn scheme_and_rest(address: &str) -> (&str, &str) {
    address.split_once("://").unwrap_or(("https", address))
}

/// The server of an address, in one spelling: its host, without the page that was open, and without what leads to Service Center
/// or LifeTime on every server.
fn server(address: &str) -> String {
    let (_, rest) = scheme_and_rest(address);
    let (host, path) = (host(address), rest.split_once('/').map_or("", |(_, path)| path).to_lowercase());
    let mut folders: Vec<&str> = path.split('/').filter(|folder| !folder.is_empty()).collect();
    let leads = |wanted: &[&str]| folders.iter().position(|folder| wanted.contains(folder));
    match leads(&["servicecenter"]).or_else(|| leads(&["lifetime", "lifetimeapi"])) {
        Some(place) => folders.truncate(place),
        None => drop(folders.pop_if(|page| page.contains('.'))),
    }
    std::iter::once(host.as_str()).chain(folders).collect::<Vec<_>>().join("/")
}
