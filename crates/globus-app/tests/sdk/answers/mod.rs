//! All answers that `globus_sdk.testing` ships for Auth, Flows, Groups and Transfer, read by our
//! clients.

mod auth;
mod flows;
mod groups;
mod left_out;
mod read;
mod shipped;
mod tokens;
mod transfer;

use std::collections::BTreeSet;

use globus_app::{ApiError, Error, GlobusApp};
use jiff::SignedDuration;
use serde_json::Value;

use crate::{apps, server::Server};
use left_out::LEFT_OUT;
use read::READ;
use shipped::Answer;

/// What a client read, by JSON pointer into the answer.
type Read = Result<Vec<(&'static str, Value)>, Error>;

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_read_or_left_out_by_name() {
    let server = Server::start().await;
    let app = apps::signed_in(&server, SignedDuration::from_hours(1)).await;
    let (mut read, mut left_out) = (BTreeSet::new(), BTreeSet::new());
    let mut problems = Vec::new();
    for series in shipped::all() {
        let name = format!("{} {}", series[0].operation, series[0].case);
        match check(&server, &app, &series).await {
            None => {
                left_out.insert(series[0].operation.clone());
            }
            Some(Ok(())) => {
                read.insert(series[0].operation.clone());
            }
            Some(Err(problem)) => problems.push(format!("{name}: {problem}")),
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert_eq!(one_sided(&read, READ), [""; 0], "read, or listed in READ");
    let unlisted = one_sided(&left_out, LEFT_OUT);
    assert_eq!(unlisted, [""; 0], "left out, or listed in LEFT_OUT");
}

/// What is in only one of them.
fn one_sided<'a>(found: &'a BTreeSet<String>, listed: &[&'a str]) -> Vec<&'a str> {
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    let listed = listed.iter().copied().collect();
    found.symmetric_difference(&listed).copied().collect()
}

/// None if no client has the operation.
async fn check(server: &Server, app: &GlobusApp, series: &[Answer]) -> Option<Result<(), String>> {
    if series[0].is_a_page() {
        return pages(server, app, series).await;
    }
    for answer in series {
        server.answer_with([(answer.status, answer.body.clone())]);
        let outcome = one(server, app, answer).await?;
        let request_was_right = || {
            let asked = server.everything_asked();
            let right = asked.iter().any(|asked| {
                // A parameter that is false by default isn't sent.
                let mut wanted = answer.query.iter().filter(|(_, value)| value != "False");
                asked.method == answer.method
                    && asked.path == answer.path
                    && wanted.all(|pair| asked.query.contains(pair))
            });
            right
                .then_some(())
                .ok_or_else(|| format!("asked {asked:?}"))
        };
        let checked = match &answer.error {
            None => succeeded(answer, outcome),
            Some(expected) => refused(answer, expected, &outcome),
        };
        if let Err(problem) = checked.and_then(|()| request_was_right()) {
            return Some(Err(problem));
        }
    }
    Some(Ok(()))
}

async fn one(server: &Server, app: &GlobusApp, answer: &Answer) -> Option<Read> {
    match answer.operation.split_once('.')? {
        ("auth", operation) if operation.starts_with("oauth2_") => {
            tokens::read(server, answer).await
        }
        ("auth", _) => auth::read(app, answer).await,
        ("flows", _) => flows::read(app, answer).await,
        ("groups", _) => groups::read(app, answer).await,
        _ => transfer::read(app, answer).await,
    }
}

/// A list with several answers, followed to its end.
async fn pages(server: &Server, app: &GlobusApp, series: &[Answer]) -> Option<Result<(), String>> {
    server.answer_with(series.iter().map(|page| (page.status, page.body.clone())));
    let (name, found) = flows::ids_of_all_pages(app, &series[0]).await?;
    let found = match found {
        Ok(found) => found,
        Err(error) => return Some(Err(error.to_string())),
    };
    let expected: Vec<Value> = series.iter().flat_map(|page| page.ids(name)).collect();
    let markers = |query: &[(String, String)]| query.iter().any(|(name, _)| name == "marker");
    let asked = server.asked();
    let followed = asked.len() == series.len()
        && asked.iter().zip(series).all(|(asked, page)| {
            page.query.iter().all(|pair| asked.query.contains(pair))
                && markers(&asked.query) == markers(&page.query)
        });
    Some(if found == expected && followed {
        Ok(())
    } else {
        Err(format!("{} items by {asked:?}", found.len()))
    })
}

fn succeeded(answer: &Answer, outcome: Read) -> Result<(), String> {
    let fields = outcome.map_err(|error| error.to_string())?;
    if fields.is_empty() {
        return Err("nothing was read".into());
    }
    for (pointer, value) in fields {
        let expected = answer.body.pointer(pointer).unwrap_or(&Value::Null);
        if !shipped::same(expected, &value) {
            return Err(format!("{pointer}: {value} in place of {expected}"));
        }
    }
    Ok(())
}

fn refused(answer: &Answer, expected: &shipped::Expected, outcome: &Read) -> Result<(), String> {
    let Err(Error::Api(error)) = outcome else {
        return Err(format!("{outcome:?} in place of an error of the service"));
    };
    let ApiError {
        status,
        code,
        message,
        request_id,
        gare,
        ..
    } = error;
    let gare = gare.as_ref().map(|gare| &gare.authorization_parameters);
    let read = format!("{status} {code:?} {message:?} {request_id:?} {gare:?}");
    let policies = gare.map(|gare| gare.session_required_policies.clone());
    let same = *status == answer.status
        && *code == expected.code(&answer.body)
        && *message == expected.message(&answer.body)
        && *request_id == expected.request_id(&answer.body)
        && policies == expected.policies();
    same.then_some(()).ok_or(read)
}
