//! Serves the built scenes over HTTP, because modules don't load from files.

use std::{net::Ipv4Addr, path::Path};

use axum::{Router, extract::Path as UrlPath, http::header, response::IntoResponse, routing::get};
use tokio::{net::TcpListener, task::JoinHandle};

use crate::Result;

const BUILT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/dev/dist");

/// A server for the built scenes. It stops when dropped.
#[derive(Debug)]
pub struct Scenes {
    port: u16,
    task: JoinHandle<()>,
}

impl Scenes {
    /// Starts the server.
    ///
    /// # Errors
    /// If the scenes haven't been built.
    pub async fn start() -> Result<Self> {
        if !Path::new(BUILT).join("index.html").exists() {
            return Err("the scenes aren't built: run `npm run scenes` in ui/".into());
        }
        let files = Router::new()
            .route("/", get(|| file(UrlPath("index.html".to_owned()))))
            .route("/{*path}", get(file));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let task = tokio::spawn(async move {
            // The task is aborted on drop.
            drop(axum::serve(listener, files).await);
        });
        Ok(Self { port, task })
    }

    /// The address of a scene. An empty name means the list of scenes.
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
