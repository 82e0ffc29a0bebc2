//! Shows every scene in each browser, in several sizes and themes. Reports all faults at once, each
//! with a picture.

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
