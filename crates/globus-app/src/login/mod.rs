//! How the user's answer gets back to the app: a redirect to this computer, a redirect that another
//! program hands over, or a code to paste or type.

mod answer;
mod attempt;
mod command_line;
mod error;
mod loopback;
mod manager;
mod paste_code;
mod redirect;
mod request;
mod session;

pub use answer::{LoginAnswer, LoginOutcome};
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use attempt::RedirectError;
pub use attempt::{CodeError, PendingLogin};
pub use command_line::CommandLineLoginFlowManager;
pub use error::LoginError;
pub use loopback::{LocalServerLoginFlowManager, LoopbackServer};
pub use manager::LoginFlowManager;
pub use paste_code::PasteCodeLoginFlowManager;
pub use redirect::{RedirectLoginFlowManager, RedirectRefused, RedirectUriError, Redirects};
pub use request::LoginRequest;
