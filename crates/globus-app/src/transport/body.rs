//! A body within its limit.

/// Why a body could not be read.
pub(super) enum Unreadable {
    TooLarge,
    Broken(reqwest::Error),
}

/// Reads a body of at most `limit` bytes, counted after decompression. What is beyond is not
/// read, so that neither an endless answer nor one that unpacks to more takes memory.
pub(super) async fn read(
    mut response: reqwest::Response,
    limit: usize,
) -> Result<Vec<u8>, Unreadable> {
    let announced = response.content_length().unwrap_or(0);
    let announced = usize::try_from(announced).unwrap_or(usize::MAX);
    if announced > limit {
        return Err(Unreadable::TooLarge);
    }
    let mut body = Vec::with_capacity(announced);
    while let Some(chunk) = response.chunk().await.map_err(Unreadable::Broken)? {
        if body.len() + chunk.len() > limit {
            return Err(Unreadable::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
