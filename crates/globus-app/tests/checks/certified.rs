//! A certified OpenID server (oidc-provider from npm), and a browser for its pages.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Lines},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use url::Url;

use crate::support::CLIENT_ID;

/// The server. It ends when this is dropped.
pub(crate) struct Certified {
    pub(crate) url: String,
    node: Child,
    /// Kept open, because the server writes warnings.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Certified {
    pub(crate) fn start() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/oidc");
        assert!(
            folder.join("node_modules/oidc-provider").exists(),
            "oidc-provider is not installed: run `cargo xtask setup`, or `npm ci` in tests/oidc"
        );
        let mut node = Command::new("node")
            .args(["server.mjs", CLIENT_ID])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node is installed");
        let mut lines = BufReader::new(node.stdout.take().expect("piped")).lines();
        let url = lines
            .by_ref()
            .map(|line| line.expect("text"))
            .find(|line| line.starts_with("http://"))
            .expect("it says where it listens");
        Self {
            url,
            node,
            _output: lines,
        }
    }

    /// Uses the last code once more, like someone who saw everything. Returns the status.
    pub(crate) async fn replay_the_code(&self) -> (u16, String) {
        let exchange = reqwest::get(format!("{}/_test/exchange", self.url));
        let exchange = exchange.await.expect("it answers").text().await;
        self.post("token", exchange.expect("a form")).await
    }

    /// Uses a refresh token, like another program that has it.
    pub(crate) async fn refresh(&self, token: &str) -> (u16, String) {
        let form = format!("grant_type=refresh_token&client_id={CLIENT_ID}&refresh_token={token}");
        self.post("token", form).await
    }

    pub(crate) async fn revoke(&self, token: &str) -> (u16, String) {
        let form = format!("client_id={CLIENT_ID}&token={token}");
        self.post("token/revoke", form).await
    }

    async fn post(&self, path: &str, form: String) -> (u16, String) {
        let answer = reqwest::Client::new()
            .post(format!("{}/v2/oauth2/{path}", self.url))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form)
            .send()
            .await
            .expect("it answers");
        let status = answer.status().as_u16();
        (status, answer.text().await.expect("text"))
    }
}

impl Drop for Certified {
    fn drop(&mut self) {
        drop(self.node.kill());
        drop(self.node.wait());
    }
}

/// Opens an address like a browser, with cookies and redirects, until the last page or until nobody
/// answers. Returns each address on the way, and the last status.
pub(crate) async fn browse(from: Url) -> (Vec<Url>, Option<u16>) {
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let http = http.build().expect("a client");
    let mut cookies = BTreeMap::new();
    let mut seen = vec![from];
    loop {
        let here = seen.last().expect("there is a first").clone();
        let sent: Vec<_> = cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let request = http.get(here.clone()).header("cookie", sent.join("; "));
        let Ok(answer) = request.send().await else {
            return (seen, None);
        };
        for cookie in answer.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().expect("plain text");
            let (name, value) = cookie.split_once('=').expect("a name");
            let value = value.split(';').next().unwrap_or_default();
            cookies.insert(name.to_owned(), value.to_owned());
        }
        let Some(next) = answer.headers().get("location") else {
            return (seen, Some(answer.status().as_u16()));
        };
        let next = here.join(next.to_str().expect("plain text"));
        seen.push(next.expect("an address"));
    }
}
