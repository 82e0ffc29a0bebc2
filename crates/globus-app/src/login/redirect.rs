//! Login whose answer is brought by another program: through a deep link, or a page that opens one.

mod inbox;

use async_trait::async_trait;
use url::Url;

use super::{
    answer::LoginAnswer, error::LoginError, manager::LoginFlowManager, request::LoginRequest,
};
use inbox::Inbox;
pub use inbox::{RedirectRefused, Redirects};

/// Opens the browser through a function of yours, and is handed the redirect from outside.
///
/// ```
/// use globus_app::RedirectLoginFlowManager;
/// use url::Url;
///
/// # fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let manager = RedirectLoginFlowManager::new("org.example.app://signed-in", |url: &Url| {
///     println!("{url}"); // shows it in the system's browser
///     Ok(())
/// })?;
/// let redirects = manager.redirects();
/// // Whenever the system hands an address to the program:
/// let refused = redirects.deliver("org.example.app://signed-in?code=1&state=2");
/// assert!(refused.is_err(), "no login waits for it");
/// # Ok(())
/// # }
/// # example().expect("it works");
/// ```
///
/// If the app has a [`login_redirect_uri`](crate::GlobusAppConfig::login_redirect_uri), Globus Auth
/// sends the browser there: to an https page that opens the address given here, with the page's own
/// query. Otherwise it sends the browser to this address directly.
pub struct RedirectLoginFlowManager<F> {
    comes_back_at: String,
    relay: Option<Url>,
    open_browser: F,
    redirects: Redirects,
}

/// Why an address can't be used for redirects.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RedirectUriError {
    /// It is not a URL.
    #[error("\"{0}\" is not a URL")]
    NotAUrl(String),
    /// It has a part that a redirect's address can't have.
    #[error("the address of a redirect can't have a {0}")]
    HasA(&'static str),
}

impl<F> RedirectLoginFlowManager<F>
where
    F: Fn(&Url) -> Result<(), String> + Send + Sync,
{
    /// `comes_back_at` is the address at which this program gets the answer, without a query.
    /// `open_browser` shows the page; its error says why it couldn't.
    ///
    /// # Errors
    /// A [`RedirectUriError`] if the address is not a URL, or has a user name, a port, a query or a
    /// fragment.
    pub fn new(comes_back_at: &str, open_browser: F) -> Result<Self, RedirectUriError> {
        let address = Url::parse(comes_back_at)
            .map_err(|_| RedirectUriError::NotAUrl(comes_back_at.to_owned()))?;
        if let Some(part) = inbox::unwanted_part(&address) {
            return Err(RedirectUriError::HasA(part));
        }
        if address.query().is_some() {
            return Err(RedirectUriError::HasA("query"));
        }
        Ok(Self {
            comes_back_at: comes_back_at.to_owned(),
            relay: None,
            open_browser,
            redirects: Redirects::to(Inbox::at(address)),
        })
    }

    /// Sends the browser to `page`, which is registered for the client and opens the address with
    /// its own query. For an app without a
    /// [`login_redirect_uri`](crate::GlobusAppConfig::login_redirect_uri).
    #[must_use]
    pub fn relayed_by(mut self, page: Url) -> Self {
        self.relay = Some(page);
        self
    }

    /// Takes the redirects that come in from outside.
    pub fn redirects(&self) -> Redirects {
        self.redirects.clone()
    }
}

impl<F> std::fmt::Debug for RedirectLoginFlowManager<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RedirectLoginFlowManager")
            .field("comes_back_at", &self.comes_back_at)
            .finish_non_exhaustive()
    }
}

#[async_trait]
impl<F> LoginFlowManager for RedirectLoginFlowManager<F>
where
    F: Fn(&Url) -> Result<(), String> + Send + Sync,
{
    async fn run_login_flow(&self, request: &LoginRequest) -> Result<LoginAnswer, LoginError> {
        let sent_to = request.redirect_uri().or(self.relay.as_ref());
        let sent_to = sent_to.map(Url::as_str);
        let pending = request.begin(sent_to.unwrap_or(&self.comes_back_at))?;
        let page = pending.authorize_url().clone();
        let waiting = self.redirects.wait_for(pending);
        (self.open_browser)(&page).map_err(LoginError::NoBrowser)?;
        waiting.answer().await
    }
}

#[cfg(test)]
mod tests;
