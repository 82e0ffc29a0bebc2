//! Every type that the window sees. Nothing here can hold a token.

mod access;
mod accounts;
mod appearance;
mod attention;
mod collections;
mod consents;
mod flows;
mod place;
mod problem;
mod runs;
mod scope_editor;
mod session;
mod settings;
mod status;
mod step_up;
mod tokens;
mod transfer_detail;
mod transfers;

pub use access::*;
pub use accounts::*;
pub use appearance::*;
pub use attention::*;
pub use collections::*;
pub use consents::*;
pub use flows::*;
pub use place::*;
pub use problem::*;
pub use runs::*;
pub use scope_editor::*;
pub use session::*;
pub use settings::*;
pub use status::*;
pub use step_up::*;
pub use tokens::*;
pub use transfer_detail::*;
pub use transfers::*;
