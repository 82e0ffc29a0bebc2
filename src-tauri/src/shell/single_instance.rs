//! One Meridian per session, on Linux. The first start owns a name on the session bus, and later
//! starts pass their arguments to it. The name and the message are those of Tauri's plugin, which other
//! systems use. Unlike the plugin, this gives up after 5 s, because any program can own the name and
//! never answer.

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

/// How long a start waits for the owner of the name.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many later starts are queued. Further ones wait for room.
const WAITING: usize = 16;

/// The outcome of claiming the name.
pub enum Start {
    /// This is the first Meridian.
    First(Later),
    /// Another Meridian is running and has received the arguments.
    HandedOver,
    /// Meridian couldn't find out whether another one is running, for this reason.
    Alone(String),
}

/// Receives later starts. Dropping it releases the name.
pub struct Later {
    _bus: Connection,
    arguments: mpsc::Receiver<Vec<String>>,
}

impl Later {
    /// The arguments of the next start, beginning with the program's name.
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
        // The working folder is part of the plugin's message. Meridian doesn't use it.
        let _ = folder;
        // Sending fails only while Meridian quits.
        let _ = self.arguments.send(arguments).await;
    }
}

/// Claims the name, or passes `arguments` to its owner.
pub async fn claim(arguments: &[String]) -> Start {
    match timeout(PATIENCE, try_to_claim(arguments)).await {
        Ok(Ok(start)) => start,
        Ok(Err(error)) => Start::Alone(error.to_string()),
        Err(_) => Start::Alone(format!("the owner of {NAME} does not answer")),
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
            // The owner has just quit, so the name is free.
            Err(zbus::Error::MethodError(name, ..)) if is_gone(&name) => {}
            Err(error) => return Err(error),
        }
    }
}

/// Whether the bus reports that the owner is gone (D-Bus specification, "Message Bus Overview").
fn is_gone(error: &str) -> bool {
    matches!(
        error,
        "org.freedesktop.DBus.Error.ServiceUnknown"
            | "org.freedesktop.DBus.Error.NameHasNoOwner"
            | "org.freedesktop.DBus.Error.NoReply"
    )
}
