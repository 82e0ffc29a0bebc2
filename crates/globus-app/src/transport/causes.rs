//! The causes behind an error of the HTTP client.

/// What is wrong with the server's certificate or TLS, if that is the cause.
pub(super) fn tls_failure(error: &reqwest::Error) -> Option<String> {
    causes(error).find_map(|cause| Some(cause.downcast_ref::<rustls::Error>()?.to_string()))
}

/// The innermost cause. The outer messages contain the URL, including its query.
pub(super) fn root_cause(error: &reqwest::Error) -> String {
    match causes(error).last() {
        Some(cause) if !cause.is::<reqwest::Error>() => cause.to_string(),
        _ => "the connection failed".into(),
    }
}

/// The error itself, then each cause behind it, down to the innermost.
pub(super) fn causes(
    error: &reqwest::Error,
) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    let outermost: &(dyn std::error::Error + 'static) = error;
    std::iter::successors(Some(outermost), |cause| {
        // An `io::Error` doesn't list the error it wraps among its sources.
        let held = cause
            .downcast_ref::<std::io::Error>()
            .and_then(|io| io.get_ref());
        match held {
            Some(held) => Some(held),
            None => cause.source(),
        }
    })
}
