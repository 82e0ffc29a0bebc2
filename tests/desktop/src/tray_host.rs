//! A tray (freedesktop's StatusNotifierItem) that lets a test read and use the menus of icons.

use std::collections::HashMap;

use tokio::sync::watch;
use zbus::{
    Connection, connection, interface,
    message::Header,
    names::OwnedUniqueName,
    proxy,
    zvariant::{OwnedObjectPath, OwnedValue, Value},
};

use crate::{PATIENCE, PrivateBus, Result};

const NAME: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";

/// A tray on a private bus. It stops when dropped.
#[derive(Debug)]
pub struct TrayHost {
    connection: Connection,
    items: watch::Receiver<Vec<Item>>,
}

/// A tray icon.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    owner: OwnedUniqueName,
    path: String,
}

#[derive(Debug)]
struct Watcher {
    items: watch::Sender<Vec<Item>>,
}

#[expect(
    clippy::needless_pass_by_value,
    clippy::unused_self,
    reason = "methods as the bus calls them"
)]
#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    /// Adds an icon. `service` is an object path of the caller (Ayatana's library sends that) or a bus
    /// name.
    fn register_status_notifier_item(&mut self, service: &str, #[zbus(header)] header: Header<'_>) {
        let Some(sender) = header.sender() else {
            return;
        };
        let path = if service.starts_with('/') {
            service.to_owned()
        } else {
            "/StatusNotifierItem".to_owned()
        };
        let item = Item {
            owner: sender.to_owned().into(),
            path,
        };
        self.items.send_modify(|items| items.push(item));
    }

    fn register_status_notifier_host(&mut self, service: &str) {
        // This watcher is also the only host.
        let _ = service;
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        let items = self.items.borrow();
        items
            .iter()
            .map(|item| format!("{}{}", item.owner, item.path))
            .collect()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

#[proxy(interface = "org.kde.StatusNotifierItem", assume_defaults = false)]
trait StatusNotifierItem {
    #[zbus(property)]
    fn menu(&self) -> zbus::Result<OwnedObjectPath>;

    #[zbus(property(emits_changed_signal = "false"))]
    fn status(&self) -> zbus::Result<String>;
}

type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

#[proxy(interface = "com.canonical.dbusmenu", assume_defaults = false)]
trait DbusMenu {
    fn get_layout(
        &self,
        parent: i32,
        depth: i32,
        properties: &[&str],
    ) -> zbus::Result<(u32, Layout)>;

    /// Sent without waiting for a reply, because a program that quits doesn't send one.
    #[zbus(no_reply)]
    fn event(&self, id: i32, event: &str, data: &Value<'_>, timestamp: u32) -> zbus::Result<()>;
}

/// A row of a tray icon's menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrayRow {
    id: i32,
    /// The row's text.
    pub label: String,
    /// Whether the row can be selected.
    pub enabled: bool,
}

impl TrayHost {
    /// Starts a tray on this bus.
    pub async fn start(bus: &PrivateBus) -> Result<Self> {
        let (sender, items) = watch::channel(Vec::new());
        let connection = connection::Builder::address(bus.address()?.as_str())?
            .serve_at(PATH, Watcher { items: sender })?
            .name(NAME)?
            .build()
            .await?;
        Ok(Self { connection, items })
    }

    /// All rows of the icon's menu from top to bottom, including those of submenus.
    pub async fn rows(&self) -> Result<Vec<TrayRow>> {
        let menu = self.menu().await?;
        let (_, layout) = menu.get_layout(0, -1, &["label", "enabled"]).await?;
        let mut rows = Vec::new();
        collect(layout, &mut rows)?;
        Ok(rows)
    }

    /// Waits for a row with exactly this text.
    pub async fn wait_for_row(&self, label: &str) -> Result<TrayRow> {
        self.wait_for(label, |row| row.label == label).await
    }

    /// Waits for a row that contains this text.
    pub async fn wait_for_row_with(&self, text: &str) -> Result<TrayRow> {
        self.wait_for(text, |row| row.label.contains(text)).await
    }

    async fn wait_for(&self, what: &str, is_it: impl Fn(&TrayRow) -> bool) -> Result<TrayRow> {
        let deadline = std::time::Instant::now() + PATIENCE;
        loop {
            let rows = self.rows().await.unwrap_or_default();
            if let Some(row) = rows.iter().find(|row| is_it(row)) {
                return Ok(row.clone());
            }
            if std::time::Instant::now() > deadline {
                return Err(format!("no row “{what}” in the tray: {rows:?}").into());
            }
            // The change signal comes before the rows can be read, so this polls.
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }

    /// Selects the row with this text, after waiting for it.
    pub async fn choose(&self, label: &str) -> Result<()> {
        let row = self.wait_for_row(label).await?;
        let menu = self.menu().await?;
        Ok(menu.event(row.id, "clicked", &Value::from(0i32), 0).await?)
    }

    /// Whether the icon is visible: its `Status` isn't "Passive".
    pub async fn is_shown(&self) -> Result<bool> {
        Ok(self.icon().await?.status().await? != "Passive")
    }

    async fn menu(&self) -> Result<DbusMenuProxy<'static>> {
        let icon = self.icon().await?;
        let path = icon.menu().await?;
        Ok(DbusMenuProxy::builder(&self.connection)
            .destination(icon.inner().destination().to_owned())?
            .path(path)?
            .build()
            .await?)
    }

    async fn icon(&self) -> Result<StatusNotifierItemProxy<'static>> {
        let mut items = self.items.clone();
        let there = items.wait_for(|items| !items.is_empty());
        let there = tokio::time::timeout(PATIENCE, there)
            .await
            .map_err(|_| "no icon appeared in the tray")??;
        let item = there.last().cloned().ok_or("no icon")?;
        drop(there);
        Ok(StatusNotifierItemProxy::builder(&self.connection)
            .destination(item.owner)?
            .path(item.path)?
            .build()
            .await?)
    }
}

fn collect((id, properties, children): Layout, rows: &mut Vec<TrayRow>) -> Result<()> {
    if let Some(label) = properties.get("label") {
        let enabled = properties.get("enabled").map(bool::try_from).transpose()?;
        rows.push(TrayRow {
            id,
            label: String::try_from(label.try_clone()?)?,
            enabled: enabled.unwrap_or(true),
        });
    }
    for child in children {
        collect(Layout::try_from(child)?, rows)?;
    }
    Ok(())
}
