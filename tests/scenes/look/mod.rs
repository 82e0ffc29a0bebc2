//! Every scene in a browser, in several looks; what is wrong is told at once, with a picture of each.

mod chromium;
mod contrast;
mod controls;
mod escape;
mod page;
mod viewer;
mod webkit;

pub(crate) use chromium::in_chromium;
pub(crate) use escape::escape_closes_a_dialog_from_its_search_field;
pub(crate) use webkit::in_webkit;
