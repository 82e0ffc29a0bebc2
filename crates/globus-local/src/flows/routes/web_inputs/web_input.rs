//! Web inputs: the questions that runs ask.

use serde_json::{Value, json};

use crate::{
    auth::Auth,
    flows::{
        State, access::Caller, action::Question, error::FlowsError, policy, run::Run,
        time::format_time,
    },
};

/// A question, and the run that asks it.
pub(super) struct WebInput<'a> {
    pub(super) run: &'a Run,
    question: &'a Question,
}

pub(super) const ROLES: [&str; 2] = ["viewer", "respondent"];

impl<'a> WebInput<'a> {
    pub(super) fn all(state: &'a State) -> impl Iterator<Item = Self> {
        let of_run = |run: &'a Run| {
            run.walk
                .questions()
                .iter()
                .map(move |question| Self { run, question })
        };
        state.runs.iter().flat_map(of_run)
    }

    /// The web input with this id, if the caller has a role on it.
    pub(super) fn find(state: &'a State, id: &str, caller: &Caller) -> Result<Self, FlowsError> {
        let wanted = uuid::Uuid::try_parse(id).ok();
        let found = Self::all(state).find(|input| Some(input.question.id) == wanted);
        let found = found.filter(|input| !input.roles(caller).is_empty());
        found.ok_or_else(|| FlowsError::NotFound("Web Input", id.to_owned()))
    }

    pub(super) fn roles(&self, caller: &Caller) -> Vec<&'static str> {
        let has = [
            caller.is_one_of(&self.question.viewers),
            caller.is_one_of(&self.question.respondents),
        ];
        ROLES
            .into_iter()
            .zip(has)
            .filter_map(|(role, has)| has.then_some(role))
            .collect()
    }

    /// The refusal includes what the question is about, so that people know what to sign in for.
    pub(super) fn require_policy(&self, auth: &Auth, caller: &Caller) -> Result<(), FlowsError> {
        let met = policy::require(auth, caller, self.run.flow.policy.as_deref());
        met.map_err(|error| match error {
            FlowsError::PolicyRequired {
                authorization_parameters,
                ..
            } => {
                let web_input_summary = Some(self.summary_for(caller));
                FlowsError::PolicyRequired {
                    authorization_parameters,
                    web_input_summary,
                }
            }
            other => other,
        })
    }

    pub(super) fn is_open(&self) -> bool {
        self.question.closed.is_none()
    }

    /// The fields of both lists and full documents.
    pub(super) fn summary_for(&self, caller: &Caller) -> Value {
        let Self { run, question } = self;
        json!({
            "id": question.id,
            "status": if self.is_open() { "open" } else { "closed" },
            "user_roles": self.roles(caller),
            "input_type": "selection",
            "title": question.title,
            "flow": { "id": run.flow.id, "title": run.flow.title },
            "run": { "id": run.id, "label": run.label },
            "created_timestamp": format_time(question.asked),
            "edited_timestamp": format_time(question.closed.unwrap_or(question.asked)),
            "closed_timestamp": question.closed.map(format_time),
        })
    }

    pub(super) fn shown_to(&self, caller: &Caller) -> Value {
        let Self { run, question } = self;
        let choices = question.choices.iter();
        let one_of: Vec<_> = choices
            .clone()
            .map(|choice| {
                json!({
                    "const": choice.id, "title": choice.label, "description": choice.description,
                })
            })
            .collect();
        let options: Vec<_> = choices.map(|choice| json!({
            "option_id": choice.id, "label": choice.label, "description": choice.description,
        })).collect();
        let mut document = self.summary_for(caller);
        if let Some(fields) = document.as_object_mut() {
            fields.remove("title");
        }
        document["input_schema"] = json!({
            "$schema": "http://json-schema.org/draft-07/schema",
            "title": "Please select an option",
            "type": "string",
            "oneOf": one_of,
        });
        document["context"] = self.context();
        document["options"] = options.into();
        document["roles"] = json!({
            "viewer_urns": question.viewers,
            "respondent_urns": question.respondents,
        });
        document["creator_urn"] = run.owner.as_str().into();
        document
    }

    fn context(&self) -> Value {
        let question = self.question;
        if question.rows.is_empty() {
            return json!({
                "title": question.title, "presentation_style": "text", "text": question.text,
            });
        }
        let rows = question.rows.iter().map(|(field, value)| {
            json!({
                "field": field, "value": value,
            })
        });
        json!({
            "title": question.title,
            "presentation_style": "table",
            "rows": rows.collect::<Vec<_>>(),
        })
    }
}
