//! Deep links, and the three ways back from the browser.

use url::Url;

use super::stage::Stage;
use crate::{
    controller::{
        links::Links,
        request::Request,
        session::{Keep, Session},
        signing_in::{Step, Way},
    },
    deep_link::LOGIN,
    place::{Place, PlaceOpened},
    settings::{Settings, view::LoginWay},
};

const SCHEME: &str = "app.meridian.client";
const ID: &str = "24bc4997-b483-4c25-a19c-64b0afc00743";

impl Stage {
    fn links(&self) -> Links {
        Links::to(self.controller.clone())
    }

    fn raised(&self) -> usize {
        *self.desktop.raised.lock().expect("whole")
    }

    fn change_settings(&self, change: impl Fn(&mut Settings)) {
        self.controller
            .settings
            .change(|mut settings| {
                change(&mut settings);
                Ok(settings)
            })
            .expect("writable");
    }

    /// Starts a sign-in that waits for the browser, and returns its page.
    async fn waiting(&self) -> Url {
        *self.desktop.is_idle.lock().expect("whole") = true;
        self.controller.send(Request::SignIn(Keep::Keychain));
        let session = self
            .until(
                |session| matches!(session, Session::SigningIn(view) if view.step == Step::Waiting),
            )
            .await;
        let Session::SigningIn(view) = session else {
            unreachable!("as waited for");
        };
        Url::parse(&view.url.expect("shown")).expect("a link")
    }
}

/// The address that Globus redirects to when a browser opens `page`.
async fn sent_to(page: Url) -> Url {
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client");
    let answer = client.get(page).send().await.expect("it answers");
    let location = answer.headers()["location"].to_str().expect("text");
    Url::parse(location).expect("an address")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relayed_link_answers_the_sign_in_only_once() {
    let stage = Stage::set().await;
    stage.change_settings(|settings| {
        settings.choices.login_way = LoginWay::Link;
        // A relay page that is never opened.
        settings.choices.relay = "http://127.0.0.1:9/".into();
    });
    let page = stage.waiting().await;
    let relay = sent_to(page).await;
    assert_eq!(relay.port(), Some(9));
    let query = relay.query().expect("the answer");
    let links = stage.links();
    let raised = stage.raised();
    // An answer to another sign-in, and a link without an answer.
    links.take(&format!("{LOGIN}?code=stolen&state=wrong"));
    links.take(&format!("{LOGIN}?x=y"));
    let answer = format!("{LOGIN}?{query}");
    links.take(&answer);
    let view = stage.until_shown(|_| true).await;
    assert_eq!(view.account.username, "ada@uni.example");
    assert_eq!(
        stage.raised(),
        raised + 1,
        "raised only when the sign-in ended"
    );
    links.take(&answer);
    links.take(&format!("{SCHEME}://flows/{ID}"));
    stage.place(Place::Flow { id: ID.into() }).await;
    assert_eq!(stage.raised(), raised + 2, "b16: no sign-in was waiting");
}

impl Stage {
    async fn place(&self, wanted: Place) {
        self.news(|news| (news.event::<PlaceOpened>()?.0 == wanted).then_some(()))
            .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn links_open_places_at_a_limited_rate() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let before = stage.until_shown(|_| true).await;
    let links = stage.links();
    let raised = stage.raised();
    for _ in 0..1_000 {
        links.take(&format!("{SCHEME}://transfers/{ID}"));
    }
    stage.place(Place::Transfer { id: ID.into() }).await;
    assert_eq!(stage.controller.place(), Place::Transfer { id: ID.into() });
    stage.controller.send(Request::Open(Place::Runs));
    stage.place(Place::Runs).await;
    assert!(stage.raised() - raised <= 6, "f28: a flood raises nothing");
    assert_eq!(stage.until_shown(|_| true).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_opens_its_only_link_and_ignores_several() {
    let stage = Stage::set().await;
    let links = stage.links();
    let start = |links: &Links, arguments: &[&str]| {
        let all: Vec<_> = ["meridian"].iter().chain(arguments).collect();
        let all: Vec<_> = all.into_iter().map(|text| (*text).to_owned()).collect();
        links.started_with(&all, false);
    };
    let link = format!("{SCHEME}://runs/{ID}");
    start(&links, &[&link, &link]);
    start(&links, &["https://globus.org/"]);
    assert_eq!(stage.controller.place(), Place::Flows);
    start(&links, &["--demo", &link]);
    stage.place(Place::Run { id: ID.into() }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_relay_page_the_sign_in_asks_for_a_code() {
    let stage = Stage::set().await;
    stage.change_settings(|settings| settings.choices.login_way = LoginWay::Link);
    stage.waiting().await;
    let Session::SigningIn(view) = stage.controller.session() else {
        panic!("no sign-in is under way");
    };
    assert_eq!(view.way, Way::Code);
    assert!(view.hint.is_some_and(|hint| hint.contains("relay")));
}

#[tokio::test(flavor = "multi_thread")]
async fn f33_without_a_browser_the_window_shows_the_link_and_asks_for_a_code() {
    let stage = Stage::set().await;
    *stage.desktop.is_broken.lock().expect("whole") = true;
    stage.controller.send(Request::SignIn(Keep::Keychain));
    let session = stage
        .until(|session| matches!(session, Session::SigningIn(view) if view.way == Way::Code))
        .await;
    let Session::SigningIn(view) = session else {
        unreachable!("as waited for");
    };
    assert!(
        view.hint
            .is_some_and(|hint| hint.contains("couldn't start a browser"))
    );
    assert!(view.url.is_some(), "to copy");
}
