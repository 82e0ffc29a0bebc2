use std::sync::Arc;

use secrecy::ExposeSecret;
use tokio::sync::mpsc;

use super::*;
use crate::login::request::tests::request;

const ADDRESS: &str = "org.example.app://signed-in";

struct Scene {
    redirects: Redirects,
    opened: mpsc::UnboundedReceiver<Url>,
    manager: Arc<dyn LoginFlowManager>,
}

fn scene() -> Scene {
    let (open, opened) = mpsc::unbounded_channel();
    let manager = RedirectLoginFlowManager::new(ADDRESS, move |url: &Url| {
        open.send(url.clone()).map_err(|error| error.to_string())
    });
    let manager = manager.expect("an address");
    Scene {
        redirects: manager.redirects(),
        opened,
        manager: Arc::new(manager),
    }
}

type Login = tokio::task::JoinHandle<Result<LoginAnswer, LoginError>>;

impl Scene {
    /// A waiting login, its page and its state.
    async fn begin(&mut self, request: LoginRequest) -> (Login, Url, String) {
        let manager = Arc::clone(&self.manager);
        let login = tokio::spawn(async move { manager.run_login_flow(&request).await });
        let page = self.opened.recv().await.expect("a browser was opened");
        let state = page.query_pairs().find(|(name, _)| name == "state");
        let state = state.expect("sent").1.into_owned();
        (login, page, state)
    }
}

#[tokio::test]
async fn b15_only_exactly_our_address_counts_and_the_login_goes_on_waiting() {
    let mut scene = scene();
    let (login, _, state) = scene.begin(request()).await;
    let right = format!("code=c&state={state}");
    for other in [
        format!("org.example.other://signed-in?{right}"),
        format!("http://signed-in?{right}"),
        format!("org.example.app://signed-in.evil?{right}"),
        format!("org.example.app://signed-in@evil?{right}"),
        format!("org.example.app://me@signed-in?{right}"),
        format!("org.example.app://me:pw@signed-in?{right}"),
        format!("org.example.app://signed-in:80?{right}"),
        format!("org.example.app://signed-in/?{right}"),
        format!("org.example.app://signed-in/..?{right}"),
        format!("org.example.app://signed-in%00?{right}"),
        format!("org.example.app://signed\u{2010}in?{right}"),
        format!("org.example.app:signed-in?{right}"),
        format!("org.example.app://signed-in?{right}#part"),
        format!("org.exa\tmple.app://signed-in?{right}"),
        format!(" org.example.app://signed-in?{right}"),
        "--flag".to_owned(),
        String::new(),
    ] {
        assert_eq!(
            scene.redirects.deliver(&other),
            Err(RedirectRefused::OtherAddress),
            "{other}"
        );
    }
    assert_eq!(
        scene
            .redirects
            .deliver(&format!("{ADDRESS}?code=c&state=wrong")),
        Err(RedirectRefused::NotOurs)
    );
    assert_eq!(
        scene.redirects.deliver(&format!("{ADDRESS}?{right}")),
        Ok(())
    );
    let answer = login.await.expect("no panic").expect("answered");
    assert_eq!(answer.code.expose_secret(), "c");
    assert_eq!(answer.redirect_uri, ADDRESS);
}

#[tokio::test]
async fn b15_the_length_is_looked_at_first() {
    let mut scene = scene();
    let (_login, _, state) = scene.begin(request()).await;
    let mut long = format!("{ADDRESS}?code=c&state={state}&x=");
    long.push_str(&"a".repeat(4_097 - long.len()));
    assert_eq!(
        scene.redirects.deliver(&long),
        Err(RedirectRefused::TooLong)
    );
    long.pop();
    assert_eq!(scene.redirects.deliver(&long), Ok(()));
    let huge = "\u{e9}".repeat(5 << 20);
    assert_eq!(
        scene.redirects.deliver(&huge),
        Err(RedirectRefused::TooLong)
    );
}

#[tokio::test]
async fn b16_an_answer_has_an_effect_once_and_only_while_a_login_waits() {
    let mut scene = scene();
    let nothing = Err(RedirectRefused::NothingPending);
    assert_eq!(
        scene
            .redirects
            .deliver(&format!("{ADDRESS}?code=c&state=s")),
        nothing
    );
    let (login, _, state) = scene.begin(request()).await;
    let right = format!("{ADDRESS}?code=c&state={state}");
    assert_eq!(scene.redirects.deliver(&right), Ok(()));
    assert_eq!(scene.redirects.deliver(&right), nothing, "again");
    login.await.expect("no panic").expect("answered");
    // After it is canceled, nothing waits.
    let (login, _, state) = scene.begin(request()).await;
    login.abort();
    assert!(login.await.is_err());
    let late = format!("{ADDRESS}?code=c&state={state}");
    assert_eq!(scene.redirects.deliver(&late), nothing);
}

#[tokio::test]
async fn b13_b20_the_newest_login_waits_and_takes_no_answer_to_another() {
    let mut scene = scene();
    let (first, _, old) = scene.begin(request()).await;
    let (second, _, new) = scene.begin(request()).await;
    let outcome = first.await.expect("no panic");
    assert!(matches!(outcome, Err(LoginError::Cancelled)), "{outcome:?}");
    let to = |state: &str| {
        scene
            .redirects
            .deliver(&format!("{ADDRESS}?code=c&state={state}"))
    };
    assert_eq!(to(&old), Err(RedirectRefused::NotOurs));
    assert_eq!(to(&new), Ok(()));
    second.await.expect("no panic").expect("answered");
}

#[tokio::test]
async fn a_page_in_between_is_where_globus_sends_the_browser() {
    let mut scene = scene();
    let relay = Url::parse("https://relay.example/signed-in").expect("valid");
    let request = LoginRequest {
        redirect_uri: Some(relay),
        ..request()
    };
    let (login, page, state) = scene.begin(request).await;
    let sent = page.query_pairs().find(|(name, _)| name == "redirect_uri");
    assert_eq!(sent.expect("sent").1, "https://relay.example/signed-in");
    let denied = format!("{ADDRESS}?error=access_denied&state={state}");
    assert_eq!(scene.redirects.deliver(&denied), Ok(()));
    let outcome = login.await.expect("no panic");
    assert!(matches!(outcome, Err(LoginError::Denied)), "{outcome:?}");
}

#[tokio::test]
async fn a10_a_browser_that_does_not_open_ends_the_login_with_its_words() {
    let manager = RedirectLoginFlowManager::new(ADDRESS, |_: &Url| Err("no browser".to_owned()));
    let manager = manager.expect("an address");
    let outcome = manager.run_login_flow(&request()).await;
    assert!(
        matches!(&outcome, Err(LoginError::NoBrowser(reason)) if reason == "no browser"),
        "{outcome:?}"
    );
    let late = manager
        .redirects()
        .deliver(&format!("{ADDRESS}?code=c&state=s"));
    assert_eq!(late, Err(RedirectRefused::NothingPending));
}

#[test]
fn an_address_with_more_than_a_redirect_has_is_refused() {
    let refused = |address: &str| {
        RedirectLoginFlowManager::new(address, |_: &Url| Ok(()))
            .map(drop)
            .expect_err("refused")
    };
    assert_eq!(
        refused("signed-in"),
        RedirectUriError::NotAUrl("signed-in".into())
    );
    for address in ["a://me@b", "a://b:80/", "a://b?c=d", "a://b#c"] {
        assert!(
            matches!(refused(address), RedirectUriError::HasA(_)),
            "{address}"
        );
    }
}
