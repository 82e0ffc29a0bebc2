//! The built page of all screens, over HTTP: modules load from nowhere else.

use std::{net::Ipv4Addr, path::Path};

use axum::{Router, extract::Path as UrlPath, http::header, response::IntoResponse, routing::get};
use tokio::{net::TcpListener, task::JoinHandle};

use crate::Result;

const BUILT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/dev/dist");

/// A server of its files, as long as it is kept.
#[derive(Debug)]
pub struct Scenes {
    port: u16,
    task: JoinHandle<()>,
}

impl Scenes {
    /// Starts it; an error if the page was not built.
    pub async fn start() -> Result<Self> {
        if !Path::new(BUILT).join("index.html").exists() {
            return Err("not built: npm run scenes, in ui/".into());
        }
        let files = Router::new()
            .route("/", get(|| file(UrlPath("index.html".to_owned()))))
            .route("/{*path}", get(file));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let task = tokio::spawn(async move {
            // Ends with the test.
            drop(axum::serve(listener, files).await);
        });
        Ok(Self { port, task })
    }

    /// The address of a scene; of the list of them for none.
    pub fn address(&self, scene: &str) -> String {
        format!("http://127.0.0.1:{}/?{scene}", self.port)
    }
}

impl Drop for Scenes {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn file(UrlPath(path): UrlPath<String>) -> impl IntoResponse {
    let kind = match Path::new(&path).extension().and_then(|kind| kind.to_str()) {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        _ => "application/octet-stream",
    };
    let bytes = tokio::fs::read(Path::new(BUILT).join(path)).await;
    ([(header::CONTENT_TYPE, kind)], bytes.unwrap_or_default())
}
