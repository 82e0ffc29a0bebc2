//! JSON that is kept as it came.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;

/// A piece of JSON as a service wrote it. Decoded on demand, because lists contain much that nobody
/// looks at.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RawJson(Box<RawValue>);

impl RawJson {
    /// The original text.
    pub fn get(&self) -> &str {
        self.0.get()
    }

    /// Decodes it.
    ///
    /// # Errors
    /// If it doesn't have the shape of `T`, or is nested more than 127 levels deep. The error says
    /// where.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.get())
    }
}

/// Equal if the text is equal.
impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn raw(text: &str) -> RawJson {
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn it_is_kept_to_the_letter() {
        let kept = raw(r#"{"b":1.50, "a":[ ]}"#);
        assert_eq!(kept.get(), r#"{"b":1.50, "a":[ ]}"#);
        assert_eq!(kept, kept.clone());
        assert_ne!(kept, raw("{}"));
        assert_eq!(
            kept.decode::<Value>().expect("any"),
            json!({"a": [], "b": 1.5})
        );
    }

    #[test]
    fn what_cannot_be_read_is_an_error_only_for_whoever_reads_it() {
        let deep = "[".repeat(500) + &"]".repeat(500);
        let kept = raw(&deep);
        kept.decode::<Value>().expect_err("too deep");
        kept.decode::<u8>().expect_err("another shape");
        assert_eq!(kept.get(), deep);
    }
}
