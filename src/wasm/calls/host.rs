//! What the runtime and the caller give a call: limits, a `fetch`, a signal and callbacks.

use js_sys::Function;
use web_sys::AbortSignal;

use super::foreign::notify;
use crate::call::{Progress, Times};
use crate::error::{Attempt, Error};
use crate::json::Limits;
use crate::wasm::error::attempt_record;
use crate::wasm::options::Options;
use crate::wasm::value::{Record, to_js};

/// The host of a call.
pub(super) struct Host {
    pub(super) signal: Option<AbortSignal>,
    pub(super) times: Times,
    /// How much of the deadline passed while the module was loaded.
    pub(super) spent_ms: u64,
    pub(super) attempts: u32,
    pub(super) limits: Limits,
    pub(super) fetch: Option<Function>,
    on_attempt: Option<Function>,
    on_progress: Option<Function>,
}

impl Host {
    /// Reads the options of a call for a listing.
    pub(super) fn of(options: &Options) -> Result<Self, Error> {
        Ok(Self {
            signal: options.signal()?,
            times: options.times()?,
            spent_ms: options.spent_ms()?,
            attempts: options.attempts()?,
            limits: options.fetch_limits()?,
            fetch: options.function("fetch")?,
            on_attempt: options.function("onAttempt")?,
            on_progress: options.function("onProgress")?,
        })
    }

    /// Reads the options of a mint, which has times of its own.
    pub(super) fn of_mint(options: &Options) -> Result<Self, Error> {
        const ATTEMPTS: u32 = 3;
        Ok(Self {
            signal: options.signal()?,
            times: Times::MINT,
            spent_ms: 0,
            attempts: ATTEMPTS,
            limits: options.fetch_limits()?,
            fetch: options.function("fetch")?,
            on_attempt: None,
            on_progress: None,
        })
    }

    pub(super) fn notify_progress(&self, progress: Progress) {
        if let Some(on_progress) = &self.on_progress {
            let mut record = Record::default();
            record.number("bytes", Some(progress.bytes));
            record.number("units", Some(progress.units.into()));
            notify(on_progress, &to_js(&record));
        }
    }

    /// Notifies of the attempts from number `from` on.
    pub(super) fn notify_attempts(&self, attempts: &[Attempt], from: usize) {
        if let Some(on_attempt) = &self.on_attempt {
            for over in attempts.iter().skip(from) {
                notify(on_attempt, &to_js(&attempt_record(over)));
            }
        }
    }
}
