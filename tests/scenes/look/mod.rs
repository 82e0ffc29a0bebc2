//! Every scene in a browser, in several looks; what is wrong is told at once, with a picture of each.

mod chromium;
mod contrast;
mod controls;
mod page;
mod viewer;
mod webkit;

pub(crate) use chromium::in_chromium;
pub(crate) use webkit::in_webkit;
