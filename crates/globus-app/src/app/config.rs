//! An app's configuration (`globus_sdk/globus_app/config.py`).

use std::{sync::Arc, time::Duration};

use url::Url;

use super::{globus_app::TokenValidationErrorHandler, resolve_by_login_flow::ResolveByLoginFlow};
use crate::{environment::Environment, login::LoginFlowManager, tokens::TokenStorage};

/// A login that isn't finished by then is canceled.
const LOGIN_TIMEOUT: Duration = Duration::from_secs(600);

/// The SDK's name for the default namespace.
const NAMESPACE: &str = "DEFAULT";

/// How an app behaves. The [`Default`] suits a program that runs in a terminal.
///
/// ```
/// use globus_app::{GlobusAppConfig, UserApp};
///
/// # fn example() -> Result<(), globus_app::BuildError> {
/// let config = GlobusAppConfig {
///     auto_redrive_gares: true,
///     namespace: "second account".into(),
///     ..GlobusAppConfig::default()
/// };
/// let app = UserApp::builder("my-user-app", "61338d24-54d5-408f-a10d-66c06b59f6d2")
///     .config(config)
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct GlobusAppConfig {
    /// How the user is taken through a login. None means the command line. A `ClientApp` needs
    /// none, and refuses to be built with one.
    pub login_flow_manager: Option<Arc<dyn LoginFlowManager>>,
    /// Where Globus Auth redirects the browser after a login, as registered for the client. None
    /// leaves it to the login flow manager.
    pub login_redirect_uri: Option<Url>,
    /// Where tokens are stored. None means the operating system's keychain.
    pub token_storage: Option<Arc<dyn TokenStorage>>,
    /// Whether to request refresh tokens, so that the user doesn't have to sign in again when an
    /// access token expires (after 48 hours). On by default, unlike in the SDK.
    pub request_refresh_tokens: bool,
    /// Whether to run a login, and repeat the call, when a service refuses a call until a login
    /// meets its requirements (a [`Gare`](crate::Gare)). Off by default.
    pub auto_redrive_gares: bool,
    /// What to do when a call finds no usable token. The default logs in. With None, the call fails
    /// with [`Error::LoginRequired`](crate::Error::LoginRequired).
    pub token_validation_error_handler: Option<Arc<dyn TokenValidationErrorHandler>>,
    /// Which Globus to use. The default is production.
    pub environment: Environment,
    /// Keeps this app's tokens apart from those of the same app in another namespace, for example
    /// for a second account. The default is `DEFAULT`.
    pub namespace: String,
    /// The app's version, for Globus's logs (`X-Globus-Client-Info`).
    pub app_version: Option<String>,
    /// How long a login may take. The default is 10 minutes.
    pub login_timeout: Duration,
}

impl Default for GlobusAppConfig {
    fn default() -> Self {
        Self {
            login_flow_manager: None,
            login_redirect_uri: None,
            token_storage: None,
            request_refresh_tokens: true,
            auto_redrive_gares: false,
            token_validation_error_handler: Some(Arc::new(ResolveByLoginFlow)),
            environment: Environment::production(),
            namespace: NAMESPACE.to_owned(),
            app_version: None,
            login_timeout: LOGIN_TIMEOUT,
        }
    }
}
