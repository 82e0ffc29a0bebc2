//! What the window is told.

use serde::Serialize;
use serde_json::Value;
use tauri_specta::Event;

/// An event for the window: the name that its TypeScript listens for, and what it carries.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    /// As tauri-specta names the event's type.
    pub name: &'static str,
    /// The event as JSON.
    pub payload: Value,
}

impl News {
    /// Tells of `event`. Every event's type is listed once, in `shell/ipc.rs`.
    pub fn of<E: Event + Serialize>(event: &E) -> Self {
        // View types are structs and enums with string keys: they always have a JSON form.
        let payload = serde_json::to_value(event).unwrap_or_default();
        Self {
            name: E::NAME,
            payload,
        }
    }

    /// The event, if it is one of this type.
    #[cfg(test)]
    pub fn event<E: Event + serde::de::DeserializeOwned>(&self) -> Option<E> {
        (self.name == E::NAME)
            .then(|| serde_json::from_value(self.payload.clone()).ok())
            .flatten()
    }
}
