//! A notification server (freedesktop's Desktop Notifications) that lets a test read and click
//! notifications.

use std::collections::HashMap;

use tokio::sync::mpsc;
use zbus::{Connection, connection, interface, object_server::SignalEmitter, zvariant::OwnedValue};

use crate::{PrivateBus, Result};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A notification server on a private bus. It stops when dropped.
#[derive(Debug)]
pub struct NotificationHost {
    connection: Connection,
    shown: mpsc::UnboundedReceiver<ShownNotification>,
}

/// A notification that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownNotification {
    id: u32,
    /// The name or path of its icon.
    pub icon: String,
    /// The first line.
    pub summary: String,
    /// The text below it, which may contain markup.
    pub body: String,
    /// The actions: pairs of a name and a label.
    pub actions: Vec<String>,
}

#[derive(Debug)]
struct Server {
    last: u32,
    shown: mpsc::UnboundedSender<ShownNotification>,
}

#[expect(
    clippy::too_many_arguments,
    clippy::unused_self,
    reason = "methods as the bus calls them"
)]
#[interface(name = "org.freedesktop.Notifications")]
impl Server {
    fn notify(
        &mut self,
        app_name: String,
        replaces: u32,
        icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        timeout: i32,
    ) -> u32 {
        // The tests don't use these.
        let _ = (app_name, replaces, hints, timeout);
        self.last += 1;
        let shown = ShownNotification {
            id: self.last,
            icon,
            summary,
            body,
            actions,
        };
        // The test may have stopped reading.
        let _ = self.shown.send(shown);
        self.last
    }

    fn close_notification(&self, id: u32) {
        let _ = id;
    }

    fn get_capabilities(&self) -> Vec<String> {
        ["actions", "body", "body-markup"]
            .map(str::to_owned)
            .to_vec()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let [name, vendor, version, specification] = ["private desktop", "tests", "1", "1.2"];
        (
            name.to_owned(),
            vendor.to_owned(),
            version.to_owned(),
            specification.to_owned(),
        )
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str)
    -> zbus::Result<()>;
}

impl NotificationHost {
    /// Starts the server on this bus.
    pub async fn start(bus: &PrivateBus) -> Result<Self> {
        let (sender, shown) = mpsc::unbounded_channel();
        let server = Server {
            last: 0,
            shown: sender,
        };
        let connection = connection::Builder::address(bus.address()?.as_str())?
            .serve_at(PATH, server)?
            .name(NAME)?
            .build()
            .await?;
        Ok(Self { connection, shown })
    }

    /// Waits for the next notification.
    pub async fn next(&mut self, patience: std::time::Duration) -> Result<ShownNotification> {
        let shown = tokio::time::timeout(patience, self.shown.recv()).await;
        let shown = shown.map_err(|_| "no notification came")?;
        Ok(shown.ok_or("the notification server has stopped")?)
    }

    /// Clicks on the notification itself.
    pub async fn click(&self, shown: &ShownNotification) -> Result<()> {
        let server = self.connection.object_server();
        let server = server.interface::<_, Server>(PATH).await?;
        Server::action_invoked(server.signal_emitter(), shown.id, "default").await?;
        Ok(())
    }
}
