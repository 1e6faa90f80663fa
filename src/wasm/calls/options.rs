//! The options of calls.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Url};

use crate::call::Times;
use crate::error::Error;
use crate::json::Limits;
use crate::provider::CallOptions;
use crate::retry::ATTEMPTS;
use crate::wasm::options::{Options, SAFE, UNITS, refused};

const TIME_LIMIT: u64 = 2_147_483_647;
const FETCH_BYTES: u64 = 64 * 1024 * 1024;

impl CallOptions for Options {
    fn text(&self, key: &str) -> Result<Option<String>, Error> {
        Self::text(self, key)
    }

    fn flag(&self, key: &str) -> Result<bool, Error> {
        Self::flag(self, key)
    }

    fn base_url(&self) -> Result<Option<String>, Error> {
        let url = self.text("baseUrl")?;
        match &url {
            Some(url) if Url::new(url).is_err() => {
                Err(refused("baseUrl", "must be an absolute URL such as https://example.com"))
            }
            _ => Ok(url),
        }
    }
}

impl Options {
    /// Reads a function.
    pub(super) fn function(&self, key: &str) -> Result<Option<Function>, Error> {
        let value = self.get(key)?;
        value
            .map(|value| value.dyn_into().map_err(|_| refused(key, "must be a function")))
            .transpose()
    }

    /// Reads an array of strings; empty if it is absent.
    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>, Error> {
        let Some(value) = self.get(key)? else { return Ok(Vec::new()) };
        let refused = || refused(key, "must be an array of strings");
        let array: js_sys::Array = value.dyn_into().map_err(|_| refused())?;
        array.iter().map(|text| text.as_string().ok_or_else(refused)).collect()
    }

    /// Reads the caller's signal. It may come from another realm, so its methods are checked and not its class.
    pub(super) fn signal(&self) -> Result<Option<AbortSignal>, Error> {
        let Some(value) = self.get("signal")? else { return Ok(None) };
        let signal = Self::new(value.clone()).map_err(|_| no_signal())?;
        let aborted = signal.get("aborted")?.is_some_and(|aborted| aborted.as_bool().is_some());
        let listens = |key| signal.function(key).ok().flatten().is_some();
        if !aborted || !listens("addEventListener") || !listens("removeEventListener") {
            return Err(no_signal());
        }
        Ok(Some(value.unchecked_into()))
    }

    /// Reads the time limits.
    pub(super) fn times(&self) -> Result<Times, Error> {
        let default = Times::default();
        Ok(Times {
            attempt_ms: self.millis("attemptTimeoutMs")?.unwrap_or(default.attempt_ms),
            stall_ms: self.millis("stallTimeoutMs")?.unwrap_or(default.stall_ms),
            deadline_ms: self.millis("deadlineMs")?.unwrap_or(default.deadline_ms),
        })
    }

    /// Reads how much of the deadline passed while the module was loaded. The package sets it, not the caller.
    pub(super) fn spent_ms(&self) -> Result<u64, Error> {
        Ok(self.whole("spentMs", SAFE)?.unwrap_or(0))
    }

    /// Reads the limits of a listing.
    pub(super) fn fetch_limits(&self) -> Result<Limits, Error> {
        Ok(Limits {
            bytes: Some(self.whole("maxBytes", SAFE)?.unwrap_or(FETCH_BYTES)),
            records: UNITS,
        })
    }

    /// Reads how many attempts a call may make.
    pub(super) fn attempts(&self) -> Result<u32, Error> {
        let attempts = self.whole("maxAttempts", 100)?.map(u32::try_from);
        match attempts.and_then(Result::ok).unwrap_or(ATTEMPTS) {
            0 => Err(refused("maxAttempts", "must be at least 1")),
            attempts => Ok(attempts),
        }
    }

    fn millis(&self, key: &str) -> Result<Option<u64>, Error> {
        match self.whole(key, TIME_LIMIT)? {
            Some(0) => Err(refused(key, "must be more than 0 milliseconds")),
            ms => Ok(ms),
        }
    }
}

fn no_signal() -> Error {
    refused("signal", "must be an AbortSignal")
}
