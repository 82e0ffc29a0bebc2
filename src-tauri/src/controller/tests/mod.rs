//! The controller against a local Globus, on a desktop without a window.

mod accounts;
mod changes;
mod drawer;
mod inputs;
mod links;
mod many;
mod other_account;
mod stage;
mod step_up;
mod work;
