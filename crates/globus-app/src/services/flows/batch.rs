//! Many runs at once.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    app::Error,
    services::{fields::Fields, principal::Principal, service::Service},
};

/// Cancels or changes runs when it is sent. The SDK has no such call; the form is that of Flows'
/// own API description.
#[derive(Clone, Debug)]
pub struct BatchRuns {
    service: Service,
    ids: Vec<String>,
    set: Fields,
    add: Fields,
    remove: Fields,
}

impl BatchRuns {
    pub(super) fn new<'a>(service: &Service, ids: impl IntoIterator<Item = &'a Uuid>) -> Self {
        Self {
            service: service.clone(),
            ids: ids.into_iter().map(Uuid::to_string).collect(),
            set: Fields::default(),
            add: Fields::default(),
            remove: Fields::default(),
        }
    }

    /// Cancels them.
    #[must_use]
    pub fn cancel(mut self) -> Self {
        self.set.set("status", "cancel");
        self
    }

    /// Gives each of them these tags, in place of its own.
    #[must_use]
    pub fn set_tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
        self.set.set_texts("tags", tags);
        self
    }

    /// Gives each of them these tags beside its own.
    #[must_use]
    pub fn add_tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
        self.add.set_texts("tags", tags);
        self
    }

    /// Takes these tags away.
    #[must_use]
    pub fn remove_tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
        self.remove.set_texts("tags", tags);
        self
    }

    /// Who may cancel and change them, in place of those who may.
    #[must_use]
    pub fn set_run_managers(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.set.set_principals("run_managers", who);
        self
    }

    /// Lets these manage them, too.
    #[must_use]
    pub fn add_run_managers(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.add.set_principals("run_managers", who);
        self
    }

    /// Lets these no longer manage them.
    #[must_use]
    pub fn remove_run_managers(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.remove.set_principals("run_managers", who);
        self
    }

    /// Who may watch them, in place of those who may.
    #[must_use]
    pub fn set_run_monitors(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.set.set_principals("run_monitors", who);
        self
    }

    /// Lets these watch them, too.
    #[must_use]
    pub fn add_run_monitors(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.add.set_principals("run_monitors", who);
        self
    }

    /// Lets these no longer watch them.
    #[must_use]
    pub fn remove_run_monitors(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.remove.set_principals("run_monitors", who);
        self
    }

    /// Asks for it. Flows accepts first and acts later: look at the runs to see what became of
    /// it. The answer's fields are not described.
    ///
    /// # Errors
    /// Any [`Error`]. Runs that can't be changed are not reported.
    pub async fn send(&self) -> Result<Map<String, Value>, Error> {
        self.service.post("batch/runs", Some(self.document())).await
    }

    fn document(&self) -> Value {
        let mut document = json!({"filters": {"run_ids": self.ids}});
        for (name, fields) in [
            ("set", &self.set),
            ("add", &self.add),
            ("remove", &self.remove),
        ] {
            if !fields.is_empty() {
                document[name] = fields.document();
            }
        }
        document
    }
}
