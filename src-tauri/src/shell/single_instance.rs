//! One Meridian per session, on Linux: the first owns a name on the session bus, later starts
//! hand their arguments over. Names and message are those of Tauri's plugin, which other systems
//! have; but any program can own the name first and never answer, so that this has a limit.

use std::time::Duration;

use tokio::{sync::mpsc, time::timeout};
use zbus::{
    Connection, connection,
    fdo::{RequestNameFlags, RequestNameReply},
    interface,
};

const NAME: &str = "app.meridian.client.SingleInstance";
const PATH: &str = "/app/meridian/client/SingleInstance";
const INTERFACE: &str = "org.SingleInstance.DBus";

/// How long a start waits for whoever has the name.
const PATIENCE: Duration = Duration::from_secs(5);

/// Starts that wait to be looked at; more of them have to wait themselves.
const WAITING: usize = 16;

/// What a start found.
pub enum Start {
    /// It is the first.
    First(Later),
    /// Another Meridian runs, and has the arguments.
    HandedOver,
    /// It cannot be told whether there is another, for this reason.
    Alone(String),
}

/// Later starts, for as long as this is kept.
pub struct Later {
    _bus: Connection,
    arguments: mpsc::Receiver<Vec<String>>,
}

impl Later {
    /// What the next one was started with, its own name first.
    pub async fn next(&mut self) -> Option<Vec<String>> {
        self.arguments.recv().await
    }
}

struct First {
    arguments: mpsc::Sender<Vec<String>>,
}

#[interface(name = "org.SingleInstance.DBus")]
impl First {
    async fn execute_callback(&self, arguments: Vec<String>, folder: String) {
        // Meridian reads no files that are named to it.
        let _ = folder;
        // Nobody takes them while Meridian quits.
        let _ = self.arguments.send(arguments).await;
    }
}

/// Claims the name, or hands `arguments` to whoever has it.
pub async fn claim(arguments: &[String]) -> Start {
    match timeout(PATIENCE, try_to_claim(arguments)).await {
        Ok(Ok(start)) => start,
        Ok(Err(error)) => Start::Alone(error.to_string()),
        Err(_) => Start::Alone(format!("who has {NAME} does not answer")),
    }
}

async fn try_to_claim(arguments: &[String]) -> zbus::Result<Start> {
    let (sender, later) = mpsc::channel(WAITING);
    let bus = connection::Builder::session()?
        .serve_at(PATH, First { arguments: sender })?
        .build()
        .await?;
    loop {
        let reply = bus
            .request_name_with_flags(NAME, RequestNameFlags::DoNotQueue.into())
            .await;
        match reply {
            Ok(RequestNameReply::Exists) | Err(zbus::Error::NameTaken) => {}
            Ok(_) => {
                return Ok(Start::First(Later {
                    _bus: bus,
                    arguments: later,
                }));
            }
            Err(error) => return Err(error),
        }
        let body = (arguments, "");
        let handed = bus.call_method(Some(NAME), PATH, Some(INTERFACE), "ExecuteCallback", &body);
        match handed.await {
            Ok(_) => return Ok(Start::HandedOver),
            // It ended meanwhile: the name is free.
            Err(zbus::Error::MethodError(name, ..)) if is_gone(&name) => {}
            Err(error) => return Err(error),
        }
    }
}

/// By the bus itself (D-Bus specification, "Message Bus Overview").
fn is_gone(error: &str) -> bool {
    matches!(
        error,
        "org.freedesktop.DBus.Error.ServiceUnknown"
            | "org.freedesktop.DBus.Error.NameHasNoOwner"
            | "org.freedesktop.DBus.Error.NoReply"
    )
}
