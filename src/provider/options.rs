//! The options of a call, as a provider reads them.

use crate::error::Error;

/// Reads options by their names. Each error is `ERR_OPTION` and shows no value.
pub trait CallOptions {
    /// Reads a string; none if it is absent.
    ///
    /// # Errors
    /// It is something else.
    fn text(&self, key: &str) -> Result<Option<String>, Error>;
    /// Reads a boolean; false if it is absent.
    ///
    /// # Errors
    /// It is something else.
    fn flag(&self, key: &str) -> Result<bool, Error>;
    /// Reads `baseUrl`; none if it is absent.
    ///
    /// # Errors
    /// The runtime cannot parse it.
    fn base_url(&self) -> Result<Option<String>, Error>;
}
