//! Globus Auth's resources: who is signed in, other identities, and consents.

use globus_app::{AuthClient, AuthScopes, IdentityLookup, ScopeParser, TransferClient, UserApp};
use uuid::Uuid;

use crate::support::{globus, quick_browser, user_app};

async fn me(app: &UserApp) -> Uuid {
    let me = AuthClient::new(app).userinfo().await.expect("signed in");
    me.sub.parse().expect("a UUID")
}

#[tokio::test]
async fn userinfo_is_about_who_signed_in() {
    let globus = globus(true).await;
    let app = user_app(quick_browser(&globus));
    let me = AuthClient::new(&app).userinfo().await.expect("signed in");
    assert_eq!(Some(me), app.identity());
}

#[tokio::test]
async fn identities_are_found_by_id_and_by_name() {
    let globus = globus(true).await;
    let app = user_app(quick_browser(&globus));
    let auth = AuthClient::new(&app);
    auth.add_app_scope(AuthScopes::VIEW_IDENTITIES);
    let me = me(&app).await;
    let found = auth.get_identities(&IdentityLookup::Ids(vec![me])).await;
    let found = found.expect("allowed");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].id, me);
    let by_name = IdentityLookup::Usernames {
        usernames: vec![found[0].username.clone(), "nobody@nowhere.example".into()],
        provision: false,
    };
    let again = auth.get_identities(&by_name).await.expect("allowed");
    assert_eq!(again, found);
}

#[tokio::test]
async fn consents_are_those_that_the_login_gave() {
    let globus = globus(true).await;
    let app = user_app(quick_browser(&globus));
    let transfer = TransferClient::new(&app);
    transfer
        .task_list()
        .limit(1)
        .send()
        .await
        .expect("signed in");
    let me = me(&app).await;
    let forest = AuthClient::new(&app).get_consents(&me, false).await;
    let forest = forest.expect("allowed");
    let meets = |scopes: &str| {
        let scopes = ScopeParser::parse(scopes).expect("valid");
        forest.meets_scope_requirements(&scopes)
    };
    let transfer = "urn:globus:auth:scope:transfer.api.globus.org:all";
    assert!(meets(transfer));
    assert!(!meets(&format!(
        "{transfer}[*https://auth.globus.org/scopes/x/data_access]"
    )));
}

#[tokio::test]
async fn a_persons_identities_say_which_of_them_signed_in_here() {
    let globus = globus(true).await;
    let app = user_app(quick_browser(&globus));
    let linked = AuthClient::new(&app).linked_identities().await;
    let linked = linked.expect("signed in");
    let usernames: Vec<_> = linked.iter().map(|identity| &*identity.username).collect();
    assert_eq!(
        usernames,
        [
            "ada@uni.example",
            "lovelace@lab.example",
            "ada@globusid.example"
        ]
    );
    let here: Vec<_> = linked
        .iter()
        .filter(|identity| identity.last_authentication.is_some())
        .map(|identity| identity.username.as_str())
        .collect();
    assert_eq!(here, ["ada@uni.example"]);
}
