//! A request, as a plain value.

use core::fmt;

/// What is asked of a service.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: &'static str,
    /// The whole address: it never holds a secret.
    pub url: String,
    /// Names in lower case, and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body, where there is one.
    pub body: Option<String>,
}

impl fmt::Debug for Request {
    /// Names of headers only, and no body: values may be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| *name).collect();
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Secret;

    #[test]
    fn debug_shows_no_secret() {
        let secret = Secret::new("hush".into()).unwrap();
        let request = Request {
            method: "GET",
            url: "https://example.test".into(),
            headers: vec![("authorization", "Bearer hush".into())],
            body: Some("client_secret=hush".into()),
        };
        assert!(!format!("{secret:?}{request:?}").contains("hush"));
    }
}
