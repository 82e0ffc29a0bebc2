//! A Globus that rotates refresh tokens: each works once, and using one twice revokes them all (RFC
//! 9700 §4.14.2, as in oidc-provider).

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::between::{Asked, Between, Reply, Upstream};

/// What it issued, by family. All tokens of a family stand for one of Globus's own.
#[derive(Default)]
struct Families(Vec<Family>);

struct Family {
    /// Globus's own token, which doesn't rotate.
    real: String,
    /// All tokens issued for it. The last one is valid.
    given: Vec<String>,
    is_revoked: bool,
}

pub(crate) async fn rotating() -> Between {
    let families = Arc::new(Mutex::new(Families::default()));
    Between::with(move |asked, globus| {
        let families = Arc::clone(&families);
        Box::pin(async move { answer(asked, globus, &families).await })
    })
    .await
}

async fn answer(mut asked: Asked, globus: Upstream, families: &Mutex<Families>) -> Reply {
    let presented = asked
        .field("refresh_token")
        .or_else(|| asked.field("token"))
        .unwrap_or_default();
    if asked.is_refresh() {
        let Some(real) = families.lock().expect("whole").used(&presented) else {
            return Reply::json(401, &json!({"error": "invalid_grant"}));
        };
        asked.body = asked.body.replace(&presented, &real);
    } else if let Some(real) = families.lock().expect("whole").real(&presented) {
        asked.body = asked.body.replace(&presented, &real);
    }
    let is_token = asked.path == "/v2/oauth2/token";
    let Reply::Answer {
        status,
        headers,
        body,
    } = globus.ask(&asked).await
    else {
        return Reply::HangUp;
    };
    let mut body: Value = match serde_json::from_str(&body) {
        Ok(body) if is_token && status == 200 => body,
        _ => {
            return Reply::Answer {
                status,
                headers,
                body,
            };
        }
    };
    let mut families = families.lock().expect("whole");
    families.replace(&mut body);
    for other in body["other_tokens"].as_array_mut().into_iter().flatten() {
        families.replace(other);
    }
    Reply::json(status, &body)
}

impl Families {
    fn real(&self, token: &str) -> Option<String> {
        let family = self.0.iter().find(|f| f.given.iter().any(|t| t == token))?;
        Some(family.real.clone())
    }

    /// The real token for one that is used now. For an old one, none, and the family is revoked.
    fn used(&mut self, token: &str) -> Option<String> {
        let family = self
            .0
            .iter_mut()
            .find(|family| family.given.iter().any(|given| given == token))?;
        if family.given.last().is_none_or(|last| last != token) {
            family.is_revoked = true;
        }
        (!family.is_revoked).then(|| family.real.clone())
    }

    fn replace(&mut self, document: &mut Value) {
        let Some(real) = document["refresh_token"].as_str().map(str::to_owned) else {
            return;
        };
        let new = format!("rotated-{}", uuid::Uuid::new_v4());
        document["refresh_token"] = new.clone().into();
        match self.0.iter_mut().find(|family| family.real == real) {
            Some(family) => family.given.push(new),
            None => self.0.push(Family {
                real,
                given: vec![new],
                is_revoked: false,
            }),
        }
    }
}
