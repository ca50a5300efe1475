//! The situation of a migration folder as text, and a folder of its own for a situation that somebody has sent: whatever is asked
//! of it then is asked of a bundle.

mod fault;
mod made;
mod received;

pub use self::{
    fault::SituationError,
    made::of,
    received::{Received, receive},
};
