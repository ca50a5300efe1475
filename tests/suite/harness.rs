//! What the tests share.

pub(crate) mod drawn;
pub(crate) mod encoded;
pub(crate) mod in_parts;
mod keys;
pub(crate) mod lines;
pub(crate) mod retold;
pub(crate) mod scene;
pub(crate) mod server;
pub(crate) mod site;
pub(crate) mod spoken;
pub(crate) mod story;
pub(crate) mod watching;
