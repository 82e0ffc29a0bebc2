//! Updates the tray when the session or your work changes.

use std::sync::Arc;

use tokio::sync::watch;

use crate::{
    controller::{Controller, session::Session},
    desktop::{Desktop, Notification},
    text::Text,
    work::attention::Attention,
};

/// Updates the tray until the app quits. If a sign-in ends while no window is open, shows a
/// notification.
pub async fn follow(
    controller: Controller,
    mut attention: watch::Receiver<Attention>,
    desktop: Arc<dyn Desktop>,
) {
    let mut session = controller.follow_session();
    let mut shown = None;
    let mut was_waiting = false;
    loop {
        let now = session.borrow_and_update().clone();
        let menu = super::menu(&now, &attention.borrow_and_update());
        if shown.as_ref() != Some(&menu) {
            desktop.show_tray(&menu);
            shown = Some(menu);
        }
        if let Session::SignedIn(view) = &now
            && was_waiting
            && !desktop.has_window()
        {
            let who = [&view.account.username, &view.account.name];
            let who = who.into_iter().find(|name| !name.is_empty());
            desktop.notify(&Notification {
                title: format!("Signed in as {}", who.map_or("you", |who| who.as_str())).into(),
                body: Text::default(),
                place: None,
            });
        }
        was_waiting = matches!(now, Session::SigningIn(_));
        let changed = tokio::select! {
            changed = session.changed() => changed,
            changed = attention.changed() => changed,
        };
        if changed.is_err() {
            return;
        }
    }
}
