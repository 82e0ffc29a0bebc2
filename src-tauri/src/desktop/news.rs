//! Events for the window.

use serde::Serialize;
use serde_json::Value;
use tauri_specta::Event;

/// An event for the window: its name and its payload.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    /// The name that tauri-specta gives the event's type.
    pub name: &'static str,
    /// The event as JSON.
    pub payload: Value,
}

impl News {
    /// Wraps `event`. All event types are listed in `shell/ipc.rs`.
    pub fn of<E: Event + Serialize>(event: &E) -> Self {
        // View types have string keys only, so they always serialize.
        let payload = serde_json::to_value(event).unwrap_or_default();
        Self {
            name: E::NAME,
            payload,
        }
    }

    /// The event, if it has this type.
    #[cfg(test)]
    pub fn event<E: Event + serde::de::DeserializeOwned>(&self) -> Option<E> {
        (self.name == E::NAME)
            .then(|| serde_json::from_value(self.payload.clone()).ok())
            .flatten()
    }
}
