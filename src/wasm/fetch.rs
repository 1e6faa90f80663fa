//! The two calls: asks `call` what to do next, and does it.

use js_sys::{Date, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::abort::unless_aborted;
use super::credential::credential;
use super::error::{attempt, number, thrown};
use super::exchange::Exchange;
use super::options::Options;
use super::reader::in_pieces;
use super::timer::{sleep, within};
use super::tree::UnitTree;
use crate::call::{Call, Event, Progress, Step, Times};
use crate::error::{Attempt, Code, Error};
use crate::json::Limits;
use crate::provider::Listing;
use crate::provider::autodesk::{self, Autodesk};
use crate::provider::imocha::Imocha;
use crate::tree::Tree;
use crate::unit::Units;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// Fetches the business units of an Autodesk BIM 360 / ACC account as one checked tree.
///
/// Rejects with an `Error` named `BusinessUnitsError` that has a `code`, or with the reason of `options.signal`.
#[wasm_bindgen(js_name = fetchAutodeskUnits)]
pub async fn fetch_autodesk_units(
    #[wasm_bindgen(unchecked_param_type = "AutodeskOptions")] options: JsValue,
) -> Result<UnitTree, JsValue> {
    let (options, outside) = read(options)?;
    let listing = autodesk_listing(&options).map_err(|error| thrown(&error))?;
    run(Box::new(listing), &options, "token", outside).await
}

/// Fetches the business units of the iMocha account that an API key belongs to.
///
/// Rejects with an `Error` named `BusinessUnitsError` that has a `code`, or with the reason of `options.signal`.
#[wasm_bindgen(js_name = fetchImochaUnits)]
pub async fn fetch_imocha_units(
    #[wasm_bindgen(unchecked_param_type = "ImochaOptions")] options: JsValue,
) -> Result<UnitTree, JsValue> {
    let (options, outside) = read(options)?;
    let base_url = options.text("baseUrl").map_err(|error| thrown(&error))?;
    let listing = Imocha::new(base_url.as_deref()).map_err(|error| thrown(&error))?;
    run(Box::new(listing), &options, "apiKey", outside).await
}

/// What of the outside a call uses.
struct Outside {
    signal: Option<AbortSignal>,
    fetch: Option<Function>,
    on_attempt: Option<Function>,
    on_progress: Option<Function>,
    times: Times,
    limits: Limits,
}

fn read(options: JsValue) -> Result<(Options, Outside), JsValue> {
    let read = || {
        let options = Options::new(options)?;
        options.check_attempts()?;
        let outside = Outside {
            signal: options.signal()?,
            fetch: options.function("fetch")?,
            on_attempt: options.function("onAttempt")?,
            on_progress: options.function("onProgress")?,
            times: options.times()?,
            limits: options.fetch_limits()?,
        };
        Ok((options, outside))
    };
    read().map_err(|error: Error| thrown(&error))
}

fn autodesk_listing(options: &Options) -> Result<Autodesk, Error> {
    let account_id = options.text("accountId")?.unwrap_or_default();
    Autodesk::new(autodesk::Options {
        account_id: &account_id,
        region: options.text("region")?.as_deref(),
        legacy_eu_path: options.flag("legacyEuPath")?,
        base_url: options.text("baseUrl")?.as_deref(),
    })
}

async fn run(
    listing: Box<dyn Listing>,
    options: &Options,
    key: &str,
    outside: Outside,
) -> Result<UnitTree, JsValue> {
    let signal = outside.signal.clone();
    let work = async {
        let began = now_ms();
        let provider = listing.provider();
        let secret =
            within(outside.times.deadline_ms, credential(options, key, signal.as_ref())).await;
        let secret = secret.ok_or_else(|| {
            let error = Error::new(
                Code::Timeout,
                format!("{key} did not come within {} ms.", outside.times.deadline_ms),
            );
            thrown(&error.with(|details| details.provider = Some(provider)))
        })??;
        let left = outside.times.deadline_ms.saturating_sub(now_ms().saturating_sub(began)).max(1);
        let times = Times { deadline_ms: left, ..outside.times };
        let mut call = Call::new(listing, secret, outside.limits, times);
        let result = outside.drive(&mut call).await;
        outside.tell_attempt(&call.attempt(result.as_ref().err(), now_ms()));
        result
            .map(|units| UnitTree::new(Tree::build(units)))
            .map_err(|error| thrown(&with_browser_hint(error)))
    };
    unless_aborted(signal.as_ref(), work).await?
}

impl Outside {
    async fn drive(&self, call: &mut Call) -> Result<Units, Error> {
        let mut exchange: Option<Exchange> = None;
        let mut step = call.next(Event::Start, now_ms());
        loop {
            step = match step {
                Step::Send { request, within_ms } => {
                    let opened =
                        within(within_ms, Exchange::open(&request, self.fetch.as_ref())).await;
                    let event = match opened {
                        None => Event::Elapsed,
                        Some(Err(words)) => Event::Lost(words),
                        Some(Ok((opened, head))) => {
                            exchange = Some(opened);
                            Event::Head(head)
                        }
                    };
                    call.next(event, now_ms())
                }
                Step::Read { within_ms } => self.read(call, exchange.as_mut(), within_ms).await,
                Step::Wait { ms } => {
                    sleep(ms).await;
                    call.next(Event::Elapsed, now_ms())
                }
                Step::Done(result) => return result,
            };
        }
    }

    async fn read(&self, call: &mut Call, exchange: Option<&mut Exchange>, within_ms: u64) -> Step {
        let Some(exchange) = exchange else { return call.next(Event::End, now_ms()) };
        match within(within_ms, exchange.read()).await {
            None => call.next(Event::Elapsed, now_ms()),
            Some(Err(words)) => call.next(Event::Lost(words), now_ms()),
            Some(Ok(None)) => call.next(Event::End, now_ms()),
            Some(Ok(Some(bytes))) => {
                let step = feed(call, &bytes, within_ms);
                self.tell_progress(call.progress());
                step
            }
        }
    }

    /// What the caller's function throws is ignored.
    fn tell_progress(&self, progress: Progress) {
        let Some(tell) = &self.on_progress else { return };
        let told = Object::new();
        let _ = Reflect::set(&told, &"bytes".into(), &number(progress.bytes).into());
        let _ = Reflect::set(&told, &"units".into(), &progress.units.into());
        let _ = tell.call1(&JsValue::UNDEFINED, &told);
    }

    fn tell_attempt(&self, made: &Attempt) {
        if let Some(tell) = &self.on_attempt {
            let _ = tell.call1(&JsValue::UNDEFINED, &attempt(made));
        }
    }
}

/// Hands over a piece of the body; an empty one changes nothing.
fn feed(call: &mut Call, bytes: &Uint8Array, within_ms: u64) -> Step {
    let mut step = Step::Read { within_ms };
    // The error is a signal to stop only.
    let _ = in_pieces(bytes, |piece| {
        step = call.next(Event::Bytes(piece), now_ms());
        if matches!(step, Step::Read { .. }) { Ok(()) } else { Err(()) }
    });
    step
}

/// A page learns nothing of why a request failed; most often it was not allowed to ask.
fn with_browser_hint(error: Error) -> Error {
    let page = Reflect::has(&js_sys::global(), &"document".into()).unwrap_or(false);
    if !page || error.code() != Code::Network {
        return error;
    }
    error.with(|details| {
        details.hint = Some(
            "In a page this is most often CORS: the service does not let pages ask. Set baseUrl to an edge worker or a proxy.",
        );
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds since 1970 are whole and fit"
)]
fn now_ms() -> u64 {
    Date::now() as u64
}
