//! The settings file: one JSON object. Its own keys use `snake_case`, as in every earlier version.
//! The keys below them use the names that the window uses.

use heck::ToSnakeCase;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{Settings, view::Choices};
use crate::lenient;

impl Settings {
    /// Reads the file. Anything that this version can't read gets its default value.
    pub(super) fn of_file(file: &Value) -> Self {
        let usual = Self::default();
        let named_as_in_the_window = object(&usual.choices).into_iter().filter_map(|(key, _)| {
            let value = file.get(key.to_snake_case())?.clone();
            Some((key, value))
        });
        let choices = lenient::read::<Choices>(
            &Value::Object(named_as_in_the_window.collect()),
            &Value::Object(object(&usual.choices)),
        );
        let others = lenient::read(file, &Value::Object(object(&usual)));
        Self {
            choices: choices.unwrap_or_default(),
            ..others.unwrap_or_default()
        }
    }

    /// The settings in the form of the file.
    pub fn as_file(&self) -> Value {
        let choices = object(&self.choices);
        let choices = choices
            .into_iter()
            .map(|(key, value)| (key.to_snake_case(), value));
        Value::Object(object(self).into_iter().chain(choices).collect())
    }
}

/// Settings have string keys only, so they always serialize to an object.
fn object(settings: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(settings) {
        Ok(Value::Object(object)) => object,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A file as the version before this format wrote it, with no default values.
    fn file() -> Value {
        json!({
            "client_id": "61338d24-54d5-408f-a10d-66c06b59f6d2",
            "environment": "preview",
            "browser_command": "firefox {url}",
            "login_timeout_seconds": 60,
            "login_way": "link",
            "relay": "https://relay.example.org/",
            "close_button": "quit",
            "start_hidden": true,
            "start_at_login": true,
            "notifications": {
                "needsYou": false, "failed": false, "done": false, "names": false,
                "quietHours": {"on": true, "from": 60, "to": 120, "butNeedsYou": false},
            },
            "appearance": {
                "theme": "dark", "density": "compact", "textSize": 120, "moreContrast": true,
                "reduceMotion": true, "clock": "utc",
            },
            "updates": "onlyWhenOpen",
            "tray": {"icon": false, "counts": true},
            "columns": {"runs": {"hidden": ["role"], "widths": {"label": 300}}},
            "notifications_paused_until": 7,
        })
    }

    #[test]
    fn every_value_of_the_file_is_read_and_written_as_it_was() {
        let read = Settings::of_file(&file());
        assert_eq!(read.as_file(), file());
        let usual = Settings::default().as_file();
        for (key, value) in file().as_object().expect("an object") {
            assert_ne!(
                &usual[key], value,
                "{key} has to differ for this to show anything"
            );
        }
        assert_eq!(
            usual.as_object().map(Map::len),
            file().as_object().map(Map::len)
        );
    }

    #[test]
    fn no_client_was_null() {
        let mut none = file();
        none["client_id"] = Value::Null;
        let mut wanted = Settings::of_file(&file());
        wanted.choices.client_id.clear();
        assert_eq!(Settings::of_file(&none), wanted);
    }

    #[test]
    fn what_no_choice_of_the_window_can_be_falls_back() {
        let mut odd = file();
        odd["appearance"]["textSize"] = 0.into();
        odd["notifications"]["quietHours"]["from"] = (24 * 60).into();
        let read = Settings::of_file(&odd);
        assert_eq!(read.choices.appearance.text_size, 100);
        assert_eq!(read.choices.notifications.quiet_hours.from, 22 * 60);
        assert_eq!(read.choices.notifications.quiet_hours.to, 120);
    }
}
