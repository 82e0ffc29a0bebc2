//! The consent page.

use reqwest::Response;

use crate::support::{FLOWS, Local, TRANSFER, query_of};

async fn asking() -> Local {
    Local::with(|builder| builder).await
}

async fn page(local: &Local, changes: &[(&str, &str)]) -> String {
    let answer = local.authorize(changes).await;
    assert_eq!(answer.status(), 200);
    answer.text().await.expect("a page")
}

fn consent_id(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"consent\" value=\"").expect("an id");
    rest.split_once('"').expect("its end").0.to_owned()
}

async fn answer(local: &Local, id: &str, answer: &str, origin: Option<&str>) -> Response {
    let request = local.http.post(local.url("v2/oauth2/authorize/answer"));
    let request = request.form(&[("consent", id), ("answer", answer)]);
    let request = match origin {
        Some(origin) => request.header("Origin", origin),
        None => request,
    };
    request.send().await.expect("it answers")
}

#[tokio::test]
async fn allow_and_deny_go_back_to_the_client() {
    let local = asking().await;
    let id = consent_id(&page(&local, &[]).await);
    let own = local.globus.url().trim_end_matches('/');
    let allowed = answer(&local, &id, "allow", Some(own)).await;
    let query = query_of(&allowed);
    assert_eq!(query["state"], "a state");
    assert_eq!(local.exchange(&query["code"], &[]).await.0, 200);

    let id = consent_id(&page(&local, &[]).await);
    let query = query_of(&answer(&local, &id, "deny", None).await);
    assert_eq!(
        (query["error"].as_str(), query["state"].as_str()),
        ("access_denied", "a state")
    );
    assert!(query.contains_key("error_description") && !query.contains_key("code"));
}

#[tokio::test]
async fn an_answer_counts_once_and_only_from_the_page_itself() {
    let local = asking().await;
    let id = consent_id(&page(&local, &[]).await);
    for origin in ["https://evil.example", "http://127.0.0.1:1", "null"] {
        let refused = answer(&local, &id, "allow", Some(origin)).await;
        assert_eq!(refused.status(), 400, "{origin}");
    }
    assert_eq!(answer(&local, "guessed", "allow", None).await.status(), 400);
    assert_eq!(
        answer(&local, &id, "allow", None).await.status(),
        302,
        "still unanswered"
    );
    assert_eq!(
        answer(&local, &id, "allow", None).await.status(),
        400,
        "a second time"
    );

    let id = consent_id(&page(&local, &[]).await);
    local.advance(jiff::SignedDuration::from_hours(1));
    assert_eq!(
        answer(&local, &id, "allow", None).await.status(),
        400,
        "too old"
    );
}

#[tokio::test]
async fn it_says_who_asks_whom_for_what() {
    let local = asking().await;
    let collection = "aa752cea-8222-5bc8-acd9-555b09000000";
    let data_access = format!("https://auth.globus.org/scopes/{collection}/data_access");
    let raw = "https://auth.globus.org/scopes/00000000-0000-4000-8000-000000000001/odd";
    let scope = format!("openid {FLOWS}/view_flows {TRANSFER}[*{data_access}] {raw}");
    let page = page(
        &local,
        &[
            ("scope", &scope),
            ("prefill_named_grant", "Meridian on ada-laptop"),
            ("session_message", "Please sign in again"),
            ("session_required_mfa", "True"),
        ],
    )
    .await;
    for words in [
        "<html lang=\"en\">",
        "<title>Allow access?",
        "<h1>Meridian on ada-laptop would like to:</h1>",
        "Ada Lovelace",
        "ada@uni.example",
        "It is not globus.org.",
        "See your flows",
        "Manage data using Globus Transfer",
        "Access your data on the collection “Midway3 Project”",
        raw,
        "Please sign in again",
        "second factor",
        ">Allow</button>",
        ">Deny</button>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn whatever_comes_from_outside_is_text() {
    let local = asking().await;
    let hostile = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>&";
    let in_scope = "https://auth.globus.org/scopes/00000000-0000-4000-8000-000000000001/<script>";
    for name in [
        "prefill_named_grant",
        "session_message",
        "session_required_identities",
        "session_required_single_domain",
        "session_required_policies",
    ] {
        let page = page(&local, &[(name, hostile)]).await;
        assert!(page.contains("&lt;img src=x"), "{name}: {page}");
        assert!(page.contains("&quot;&#39;&gt;"), "{name}: {page}");
        assert!(
            !page.contains("<img") && !page.contains("<script"),
            "{name}: {page}"
        );
    }
    let page = page(&local, &[("scope", in_scope)]).await;
    assert!(
        page.contains("&lt;script&gt;") && !page.contains("<script"),
        "{page}"
    );
    for path in [
        "v2/web/auth-code?code=<script>",
        "v2/oauth2/authorize?client_id=<script>",
    ] {
        let answer = local
            .http
            .get(local.url(path))
            .send()
            .await
            .expect("it answers");
        assert!(
            !answer.text().await.expect("a page").contains("<script"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_page_may_load_nothing_and_stays_out_of_frames_and_caches() {
    let local = asking().await;
    let answer = local.authorize(&[]).await;
    let header = |name: &str| answer.headers()[name].to_str().expect("text").to_owned();
    let policy = header("content-security-policy");
    for part in [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "'sha256-",
    ] {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(header("cache-control"), "no-store");
    let page = answer.text().await.expect("a page");
    for outside in ["http-equiv", "src=", "<link", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}: {page}");
    }
}

#[tokio::test]
async fn the_code_page_shows_a_code_to_copy() {
    let local = Local::start().await;
    let own = local.url("v2/web/auth-code");
    let answer = local.authorize(&[("redirect_uri", own.as_str())]).await;
    let code = query_of(&answer)["code"].clone();
    let location = answer.headers()["location"].to_str().expect("text");
    let shown = local.http.get(location).send().await.expect("it answers");
    assert!(shown.text().await.expect("a page").contains(&code));
    let (status, _) = local
        .exchange(&code, &[("redirect_uri", own.as_str())])
        .await;
    assert_eq!(status, 200);
}
