//! What an app is told beside its name and client (`globus_sdk/globus_app/config.py`).

use std::{sync::Arc, time::Duration};

use url::Url;

use super::{globus_app::TokenValidationErrorHandler, resolve_by_login_flow::ResolveByLoginFlow};
use crate::{environment::Environment, login::LoginFlowManager, tokens::TokenStorage};

/// A login that nobody finishes ends after this time.
const LOGIN_TIMEOUT: Duration = Duration::from_secs(600);

/// The SDK's own name for the namespace of an app's tokens.
const NAMESPACE: &str = "DEFAULT";

/// How an app behaves. [`Default`] is right for a program that runs in a terminal.
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
    /// How a person is taken through a login; none stands for the command line. A `ClientApp`
    /// has no use for one, and refuses it.
    pub login_flow_manager: Option<Arc<dyn LoginFlowManager>>,
    /// Where Globus Auth sends the person after a login, as registered for the client. None
    /// leaves it to the login flow manager.
    pub login_redirect_uri: Option<Url>,
    /// Where tokens are kept; none stands for the operating system's keychain.
    pub token_storage: Option<Arc<dyn TokenStorage>>,
    /// Whether to ask for refresh tokens, so that nobody has to sign in again when an access
    /// token ends (48 hours). On unless said otherwise, unlike in the SDK.
    pub request_refresh_tokens: bool,
    /// Whether a call that a service refuses until a login satisfies its requirements (a
    /// [`Gare`](crate::Gare)) runs that login by itself and is then sent once more. Off unless
    /// said otherwise.
    pub auto_redrive_gares: bool,
    /// What a call does that finds no token to use: logs in, unless said otherwise. None leaves
    /// it with [`Error::LoginRequired`](crate::Error::LoginRequired).
    pub token_validation_error_handler: Option<Arc<dyn TokenValidationErrorHandler>>,
    /// Which Globus; production unless said otherwise.
    pub environment: Environment,
    /// Keeps this app's tokens apart from those of the same app in another namespace, as for a
    /// second account. `DEFAULT` unless said otherwise.
    pub namespace: String,
    /// The app's own version, for Globus' logs (`X-Globus-Client-Info`).
    pub app_version: Option<String>,
    /// How long a login may take; 10 minutes unless said otherwise.
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
