//! What is behind an error of the HTTP client.

/// What is wrong with the other side's certificate or its TLS, if that is what failed.
pub(super) fn tls_failure(error: &reqwest::Error) -> Option<String> {
    causes(error).find_map(|cause| Some(cause.downcast_ref::<rustls::Error>()?.to_string()))
}

/// The innermost cause; the outer texts hold the URL, and with it the query.
pub(super) fn root_cause(error: &reqwest::Error) -> String {
    match causes(error).last() {
        Some(cause) if !cause.is::<reqwest::Error>() => cause.to_string(),
        _ => "the connection failed".into(),
    }
}

/// The error itself, then what is behind it, down to the innermost.
pub(super) fn causes(
    error: &reqwest::Error,
) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    let outermost: &(dyn std::error::Error + 'static) = error;
    std::iter::successors(Some(outermost), |cause| {
        // What an `io::Error` holds is not among its sources, only what is behind it.
        let held = cause
            .downcast_ref::<std::io::Error>()
            .and_then(|io| io.get_ref());
        match held {
            Some(held) => Some(held),
            None => cause.source(),
        }
    })
}
