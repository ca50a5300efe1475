//! The type that LifeTime gives an environment, compared with the role that the environment has here. LifeTime's types are typed
//! by hand, and may be missing.

use super::infrastructure::Role;

/// The role that a type of LifeTime means; none where there is no type, or one that is not known.
pub fn role_of(listed: &str) -> Option<Role> {
    let listed = listed.trim();
    [Role::Development, Role::Test, Role::Production].into_iter().find(|role| role.name().eq_ignore_ascii_case(listed))
}

/// The type in words, where it is not the role that the environment has here. No type says of an environment that it is LifeTime.
pub fn other_type(name: &str, role: Role, listed: &str) -> Option<String> {
    let here = role.name();
    match (role_of(listed), listed.trim()) {
        (_, _) if role == Role::LifeTime => None,
        (Some(said), _) if said == role => None,
        (_, "") => Some(format!("LifeTime lists {name} without a type, and its role here is {here}")),
        (_, listed) => Some(format!("LifeTime gives {name} the type {listed}, and its role here is {here}")),
    }
}
