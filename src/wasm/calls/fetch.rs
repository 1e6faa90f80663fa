//! The two calls.

use core::pin::pin;

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::abort::unless_aborted;
use super::clock::{now_ms, unix_ms};
use super::credential::Source;
use super::failure::Failure;
use super::host::Host;
use super::promise::promise;
use super::run::run;
use super::timer::within;
use crate::call::{Call, Times};
use crate::error::{Code, Error};
use crate::provider::autodesk::{self, Autodesk};
use crate::provider::imocha::Imocha;
use crate::provider::{ListUnits, Listing};
use crate::tree::Tree;
use crate::unit::{Provider, Units};
use crate::wasm::options::Options;
use crate::wasm::tree::UnitTree;
use crate::wasm::value::random;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// Fetches the business units of an Autodesk BIM 360 / ACC account as one checked tree.
///
/// Rejects with an `Error` named `BusinessUnitsError` that has a `code`, or with the reason of `options.signal`.
#[wasm_bindgen(js_name = fetchAutodeskUnits, unchecked_return_type = "Promise<UnitTree>")]
pub fn fetch_autodesk_units(
    #[wasm_bindgen(unchecked_param_type = "AutodeskOptions")] options: JsValue,
) -> Promise {
    promise(fetch(options, Service { credential: "token", listing: autodesk_listing }))
}

/// Fetches the business units of the iMocha account that an API key belongs to.
///
/// Rejects with an `Error` named `BusinessUnitsError` that has a `code`, or with the reason of `options.signal`.
#[wasm_bindgen(js_name = fetchImochaUnits, unchecked_return_type = "Promise<UnitTree>")]
pub fn fetch_imocha_units(
    #[wasm_bindgen(unchecked_param_type = "ImochaOptions")] options: JsValue,
) -> Promise {
    promise(fetch(options, Service { credential: "apiKey", listing: imocha_listing }))
}

/// What is different from service to service.
struct Service {
    /// The option that its credential comes in.
    credential: &'static str,
    listing: fn(&Options) -> Result<Box<dyn Listing>, Error>,
}

fn autodesk_listing(options: &Options) -> Result<Box<dyn Listing>, Error> {
    let account_id = options.text("accountId")?.unwrap_or_default();
    let listing = Autodesk::new(autodesk::Options {
        account_id: &account_id,
        region: options.text("region")?.as_deref(),
        legacy_eu_path: options.flag("legacyEuPath")?,
        base_url: options.base_url()?.as_deref(),
    })?;
    Ok(Box::new(listing))
}

fn imocha_listing(options: &Options) -> Result<Box<dyn Listing>, Error> {
    Ok(Box::new(Imocha::new(options.base_url()?.as_deref())?))
}

async fn fetch(options: JsValue, service: Service) -> Result<JsValue, Failure> {
    let options = Options::new(options)?;
    let host = Host::of(&options)?;
    let listing = (service.listing)(&options)?;
    let source = Source::of(&options, service.credential)?;
    let work = pin!(list_units(listing, &source, &host));
    let units = unless_aborted(host.signal.as_ref(), work).await?;
    Ok(UnitTree::new(Tree::build(units)?).into())
}

async fn list_units(
    listing: Box<dyn Listing>,
    source: &Source,
    host: &Host,
) -> Result<Box<Units>, Failure> {
    let spent_ms = host.spent_ms;
    let (asked_ms, unix_ms) = (now_ms().saturating_sub(spent_ms), unix_ms());
    let left_ms = host.times.deadline_ms.saturating_sub(spent_ms);
    let secret = within(left_ms, source.ask(None)).await;
    let secret = secret.ok_or_else(|| late(listing.provider(), source.key(), host.times))?;
    let mut call = Call::new(ListUnits::new(listing, secret?, host.limits), host.times)
        .asked_at(asked_ms)
        .with_calendar(unix_ms)
        .with_attempts(host.attempts)
        .renewable(source.is_renewable())
        .with_random(random());
    run(&mut call, host, Some(source)).await
}

fn late(provider: Provider, key: &str, times: Times) -> Error {
    let limit = times.deadline_ms;
    let error = Error::new(
        Code::Timeout,
        format!("{key} did not come (total): the whole call may take {limit} ms."),
    );
    error.with(|details| details.provider = Some(provider.as_str()))
}
