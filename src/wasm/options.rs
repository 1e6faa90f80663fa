//! Options as JavaScript gives them: read once, checked, and never shown in an error.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Url};

use super::value::number;
use crate::call::Times;
use crate::error::{Code, Error};
use crate::json::Limits;
use crate::retry::ATTEMPTS;
use crate::unit::Provider;

/// An options object.
#[derive(Clone)]
pub(super) struct Options {
    value: JsValue,
    is_object: bool,
}

const TIME_LIMIT: u64 = 2_147_483_647;
const SAFE: u64 = 9_007_199_254_740_991;
const UNITS: u32 = 1_000_000;
const UNITS_LIMIT: u32 = i32::MAX.unsigned_abs() - 1;
const FETCH_BYTES: u64 = 64 * 1024 * 1024;

impl Options {
    /// Takes an object, or nothing where all options have a default.
    pub(super) fn new(value: JsValue) -> Result<Self, Error> {
        let is_object = value.is_object();
        if is_object || value.is_undefined() || value.is_null() {
            return Ok(Self { value, is_object });
        }
        Err(Error::new(Code::Option, "options must be an object"))
    }

    /// The value of an option; none when it is absent, undefined or null.
    pub(super) fn get(&self, key: &str) -> Result<Option<JsValue>, Error> {
        if !self.is_object {
            return Ok(None);
        }
        let value = Reflect::get(&self.value, &JsValue::from_str(key));
        let value = value.map_err(|_| refused(key, "threw when it was read"))?;
        Ok((!value.is_undefined() && !value.is_null()).then_some(value))
    }

    /// A string.
    pub(super) fn text(&self, key: &str) -> Result<Option<String>, Error> {
        let value = self.get(key)?;
        value
            .map(|value| value.as_string().ok_or_else(|| refused(key, "must be a string")))
            .transpose()
    }

    /// The base address, which the runtime can parse too; `provider` has more to say of it.
    pub(super) fn base_url(&self) -> Result<Option<String>, Error> {
        let url = self.text("baseUrl")?;
        match &url {
            Some(url) if Url::new(url).is_err() => {
                Err(refused("baseUrl", "is no absolute address such as https://example.com"))
            }
            _ => Ok(url),
        }
    }

    /// A boolean; false when it is absent.
    pub(super) fn flag(&self, key: &str) -> Result<bool, Error> {
        let value = self.get(key)?;
        value.map_or(Ok(false), |value| {
            value.as_bool().ok_or_else(|| refused(key, "must be true or false"))
        })
    }

    /// A function.
    pub(super) fn function(&self, key: &str) -> Result<Option<Function>, Error> {
        let value = self.get(key)?;
        value
            .map(|value| value.dyn_into().map_err(|_| refused(key, "must be a function")))
            .transpose()
    }

    /// An array of strings; empty when it is absent.
    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>, Error> {
        let Some(value) = self.get(key)? else { return Ok(Vec::new()) };
        let refused = || refused(key, "must be an array of strings");
        let array: js_sys::Array = value.dyn_into().map_err(|_| refused())?;
        array.iter().map(|text| text.as_string().ok_or_else(refused)).collect()
    }

    /// The caller's signal, recognised by what it can do: it may come from another realm.
    pub(super) fn signal(&self) -> Result<Option<AbortSignal>, Error> {
        let Some(value) = self.get("signal")? else { return Ok(None) };
        let signal = Self { is_object: value.is_object(), value: value.clone() };
        let aborted = signal.get("aborted")?.is_some_and(|aborted| aborted.as_bool().is_some());
        let listens = |key| signal.function(key).ok().flatten().is_some();
        if !aborted || !listens("addEventListener") || !listens("removeEventListener") {
            return Err(refused("signal", "must be an AbortSignal"));
        }
        Ok(Some(value.unchecked_into()))
    }

    /// The provider.
    pub(super) fn provider(&self) -> Result<Option<Provider>, Error> {
        let name = self.text("provider")?;
        let known = |name: String| Provider::from_name(&name);
        name.map(|name| {
            known(name).ok_or_else(|| refused("provider", "must be \"autodesk\" or \"imocha\""))
        })
        .transpose()
    }

    /// How long things may take.
    pub(super) fn times(&self) -> Result<Times, Error> {
        let default = Times::default();
        Ok(Times {
            attempt_ms: self.millis("attemptTimeoutMs")?.unwrap_or(default.attempt_ms),
            stall_ms: self.millis("stallTimeoutMs")?.unwrap_or(default.stall_ms),
            deadline_ms: self.millis("deadlineMs")?.unwrap_or(default.deadline_ms),
        })
    }

    /// How much of the deadline was over when the module was there. The package's own, and no option of a caller's.
    pub(super) fn spent_ms(&self) -> Result<u64, Error> {
        Ok(self.whole("spentMs", SAFE)?.unwrap_or(0))
    }

    /// How much a call may bring.
    pub(super) fn fetch_limits(&self) -> Result<Limits, Error> {
        Ok(Limits {
            bytes: Some(self.whole("maxBytes", SAFE)?.unwrap_or(FETCH_BYTES)),
            records: UNITS,
        })
    }

    /// How much a body that is given may hold.
    pub(super) fn tree_limits(&self) -> Result<Limits, Error> {
        let records = self.whole("maxUnits", u64::from(UNITS_LIMIT))?;
        let records = records.and_then(|records| u32::try_from(records).ok()).unwrap_or(UNITS);
        Ok(Limits { bytes: self.whole("maxBytes", SAFE)?, records })
    }

    /// How often a call may ask.
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

    /// A whole number from 0 to `most`.
    fn whole(&self, key: &str, most: u64) -> Result<Option<u64>, Error> {
        let Some(value) = self.get(key)? else { return Ok(None) };
        let number = value
            .as_f64()
            .filter(|value| (0.0..=number(most)).contains(value) && value.fract() == 0.0);
        let number = number
            .ok_or_else(|| refused(key, &format!("must be a whole number from 0 to {most}")))?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked to be whole and in range"
        )]
        Ok(Some(number as u64))
    }
}

/// Says what is wrong with an option, without its value.
pub(super) fn refused(key: &str, why: &str) -> Error {
    Error::new(Code::Option, format!("{key} {why}"))
}
