//! Opens pages on globus.org, for what only the Globus web app can change, and adds identities to the
//! session.

use globus_app::GlobusAuthorizationParameters;
use tokio::task::spawn;
use url::Url;
use uuid::Uuid;

use super::session::WebPages;
use crate::{
    accounts,
    controller::{actor::Actor, event::Event},
    place::Place,
};

/// The pages of the Globus web app in `environment` that show the same things as Meridian.
pub(super) fn web_pages(environment: &str) -> WebPages {
    let app = web_app(environment);
    WebPages {
        flow: format!("{app}/flows/{{id}}"),
        run: format!("{app}/runs/{{id}}"),
        transfer: format!("{app}/activity/{{id}}/overview"),
    }
}

/// The address of the Globus web app in `environment`.
fn web_app(environment: &str) -> String {
    match environment {
        "production" => "https://app.globus.org".to_owned(),
        other => format!("https://app.{other}.globus.org"),
    }
}

/// Where you link identities.
fn identities_page(environment: &str) -> Option<Url> {
    Url::parse(&format!("{}/account/identities", web_app(environment))).ok()
}

/// Where you register a client.
fn registration_page(environment: &str) -> Option<Url> {
    Url::parse(&format!("{}/settings/developers", web_app(environment))).ok()
}

/// The web page of a flow, run or transfer. None for other places, and for an ID that isn't a UUID.
fn web_page(pages: &WebPages, place: &Place) -> Option<Url> {
    let (page, id) = match place {
        Place::Flow { id } => (&pages.flow, id),
        Place::Run { id } => (&pages.run, id),
        Place::Transfer { id } => (&pages.transfer, id),
        _ => return None,
    };
    let id = Uuid::parse_str(id).ok()?;
    Url::parse(&page.replace("{id}", &id.to_string())).ok()
}

impl Actor {
    pub(super) fn open_web_page(&mut self, place: &Place) {
        let shown = self.state.current();
        let pages = shown.and_then(|shown| shown.view.web_pages.as_ref());
        if let Some(page) = pages.and_then(|pages| web_page(pages, place)) {
            self.open_page(page);
        }
    }

    pub(super) fn open_consents_page(&mut self) {
        let shown = self.state.current();
        let page = shown.and_then(|shown| {
            let auth = shown.account.environment.auth();
            auth.join("v2/web/consents").ok()
        });
        if let Some(page) = page {
            self.open_page(page);
        }
    }

    pub(super) fn open_identities_page(&mut self) {
        let shown = self.state.current();
        let page = shown.and_then(|shown| identities_page(&shown.account.record.environment));
        if let Some(page) = page {
            self.open_page(page);
        }
    }

    /// In the environment of the next sign-in.
    pub(super) fn open_registration_page(&mut self) {
        let settings = self.stores.settings.current();
        let environment = self.stores.environments.name_in_force(&settings);
        if let Some(page) = registration_page(&environment) {
            self.open_page(page);
        }
    }

    /// Adds the linked identity `id` to the session, or all linked identities if `id` is none.
    pub(super) fn sign_in_with_identity(&mut self, id: Option<&str>) {
        if let Some(id) = id {
            // Ignore anything that isn't a UUID.
            if let Ok(id) = Uuid::parse_str(id) {
                self.sign_in_with_identities(&[id]);
            }
            return;
        }
        let clients = self.state.current().map(|shown| shown.account.clients());
        let events = self.events.clone();
        spawn(async move {
            let identities = accounts::identities::identities(clients)
                .await
                .unwrap_or_default();
            let ids = identities
                .iter()
                .filter_map(|identity| identity.id.parse().ok());
            drop(events.send(Event::IdentitiesFound(ids.collect())));
        });
    }

    /// Signs in again and requires these identities in the session.
    pub(super) fn sign_in_with_identities(&mut self, identities: &[Uuid]) {
        self.log_in_current(GlobusAuthorizationParameters {
            session_required_identities: identities.iter().map(Uuid::to_string).collect(),
            ..GlobusAuthorizationParameters::default()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_place_with_a_valid_id_has_a_web_page() {
        let id = "61338d24-54d5-408f-a10d-66c06b59f6d2";
        let page = |environment: &str, place: Place| {
            web_page(&web_pages(environment), &place).map(String::from)
        };
        assert_eq!(
            page("production", Place::Transfer { id: id.into() }),
            Some(format!("https://app.globus.org/activity/{id}/overview"))
        );
        assert_eq!(
            page("preview", Place::Run { id: id.into() }),
            Some(format!("https://app.preview.globus.org/runs/{id}"))
        );
        let bad = Place::Flow {
            id: "../../evil".into(),
        };
        assert_eq!(page("production", bad), None);
        let registration = registration_page("sandbox").map(String::from);
        let expected = "https://app.sandbox.globus.org/settings/developers";
        assert_eq!(registration.as_deref(), Some(expected));
        assert_eq!(page("production", Place::Runs), None);
    }
}
