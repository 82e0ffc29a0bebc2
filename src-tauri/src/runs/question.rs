//! The question that a run waits for.

use globus_app::{Error, FlowsScopes, Run, WebInput, WebInputRole};
use serde_json::Value;

use super::{
    people::person,
    view::{Question, QuestionOption},
};
use crate::{
    clients::Clients,
    people::Directory,
    permissions::granted::carries_any,
    problem::{refused::Refused, view::Problem},
    read::{FLOWS, fact},
    text::{Page, Text, json::laid_out},
};

/// Reads the question that `run` waits for. None if it waits for none, or you may not see it.
///
/// # Errors
/// [`Refused::NeedsMore`] without `web_input_view`, or a [`Refused`] as [`Refused::of_read`] makes
/// it.
pub async fn question(clients: &Clients, run: &Run) -> Result<Option<Question>, Refused> {
    let asked = run.blocking_web_input_id.filter(|_| !run.is_ended());
    let Some(id) = asked else {
        return Ok(None);
    };
    let scopes = [FlowsScopes::WEB_INPUT_VIEW, FlowsScopes::ALL];
    if !carries_any(clients, FlowsScopes::RESOURCE_SERVER, &scopes).await {
        return Err(Refused::needs_scopes(
            FLOWS,
            vec![FlowsScopes::WEB_INPUT_VIEW],
        ));
    }
    let question = match clients.flows.get_web_input(&id).await {
        Ok(question) => question,
        Err(Error::Api(error)) if matches!(error.status, 403 | 404) && error.gare.is_none() => {
            return Ok(None);
        }
        Err(error) => return Err(Refused::of_read(FLOWS, &error)),
    };
    let respondents = question
        .roles
        .iter()
        .flat_map(|roles| &roles.respondent_urns);
    let directory = Directory::read(clients, respondents).await;
    Ok(Some(view(question, &directory)))
}

/// Adds what the permission is for.
pub fn explained(problem: Problem) -> Problem {
    if problem.need.is_none() {
        return problem;
    }
    Problem {
        what: "Meridian needs your permission to show the question.".into(),
        ..problem
    }
}

fn view(question: WebInput, directory: &Directory) -> Question {
    let may_answer = question.user_roles.contains(&WebInputRole::Respondent);
    let respondents = question.roles.map(|roles| roles.respondent_urns);
    let (title, text, rows) = match question.context {
        Some(context) => (context.title, context.text, context.rows),
        None => (String::new(), None, Vec::new()),
    };
    Question {
        title: match Text::of(&title) {
            title if title.is_empty() => "Question".into(),
            title => title,
        },
        text: text.map(Page::of).filter(|text| !text.trim().is_empty()),
        rows: rows
            .into_iter()
            .map(|row| {
                fact(
                    &row.field,
                    match row.value {
                        Value::String(text) => Page::of(text),
                        value => laid_out(&value),
                    },
                )
            })
            .collect(),
        options: question
            .options
            .into_iter()
            .map(|option| QuestionOption {
                label: Some(Text::of(&option.label))
                    .filter(|label| !label.is_empty())
                    .unwrap_or_else(|| Text::of(&option.option_id)),
                description: Some(Text::of(&option.description)).filter(|text| !text.is_empty()),
            })
            .collect(),
        respondents: respondents
            .unwrap_or_default()
            .iter()
            .map(|one| person(one, directory))
            .collect(),
        may_answer,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::text::hostile;

    fn asked(document: Value) -> Question {
        let question = serde_json::from_value(document).expect("a question");
        view(question, &Directory::default())
    }

    #[test]
    fn a_question_is_told_in_words() {
        let question = asked(json!({
            "id": uuid::Uuid::nil(), "status": "open", "input_type": "selection",
            "user_roles": ["viewer", "respondent"],
            "context": {
                "title": "Publish these results?", "presentation_style": "table",
                "rows": [{"field": "Files", "value": 12}, {"field": "From", "value": "Midway"}],
            },
            "options": [
                {"option_id": "yes", "label": "Publish", "description": "Everybody can see them."},
                {"option_id": "no", "label": "", "description": ""},
            ],
            "roles": {"respondent_urns": ["urn:globus:groups:id:46bd0f56-e24f-11e5-a510-131bef46955c"]},
        }));
        assert_eq!(&*question.title, "Publish these results?");
        let rows = question.rows.iter();
        let rows: Vec<_> = rows.map(|row| (&*row.label, &*row.value)).collect();
        assert_eq!(rows, [("Files", "12"), ("From", "Midway")]);
        let options = question.options.iter();
        let options: Vec<_> = options
            .map(|option| (&*option.label, option.description.as_deref()))
            .collect();
        assert_eq!(
            options,
            [("Publish", Some("Everybody can see them.")), ("no", None)]
        );
        assert_eq!(&*question.respondents[0].name, "Group 46bd0f56…");
        assert!(question.may_answer);
    }

    #[test]
    fn f31_nothing_of_a_question_is_shown_as_others_wrote_it() {
        let question = asked(hostile::filled(json!({
            "id": uuid::Uuid::nil(), "status": "open", "user_roles": ["viewer"],
            "context": {"title": "", "text": "", "rows": [{"field": "", "value": ""}]},
            "options": [{"option_id": "x", "label": "", "description": ""}],
            "roles": {"respondent_urns": [""]},
        })));
        hostile::assert_fit(&question, &["principal"]);
        assert!(!question.may_answer);
    }
}
