//! A hint for calls in pages.

use super::foreign::field;
use crate::error::{Code, Error};

/// Adds a hint to a request that failed in a page. Browsers hide the reason, which is most often CORS.
pub(super) fn with_page_hint(error: Error) -> Error {
    const HINT: &str = "In a page this is most often CORS: the provider allows no requests from pages. Set baseUrl to an \
        edge worker or a proxy.";
    if error.code() != Code::Network || field(&js_sys::global(), "document").is_undefined() {
        return error;
    }
    error.with(|details| details.hint = Some(HINT))
}
