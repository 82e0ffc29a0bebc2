//! Lenient reading of files that another version of Meridian wrote or someone edited. A value that
//! this version doesn't know falls back to the default, and stays in the file until it is changed.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use serde_path_to_error::{Path, Segment};

/// Reads a `T` from `raw`. At any depth, a value that is missing, null or unknown is taken from the
/// defaults in `usual`. If `usual` has no such value, as for a list entry, it is skipped. None if the
/// rest is not a valid `T`.
pub fn read<T: DeserializeOwned>(raw: &Value, usual: &Value) -> Option<T> {
    let mut value = over(usual, raw);
    loop {
        let error = match serde_path_to_error::deserialize(&value) {
            Ok(read) => return Some(read),
            Err(error) => error,
        };
        // The error isn't logged, because it may quote the value.
        let place = error.path().to_string();
        tracing::warn!(%place, "ignored a value that this version doesn't know");
        if !fall_back(&mut value, usual, error.path()) {
            return None;
        }
    }
}

/// Applies the changes from `before` to `now` to `raw`, from which `before` was read. Everything else
/// in `raw` is kept, including values that this version doesn't know.
pub fn update(raw: &mut Value, before: &Value, now: &Value) {
    if before == now {
        return;
    }
    let (Value::Object(raw), Value::Object(before), Value::Object(now)) = (&mut *raw, before, now)
    else {
        raw.clone_from(now);
        return;
    };
    raw.retain(|key, _| now.contains_key(key) || !before.contains_key(key));
    for (key, value) in now {
        match (raw.get_mut(key), before.get(key)) {
            (Some(raw), Some(before)) => update(raw, before, value),
            (None, Some(before)) if before == value => {}
            _ => {
                raw.insert(key.clone(), value.clone());
            }
        }
    }
}

/// Returns `raw` with missing and null values taken from `usual`.
fn over(usual: &Value, raw: &Value) -> Value {
    match (usual, raw) {
        (usual, Value::Null) => usual.clone(),
        (Value::Object(usual), Value::Object(raw)) => {
            let mut all = usual.clone();
            for (key, raw) in raw {
                let usual = usual.get(key).unwrap_or(&Value::Null);
                all.insert(key.clone(), over(usual, raw));
            }
            Value::Object(all)
        }
        (_, raw) => raw.clone(),
    }
}

/// Replaces the value at `path`, or the closest possible value above it, with the default. Returns
/// false if that changes nothing or would replace the whole value.
fn fall_back(value: &mut Value, usual: &Value, path: &Path) -> bool {
    let segments: Vec<_> = path.iter().collect();
    replace(value, Some(usual), &segments)
}

fn replace(value: &mut Value, usual: Option<&Value>, path: &[&Segment]) -> bool {
    let Some((first, rest)) = path.split_first() else {
        return false;
    };
    match (*first, value) {
        (Segment::Map { key }, Value::Object(object)) => {
            let usual = usual.and_then(|usual| usual.get(key));
            let Some(value) = object.get_mut(key) else {
                return false;
            };
            replace(value, usual, rest) || put(object, key, usual)
        }
        (Segment::Seq { index }, Value::Array(list)) => {
            let Some(value) = list.get_mut(*index) else {
                return false;
            };
            if !replace(value, None, rest) {
                list.remove(*index);
            }
            true
        }
        _ => false,
    }
}

fn put(object: &mut Map<String, Value>, key: &str, usual: Option<&Value>) -> bool {
    match usual {
        Some(usual) if object.get(key) == Some(usual) => false,
        Some(usual) => object.insert(key.to_owned(), usual.clone()).is_some(),
        None => object.remove(key).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};
    use serde_json::json;

    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct House {
        name: String,
        colour: Colour,
        roof: Roof,
        until: Option<u64>,
        rooms: BTreeMap<String, Room>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Roof {
        is_flat: bool,
        tiles: u8,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    enum Colour {
        Red,
        White,
    }

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    struct Room {
        doors: u8,
        lamps: Vec<String>,
    }

    fn usual() -> Value {
        json!({
            "name": "", "colour": "red", "roof": {"isFlat": true, "tiles": 100}, "until": null,
            "rooms": {},
        })
    }

    fn house(raw: &Value) -> House {
        read(raw, &usual()).expect("a house")
    }

    /// Applies `change` to what is read from `raw`, writes it back, and checks that it reads the same.
    fn changed(raw: &Value, change: impl FnOnce(&mut House)) -> Value {
        let before = house(raw);
        let mut now = before.clone();
        change(&mut now);
        let json = |house: &House| serde_json::to_value(house).expect("JSON");
        let mut written = raw.clone();
        update(&mut written, &json(&before), &json(&now));
        assert_eq!(house(&written), now, "{written}");
        written
    }

    #[test]
    fn an_unknown_value_falls_back_alone() {
        let known =
            json!({"name": "mill", "colour": "white", "roof": {"isFlat": false, "tiles": 7}});
        let whole = house(&known);
        assert_eq!(whole.roof.tiles, 7);
        let with = |place: &str, value: Value| {
            let mut raw = known.clone();
            *raw.pointer_mut(place).expect("there") = value;
            house(&raw)
        };
        for odd in [
            json!(null),
            json!(5),
            json!("blue"),
            json!({"rgb": 7}),
            json!([]),
        ] {
            let red = House {
                colour: Colour::Red,
                ..whole.clone()
            };
            assert_eq!(with("/colour", odd), red);
        }
        for odd in [json!(null), json!("7"), json!(256), json!(-1), json!(7.5)] {
            let roof = Roof {
                is_flat: false,
                tiles: 100,
            };
            let tiled = House {
                roof,
                ..whole.clone()
            };
            assert_eq!(with("/roof/tiles", odd), tiled);
        }
        let flat = house(&json!({"name": "mill", "colour": "white", "roof": "thatched"}));
        assert_eq!(flat.roof.tiles, 100);
        assert_eq!(flat.name, "mill");
        assert_eq!(house(&json!({"until": "noon"})).until, None);
    }

    #[test]
    fn only_invalid_entries_of_a_map_or_list_are_skipped() {
        let raw = json!({"rooms": {
            "attic": 5,
            "hall": {"doors": "many", "lamps": ["a", 5, "b", null]},
            "study": {"doors": 2},
        }});
        let rooms = house(&raw).rooms;
        assert_eq!(rooms.keys().collect::<Vec<_>>(), ["hall", "study"]);
        assert_eq!(rooms["hall"].lamps, ["a", "b"]);
        assert_eq!((rooms["hall"].doors, rooms["study"].doors), (0, 2));
    }

    #[test]
    fn a_missing_required_value_gives_none() {
        assert_eq!(read::<House>(&json!({"name": "mill"}), &Value::Null), None);
        assert_eq!(read::<House>(&json!("mill"), &usual()), None);
        // The default itself is invalid.
        assert_eq!(read::<Colour>(&json!("blue"), &json!("green")), None);
        assert_eq!(
            read::<Roof>(&json!({}), &json!({"isFlat": 5, "tiles": 1})),
            None
        );
    }

    #[test]
    fn unchanged_values_stay_in_the_file() {
        let raw = json!({
            "colour": "blue", "garden": {"trees": 3}, "until": "noon",
            "roof": {"tiles": "many", "ridge": true}, "rooms": {"attic": 5, "hall": {"size": 1}},
        });
        assert_eq!(changed(&raw, |_| {}), raw);
        let written = changed(&raw, |house| {
            house.name = "mill".into();
            house.roof.is_flat = false;
            house.rooms.entry("hall".into()).or_default().doors = 2;
            house.rooms.insert("study".into(), Room::default());
        });
        let wanted = json!({
            "name": "mill", "colour": "blue", "garden": {"trees": 3}, "until": "noon",
            "roof": {"tiles": "many", "ridge": true, "isFlat": false},
            "rooms": {
                "attic": 5, "hall": {"size": 1, "doors": 2}, "study": {"doors": 0, "lamps": []},
            },
        });
        assert_eq!(written, wanted);
    }

    #[test]
    fn changed_values_are_replaced_or_removed() {
        let raw = json!({
            "colour": "blue", "roof": "thatched", "until": "noon", "rooms": {"hall": {}, "attic": {}},
        });
        let written = changed(&raw, |house| {
            house.colour = Colour::White;
            house.roof.tiles = 9;
            house.until = Some(12);
            house.rooms.remove("hall");
            house.rooms.insert(
                "attic".into(),
                Room {
                    doors: 1,
                    ..Room::default()
                },
            );
        });
        let wanted = json!({
            "colour": "white", "roof": {"isFlat": true, "tiles": 9}, "until": 12,
            "rooms": {"attic": {"doors": 1}},
        });
        assert_eq!(written, wanted);
        let whole = json!({"rooms": 5});
        let written = changed(&whole, |house| {
            house.rooms.insert("hall".into(), Room::default());
        });
        assert_eq!(written["rooms"]["hall"]["doors"], 0);
    }
}
