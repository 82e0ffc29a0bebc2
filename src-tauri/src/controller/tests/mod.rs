//! Tests of the controller with a local Globus and a recorded desktop.

mod accounts;
mod changes;
mod drawer;
mod inputs;
mod links;
mod many;
mod optional;
mod other_account;
mod settings;
mod stage;
mod step_up;
mod work;
