//! Actions that ask a question, and the question as its web input has it.

use jiff::Timestamp;
use rand::{Rng, rngs::StdRng};
use serde_json::Value;
use uuid::Uuid;

use super::{outcome::Outcome, request::Request};

/// A question that blocks a run until someone answers it.
#[derive(Clone, Debug)]
pub(in crate::flows) struct Question {
    pub(in crate::flows) id: Uuid,
    pub(in crate::flows) title: String,
    pub(in crate::flows) text: String,
    /// Facts for the decision. If there are any, they are shown as a table instead of the text.
    pub(in crate::flows) rows: Vec<(String, String)>,
    pub(in crate::flows) choices: Vec<Choice>,
    pub(in crate::flows) viewers: Vec<String>,
    pub(in crate::flows) respondents: Vec<String>,
    pub(in crate::flows) asked: Timestamp,
    /// When it was answered, or when the run continued without an answer.
    pub(in crate::flows) closed: Option<Timestamp>,
}

/// One of the possible answers.
#[derive(Clone, Debug)]
pub(in crate::flows) struct Choice {
    pub(in crate::flows) id: Uuid,
    pub(in crate::flows) label: String,
    pub(in crate::flows) description: String,
}

impl Question {
    /// Reads the parameters of "Wait For User Selection". If they name no one, the owner of the run
    /// is asked.
    pub(super) fn read(request: &Request<'_>, random: &mut StdRng) -> Self {
        let input = request.input;
        let page = &input["landing_page"];
        let text = |places: &[&Value]| {
            let text = places.iter().find_map(|place| place.as_str());
            text.unwrap_or_default().to_owned()
        };
        let urns = |name: &str| strings(&input[name]);
        let choices = input["options"].as_array().into_iter().flatten();
        let mut respondents = urns("respondents");
        if respondents.is_empty() {
            respondents.push(request.owner.to_owned());
        }
        let rows = input["rows"].as_array().into_iter().flatten();
        let default_title = Value::from("Please select an option");
        Self {
            id: random_id(random),
            title: text(&[&input["prompt"], &page["page_title"], &default_title]),
            text: text(&[&input["text"], &page["preamble_text"]]),
            rows: rows
                .map(|row| (text(&[&row["field"]]), text(&[&row["value"]])))
                .collect(),
            choices: choices
                .map(|choice| Choice {
                    id: random_id(random),
                    label: text(&[&choice["name"]]),
                    description: text(&[&choice["description"], &choice["completed_message"]]),
                })
                .collect(),
            viewers: urns("viewers"),
            respondents,
            asked: request.now,
            closed: None,
        }
    }

    /// The outcome of the action if `choice` is the answer.
    pub(in crate::flows) fn outcome(&self, choice: &Choice) -> Outcome {
        let details = serde_json::json!({
            "name": choice.label,
            "option_id": choice.id,
            "web_input_id": self.id,
        });
        Outcome {
            is_success: true,
            details,
        }
    }
}

fn random_id(random: &mut StdRng) -> Uuid {
    uuid::Builder::from_random_bytes(random.random()).into_uuid()
}

fn strings(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}
