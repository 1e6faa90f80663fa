//! What is particular to a page.

use super::foreign::field;
use crate::error::{Code, Error};

/// Adds a hint to a request that failed in a page: the page is not told why, and mostly the provider does not allow it.
pub(super) fn with_page_hint(error: Error) -> Error {
    const HINT: &str = "In a page this is most often CORS: the service does not let pages ask. Set baseUrl to an edge \
        worker or a proxy.";
    if error.code() != Code::Network || field(&js_sys::global(), "document").is_undefined() {
        return error;
    }
    error.with(|details| details.hint = Some(HINT))
}
