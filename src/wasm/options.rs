//! Options from JavaScript: read once, checked, and never shown in an error.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use super::value::number;
use crate::error::{Code, Error};
use crate::json::Limits;
use crate::provider::{NAMES, Provider};

/// An options object.
#[derive(Clone)]
pub(super) struct Options {
    value: JsValue,
    is_object: bool,
}

pub(super) const SAFE: u64 = 9_007_199_254_740_991;
pub(super) const UNITS: u32 = 1_000_000;
const UNITS_LIMIT: u32 = i32::MAX.unsigned_abs() - 1;

impl Options {
    /// Takes an object, or nothing if all options have a default.
    pub(super) fn new(value: JsValue) -> Result<Self, Error> {
        let is_object = value.is_object();
        if is_object || value.is_undefined() || value.is_null() {
            return Ok(Self { value, is_object });
        }
        Err(Error::new(Code::Option, "options must be an object"))
    }

    /// Reads a value; none if it is absent, undefined or null.
    pub(super) fn get(&self, key: &str) -> Result<Option<JsValue>, Error> {
        if !self.is_object {
            return Ok(None);
        }
        let value = Reflect::get(&self.value, &JsValue::from_str(key));
        let value = value.map_err(|_| refused(key, "threw when it was read"))?;
        Ok((!value.is_undefined() && !value.is_null()).then_some(value))
    }

    /// Reads a string.
    pub(super) fn text(&self, key: &str) -> Result<Option<String>, Error> {
        let value = self.get(key)?;
        value
            .map(|value| value.as_string().ok_or_else(|| refused(key, "must be a string")))
            .transpose()
    }

    /// Reads a boolean; false if it is absent.
    pub(super) fn flag(&self, key: &str) -> Result<bool, Error> {
        let value = self.get(key)?;
        value.map_or(Ok(false), |value| {
            value.as_bool().ok_or_else(|| refused(key, "must be true or false"))
        })
    }

    /// Reads the provider.
    pub(super) fn provider(&self) -> Result<Option<Provider>, Error> {
        let Some(name) = self.text("provider")? else { return Ok(None) };
        let refused = || refused("provider", &format!("must be {NAMES}"));
        Provider::from_name(&name).ok_or_else(refused).map(Some)
    }

    /// Reads the limits of a body that the caller passes.
    pub(super) fn tree_limits(&self) -> Result<Limits, Error> {
        let records = self.whole("maxUnits", u64::from(UNITS_LIMIT))?;
        let records = records.and_then(|records| u32::try_from(records).ok()).unwrap_or(UNITS);
        Ok(Limits { bytes: self.whole("maxBytes", SAFE)?, records })
    }

    /// Reads a whole number from 0 to `most`.
    pub(super) fn whole(&self, key: &str, most: u64) -> Result<Option<u64>, Error> {
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

/// Makes the error of an option, without its value.
pub(super) fn refused(key: &str, why: &str) -> Error {
    Error::new(Code::Option, format!("{key} {why}"))
}
