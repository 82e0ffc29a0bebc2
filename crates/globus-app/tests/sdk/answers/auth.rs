//! The answers of Globus Auth's resources.

use globus_app::{AuthClient, GlobusApp, IdentityLookup};
use serde_json::json;
use uuid::Uuid;

use super::{Read, shipped::Answer};

pub async fn read(app: &GlobusApp, answer: &Answer) -> Option<Read> {
    let client = AuthClient::new(app);
    Some(match answer.operation.strip_prefix("auth.")? {
        "userinfo" => {
            let identity = client.userinfo().await;
            identity.map(|identity| vec![("/sub", json!(identity.sub))])
        }
        "get_identities" => {
            let lookup = IdentityLookup::Ids(vec![Uuid::nil()]);
            client.get_identities(&lookup).await.map(|identities| {
                let mut fields = vec![("/identities/2", json!(null))];
                let pointers = [
                    [
                        "/identities/0/id",
                        "/identities/0/username",
                        "/identities/0/name",
                    ],
                    [
                        "/identities/1/id",
                        "/identities/1/username",
                        "/identities/1/name",
                    ],
                ];
                for (identity, [id, username, name]) in identities.iter().zip(pointers) {
                    fields.push((id, json!(identity.id)));
                    fields.push((username, json!(identity.username)));
                    fields.push((name, json!(identity.name)));
                }
                if let Some(identity) = identities.first() {
                    fields.push(("/identities/0/status", json!(identity.status)));
                    fields.push(("/identities/0/email", json!(identity.email)));
                    fields.push(("/identities/0/organization", json!(identity.organization)));
                    let provider = json!(identity.identity_provider);
                    fields.push(("/identities/0/identity_provider", provider));
                }
                fields
            })
        }
        "get_consents" => {
            let consents = client.get_consents(&answer.id(), false).await;
            consents.map(|forest| {
                let consents: Vec<_> = forest.consents().collect();
                vec![
                    ("/consents/0/id", json!(consents[0].id)),
                    ("/consents/0/scope_name", json!(consents[0].scope_name)),
                    ("/consents/1/id", json!(consents[1].id)),
                    ("/consents/1/scope_name", json!(consents[1].scope_name)),
                    (
                        "/consents/1/dependency_path",
                        json!(consents[1].dependency_path),
                    ),
                    ("/consents/2", json!(null)),
                ]
            })
        }
        _ => return None,
    })
}
