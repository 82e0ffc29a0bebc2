//! The Access page against the local Globus, with a browser that consents immediately.

use std::{future::ready, sync::Arc};

use globus_app::{
    AuthScopes, Environment, FlowsScopes, GlobusAppConfig, GlobusAuthorizationParameters,
    LocalServerLoginFlowManager, MemoryTokenStorage, ScopeParser, UserApp,
};
use globus_local::{GlobusLocal, IssuedKind};
use url::Url;

use super::{
    consents::consents,
    edit::{merge, requirements, with_added, without},
    grant::{checked_scopes, grant_parameters, outcome, preview, sign_in_parameters},
    report::report,
    scopes::scopes,
    tokens::{forget_token, renew_token, tokens},
    under_way::UnderWay,
    view::{
        consents::Consents,
        scopes::{Access, ReportFormat, ScopeRow},
    },
};
use crate::{
    clients::Clients,
    permissions::status::ScopeStatus,
    problem::view::{FixAction, Problem, Tone},
    requirements::{features::Preset, stored::StoredRequirements},
};

const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";
const MIDWAY: &str = "aa752cea-8222-5bc8-acd9-555b09000000";
/// A guest collection.
const EAGLE: &str = "05d2c76a-e867-4f67-aa57-76edeb0beda0";
const FLOWS: &str = FlowsScopes::RESOURCE_SERVER;

fn data_access(collection: &str) -> String {
    format!(
        "urn:globus:auth:scope:transfer.api.globus.org:all\
         [*https://auth.globus.org/scopes/{collection}/data_access]"
    )
}

/// The consents when nothing is under way.
async fn all_consents(clients: Option<Clients>) -> Result<Consents, Problem> {
    consents(clients, ready(UnderWay::default())).await
}

async fn globus() -> GlobusLocal {
    let builder = GlobusLocal::builder().auto_approve(true).control(true);
    builder.start().await.expect("a free port")
}

async fn signed_in(globus: &GlobusLocal, requirements: StoredRequirements) -> Clients {
    let browser = LocalServerLoginFlowManager::new(|url: &Url| {
        tokio::spawn(reqwest::get(url.clone()));
        Ok(())
    });
    let config = GlobusAppConfig {
        environment: Environment::at("local", globus.url()).expect("loopback"),
        token_storage: Some(Arc::new(MemoryTokenStorage::new())),
        login_flow_manager: Some(Arc::new(browser)),
        token_validation_error_handler: None,
        ..GlobusAppConfig::default()
    };
    let app = UserApp::builder("Meridian", CLIENT_ID).config(config);
    let app = app.build().expect("complete");
    for (server, scopes) in requirements.bound(true) {
        app.add_scope_requirements(&server, scopes);
    }
    let mut clients = Clients::bind(&app, requirements);
    clients.kept_in = "memory".into();
    // No one is signed in yet, so no flow or collection can be looked up.
    let parameters = clients
        .requirements
        .asked_by(GlobusAuthorizationParameters::default(), |_| true);
    app.run_login_flow(parameters).await.expect("signed in");
    let me = app.identity().expect("signed in");
    clients.identity_id = Some(me.sub);
    clients.username = me.preferred_username.unwrap_or_default();
    clients
}

async fn read(clients: &Clients) -> Access {
    scopes(Some(clients.clone())).await.expect("signed in")
}

fn row<'a>(access: &'a Access, path: &str) -> &'a ScopeRow {
    let mut rows = access.groups.iter().flat_map(|group| &group.rows);
    rows.find(|row| row.path == path)
        .unwrap_or_else(|| panic!("{path} in {access:#?}"))
}

async fn grant(clients: &Clients, text: &str) {
    let scopes = ScopeParser::parse(text).expect("scopes");
    let parameters = grant_parameters(clients, &scopes).await.expect("memory");
    clients
        .app
        .run_login_flow(parameters)
        .await
        .expect("granted");
}

/// The scopes in the browser's last request.
fn asked(globus: &GlobusLocal) -> Option<String> {
    let requests = globus.requests();
    let mut logins = requests.iter().rev();
    let login = logins.find(|asked| asked.path == "/v2/oauth2/authorize")?;
    let (_, scope) = login.query.iter().find(|(name, _)| name == "scope")?;
    Some(scope.clone())
}

#[tokio::test]
async fn after_the_first_sign_in_all_that_is_needed_is_granted() {
    let globus = globus().await;
    let clients = signed_in(&globus, StoredRequirements::default()).await;
    let access = read(&clients).await;
    assert_eq!(access.attention, 0);
    let default: Vec<_> = Preset::FlowsAndTransfers.scopes().collect();
    let mut others: Vec<_> = Preset::Everything.scopes().collect();
    others.retain(|scope| !default.contains(scope));
    for (scopes, status) in [(default, ScopeStatus::Granted), (others, ScopeStatus::Off)] {
        for scope in scopes {
            assert_eq!(row(&access, scope.scope_string()).status, status, "{scope}");
        }
    }
    assert_eq!(access.consents_problem, None);
    let titles: Vec<_> = access
        .groups
        .iter()
        .map(|group| group.title.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "Globus Flows",
            "Globus Transfer",
            "Globus Auth",
            "Globus Groups"
        ]
    );
    let flows = row(&access, FlowsScopes::VIEW_FLOWS.scope_string());
    assert_eq!(flows.status, ScopeStatus::Granted);
    assert!(flows.granted_at.is_some() && flows.consent.is_some());
    assert_eq!(flows.identity.as_deref(), Some("ada@uni.example"));
    assert!(!flows.can_ask);
    let manage = row(&access, FlowsScopes::RUN_MANAGE.scope_string());
    assert_eq!((manage.status, manage.can_ask), (ScopeStatus::Off, true));
    assert_eq!(manage.needed_for, ["Cancel runs"]);
}

#[tokio::test]
async fn a_grant_asks_for_what_the_preview_says_and_takes_nothing_away() {
    let globus = globus().await;
    let clients = signed_in(&globus, StoredRequirements::default()).await;
    let manage = FlowsScopes::RUN_MANAGE.to_string();
    let said = preview(Some(clients.clone()), std::slice::from_ref(&manage))
        .await
        .expect("said");
    assert!(
        said.lines
            .iter()
            .any(|line| line.scope == manage && !line.granted)
    );
    assert!(
        said.lines
            .iter()
            .any(|line| line.title == "See flows" && line.granted)
    );
    grant(&clients, &manage).await;
    assert_eq!(asked(&globus), Some(said.scope.into()));
    // The next sign-in asks for another permission of the same service, and for one of another
    // service.
    let data = data_access(MIDWAY);
    let said = preview(Some(clients.clone()), std::slice::from_ref(&data))
        .await
        .expect("said");
    assert!(
        said.scope.contains(&manage),
        "else the next token would lack it"
    );
    let line = said
        .lines
        .iter()
        .find(|line| line.level == 2)
        .expect("a dependency");
    assert_eq!(
        (line.title.as_str(), line.optional),
        ("Access the data in Midway3 Project", true)
    );
    grant(&clients, &data).await;
    assert_eq!(asked(&globus), Some(said.scope.into()));
    let access = read(&clients).await;
    assert_eq!(row(&access, &manage).status, ScopeStatus::Granted);
    let below = data.replace("[*", " ").replace(']', "");
    assert_eq!(row(&access, &below).status, ScopeStatus::Granted);
    assert_eq!(
        row(&access, &below).title,
        "Access the data in Midway3 Project"
    );
}

#[tokio::test]
async fn what_was_withheld_is_named_after_the_trip() {
    let globus = globus().await;
    let clients = signed_in(&globus, StoredRequirements::default()).await;
    let text = format!("{} {}", FlowsScopes::RUN_MANAGE, data_access(MIDWAY));
    globus.withhold([FlowsScopes::RUN_MANAGE.to_string()]);
    grant(&clients, &text).await;
    let scopes = ScopeParser::parse(&text).expect("scopes");
    let outcome = outcome(&clients, &scopes).await.expect("memory");
    assert_eq!(outcome.granted, ["Access the data in Midway3 Project"]);
    assert_eq!(outcome.missing, ["Manage runs"]);
}

#[tokio::test]
async fn data_access_is_never_asked_for_where_there_is_none() {
    let globus = globus().await;
    let clients = signed_in(&globus, StoredRequirements::default()).await;
    let text = data_access(EAGLE);
    let refused = [
        checked_scopes(Some(clients.clone()), std::slice::from_ref(&text))
            .await
            .map(drop),
        with_added(Some(clients.clone()), &text).await.map(drop),
        merge(Some(clients.clone()), &text).await.map(drop),
    ];
    for refused in refused {
        let problem = refused.expect_err("a guest collection");
        assert!(problem.what.contains("ALCF Eagle"), "{problem:?}");
    }
    let nobodys = data_access("00000000-0000-4000-8000-000000000000");
    let problem = checked_scopes(Some(clients.clone()), &[nobodys])
        .await
        .expect_err("nobody's");
    assert!(problem.what.contains("has no collection"), "{problem:?}");
    checked_scopes(Some(clients), &[data_access(MIDWAY)])
        .await
        .expect("a mapped collection");
}

#[tokio::test]
async fn what_is_merged_adds_names_and_what_would_be_asked() {
    let globus = globus().await;
    let clients = signed_in(&globus, StoredRequirements::default()).await;
    let merged = merge(Some(clients.clone()), &data_access(MIDWAY))
        .await
        .expect("merged");
    assert_eq!(merged.added, ["Access the data in Midway3 Project"]);
    assert!(
        merged.merged.contains(&data_access(MIDWAY)),
        "{}",
        merged.merged
    );
    let said = preview(Some(clients.clone()), &[data_access(MIDWAY)])
        .await
        .expect("said");
    assert_eq!(merged.asked, said.scope);
    let added = with_added(Some(clients.clone()), &data_access(MIDWAY))
        .await
        .expect("added");
    let clients = Clients {
        requirements: added,
        ..clients
    };
    let shown = requirements(Some(clients.clone()))
        .await
        .expect("signed in");
    assert_eq!(shown.preset, None);
    let last = shown.rows.last().expect("rows");
    assert_eq!(
        (last.title.as_str(), last.fixed),
        ("Access the data in Midway3 Project", false)
    );
    let less = without(Some(clients.clone()), &last.scope).expect("not fixed");
    assert_eq!(less, StoredRequirements::default());
    let fixed = without(Some(clients.clone()), "openid").expect_err("fixed");
    assert!(fixed.what.contains("can't be removed"), "{fixed:?}");
    let nobodys = with_added(Some(clients), "foo")
        .await
        .expect_err("no service");
    assert!(
        nobodys.what.contains("doesn't name a service"),
        "{nobodys:?}"
    );
}

#[tokio::test]
async fn consents_of_other_apps_take_a_permission() {
    let globus = globus().await;
    let clients = signed_in(&globus, StoredRequirements::default()).await;
    let locked = all_consents(Some(clients.clone()))
        .await
        .expect("signed in");
    assert!(locked.all_apps.is_none());
    let problem = locked.all_apps_problem.expect("why");
    assert_eq!(problem.tone, Tone::Neutral);
    let fix = problem.fix.map(|fix| fix.action);
    assert_eq!((fix, problem.need), (Some(FixAction::Allow), None));
    assert!(
        locked
            .this_app
            .iter()
            .all(|consent| consent.app == "Meridian")
    );
    assert!(
        locked
            .this_app
            .iter()
            .any(|consent| consent.title == "See flows")
    );
    grant(&clients, AuthScopes::VIEW_CONSENTS.scope_string()).await;
    let open = all_consents(Some(clients)).await.expect("signed in");
    assert_eq!(
        (open.all_apps.map(|all| all.len()), open.all_apps_problem),
        (Some(0), None)
    );
}

#[tokio::test]
async fn a_forgotten_token_is_still_allowed_and_an_ended_one_says_so() {
    let globus = globus().await;
    let clients = signed_in(&globus, StoredRequirements::default()).await;
    let kept = tokens(Some(clients.clone())).await.expect("memory");
    assert_eq!(kept.rows.len(), 3);
    assert!(
        kept.rows
            .iter()
            .all(|row| row.ends_at.is_some() && row.lasting && row.problem.is_none())
    );
    assert_eq!(kept.rows[1].account, "ada@uni.example");
    renew_token(Some(clients.clone()), FLOWS)
        .await
        .expect("renewable");

    forget_token(Some(clients.clone()), FLOWS)
        .await
        .expect("memory");
    let kept = tokens(Some(clients.clone())).await.expect("memory");
    let flows = kept
        .rows
        .iter()
        .find(|row| row.resource_server == FLOWS)
        .expect("allowed");
    assert_eq!(
        (flows.ends_at, flows.problem.is_none()),
        (None, true),
        "Globus says yes"
    );
    let access = read(&clients).await;
    let view = row(&access, FlowsScopes::VIEW_FLOWS.scope_string());
    assert_eq!(view.status, ScopeStatus::NewTokenNeeded);
    assert_eq!(
        view.word,
        "Granted, new token needed – blocks Flows and Runs"
    );

    globus.revoke_refresh_tokens();
    let refused = renew_token(Some(clients.clone()), "transfer.api.globus.org").await;
    let problem = refused.expect_err("revoked");
    assert!(problem.what.contains("no longer renews"), "{problem:?}");
    let kept = tokens(Some(clients)).await.expect("memory");
    let ended = kept
        .rows
        .iter()
        .find(|row| row.problem.is_some())
        .expect("named");
    assert_eq!(ended.title, "Globus Transfer");
}

#[tokio::test]
async fn what_is_gone_since_does_not_stop_a_sign_in() {
    let globus = globus().await;
    let clients = signed_in(&globus, StoredRequirements::default()).await;
    let gone = data_access("00000000-0000-4000-8000-000000000000");
    let both = ScopeParser::parse(&format!("{gone} {}", data_access(MIDWAY))).expect("scopes");
    let clients = Clients {
        requirements: clients.requirements.with(&both),
        ..clients
    };
    let plain = GlobusAuthorizationParameters::default();
    let seen = sign_in_parameters(&clients, plain.clone()).await;
    let seen = ScopeParser::serialize(&seen.required_scopes);
    assert!(seen.contains(&data_access(MIDWAY)), "{seen}");
    assert!(!seen.contains("00000000"), "{seen}");
    clients.app.logout().await.expect("memory");
    let unseen = sign_in_parameters(&clients, plain).await;
    let unseen = ScopeParser::serialize(&unseen.required_scopes);
    assert!(
        !unseen.contains("data_access") && unseen.contains("view_flows"),
        "{unseen}"
    );
}

#[tokio::test]
async fn what_was_declined_holds_up_nothing_but_itself() {
    let globus = globus().await;
    let with_data = ScopeParser::parse(&data_access(MIDWAY)).expect("a scope");
    let requirements = StoredRequirements::of_preset(Preset::Everything).with(&with_data);
    let manage = FlowsScopes::RUN_MANAGE.to_string();
    let data = format!("https://auth.globus.org/scopes/{MIDWAY}/data_access");
    globus.withhold([manage.clone(), data.clone()]);
    let clients = signed_in(&globus, requirements).await;
    clients.flows.list_flows().send().await.expect("flows");
    clients.transfer.task_list().send().await.expect("tasks");
    let access = read(&clients).await;
    let transfer = "urn:globus:auth:scope:transfer.api.globus.org:all";
    let words = [&manage, transfer, &format!("{transfer} {data}")];
    let words = words.map(|path| row(&access, path).word.as_str());
    assert_eq!(
        words,
        [
            "Missing – blocks Cancel runs",
            "Partly granted",
            "Missing – optional"
        ]
    );
    assert_eq!(access.attention, 2);
}

#[tokio::test]
async fn what_is_allowed_and_has_no_token_is_not_granted() {
    let globus = globus().await;
    let clients = signed_in(&globus, StoredRequirements::default()).await;
    let groups = "urn:globus:auth:scope:groups.api.globus.org:all".to_owned();
    grant(&clients, &groups).await;
    let is_granted = async || {
        let said = preview(Some(clients.clone()), std::slice::from_ref(&groups)).await;
        let lines = said.expect("said").lines;
        lines
            .into_iter()
            .find(|line| line.scope == groups)
            .expect("asked for")
            .granted
    };
    assert!(is_granted().await);
    forget_token(Some(clients.clone()), "groups.api.globus.org")
        .await
        .expect("memory");
    assert!(!is_granted().await);
}

#[tokio::test]
async fn without_consents_the_tokens_count_and_it_is_said() {
    let globus = globus().await;
    let clients = signed_in(&globus, StoredRequirements::default()).await;
    let me = clients.identity_id.clone().unwrap_or_default();
    let path = format!("/v2/api/identities/{me}/consents");
    globus.inject(globus_local::Fault::at(&path).status(403).times(9));
    let access = read(&clients).await;
    assert!(access.consents_problem.is_some());
    let flows = row(&access, FlowsScopes::VIEW_FLOWS.scope_string());
    assert_eq!(
        (flows.status, flows.granted_at),
        (ScopeStatus::Granted, None)
    );
}

#[tokio::test]
async fn nothing_that_the_window_gets_holds_a_secret() {
    let globus = globus().await;
    let clients = signed_in(&globus, StoredRequirements::of_preset(Preset::Everything)).await;
    let some = || Some(clients.clone());
    let shown = [
        format!("{:?}", scopes(some()).await),
        format!("{:?}", preview(some(), &["openid".into()]).await),
        format!("{:?}", all_consents(some()).await),
        format!("{:?}", tokens(some()).await),
        format!("{:?}", requirements(some()).await),
        report(some(), ReportFormat::Markdown)
            .await
            .expect("signed in"),
        report(some(), ReportFormat::Json).await.expect("signed in"),
        format!("{clients:?}"),
    ];
    let issued = globus.issued();
    assert!(
        issued
            .iter()
            .any(|issued| issued.kind == IssuedKind::RefreshToken)
    );
    for text in &shown {
        assert!(
            issued.iter().all(|issued| !text.contains(&issued.value)),
            "{text}"
        );
    }
    let (tables, document) = (&shown[5], &shown[6]);
    assert!(tables.contains("| Granted | See flows |"), "{tables}");
    let json: serde_json::Value = serde_json::from_str(document).expect("JSON");
    let flows = &json["services"][0];
    assert_eq!(flows["resource_server"], "flows.globus.org", "{document}");
    assert_eq!(flows["permissions"][0]["status"], "Granted", "{document}");
    for report in [tables, document] {
        assert!(!report.contains("ada@uni.example"), "{report}");
    }
}
