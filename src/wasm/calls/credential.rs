//! The credential of a call: a string, or a function that returns one or a promise of one.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::failure::Failure;
use super::foreign::settled;
use crate::error::Error;
use crate::http::{Secret, pasted};
use crate::wasm::options::{Options, refused};
use crate::wasm::value::object;

/// The source of a credential.
pub(super) struct Source {
    /// The option's name.
    key: &'static str,
    given: JsValue,
    signal: Option<AbortSignal>,
    wait_until: Option<Function>,
}

impl Source {
    /// Reads the option of that name.
    pub(super) fn of(options: &Options, key: &'static str) -> Result<Self, Error> {
        let given = options.get(key)?.ok_or_else(|| refused(key, "is missing"))?;
        let (signal, wait_until) = (options.signal()?, options.function("waitUntil")?);
        Ok(Self { key, given, signal, wait_until })
    }

    /// Returns the option's name.
    pub(super) fn key(&self) -> &'static str {
        self.key
    }

    /// Returns whether it may give another credential. A string never does.
    pub(super) fn is_renewable(&self) -> bool {
        self.given.is_function()
    }

    /// Asks for the credential; `rejected` is the one that the provider has just refused. A value that the caller's function
    /// throws is passed on as it is.
    pub(super) async fn ask(&self, rejected: Option<&Secret>) -> Result<Secret, Failure> {
        let text = match self.given.dyn_ref::<Function>() {
            None => self.given.clone(),
            Some(function) => {
                let answer = function.call1(&JsValue::UNDEFINED, &self.context(rejected));
                let answer = answer.map_err(Failure::CallerError)?;
                settled(&answer).await.map_err(Failure::CallerError)?
            }
        };
        let refused = |why| Failure::Ours(refused(self.key, why));
        let text = text.as_string().ok_or_else(|| refused("must be a string or give one"))?;
        if let Some(what) = pasted(&text) {
            return Err(refused(what));
        }
        Secret::new(text).ok_or_else(|| refused("must be 1 to 8192 visible ASCII characters"))
    }

    fn context(&self, rejected: Option<&Secret>) -> JsValue {
        let signal = self.signal.as_ref().map(|signal| ("signal", signal.into()));
        let rejected = rejected.map(|rejected| ("rejected", rejected.expose().into()));
        let wait_until = self.wait_until.as_ref().map(|function| ("waitUntil", function.into()));
        let fields: Vec<(&str, JsValue)> =
            [signal, rejected, wait_until].into_iter().flatten().collect();
        object(&fields)
    }
}
