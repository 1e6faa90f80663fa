//! The two calls.

use wasm_bindgen::prelude::*;

use super::abort::unless_aborted;
use super::clock::{now_ms, unix_ms};
use super::credential::Source;
use super::drive::Outside;
use super::error::{no_memory, thrown};
use super::options::Options;
use super::timer::within;
use super::tree::UnitTree;
use super::value::random;
use crate::call::{Answer, Call, Times};
use crate::error::{Code, Error};
use crate::provider::Listing;
use crate::provider::autodesk::{self, Autodesk};
use crate::provider::imocha::Imocha;
use crate::tree::Tree;
use crate::unit::Provider;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types-calls.d.ts");

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
    let base_url = options.base_url().map_err(|error| thrown(&error))?;
    let listing = Imocha::new(base_url.as_deref()).map_err(|error| thrown(&error))?;
    run(Box::new(listing), &options, "apiKey", outside).await
}

fn read(options: JsValue) -> Result<(Options, Outside), JsValue> {
    let read = || {
        let options = Options::new(options)?;
        let outside = Outside::of(&options)?;
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
        base_url: options.base_url()?.as_deref(),
    })
}

async fn run(
    listing: Box<dyn Listing>,
    options: &Options,
    key: &'static str,
    outside: Outside,
) -> Result<UnitTree, JsValue> {
    let source = Source::of(options, key).map_err(|error| thrown(&error))?;
    let work = async {
        let spent_ms = outside.spent_ms;
        let (asked_ms, unix_ms) = (now_ms().saturating_sub(spent_ms), unix_ms());
        let left_ms = outside.times.deadline_ms.saturating_sub(spent_ms);
        let secret = within(left_ms, source.ask(None)).await;
        let secret =
            secret.ok_or_else(|| thrown(&late(listing.provider(), key, outside.times)))??;
        let mut call = Call::new(listing, secret, outside.limits, outside.times)
            .asked_at(asked_ms)
            .with_calendar(unix_ms)
            .with_attempts(outside.attempts)
            .renewable(source.is_renewable())
            .with_random(random());
        let Answer::Units(units) = outside.drive(&mut call, Some(&source)).await? else {
            return Err(thrown(&Error::new(Code::Internal, "A token came instead of units.")));
        };
        Ok(UnitTree::new(Tree::build(units).map_err(no_memory)?))
    };
    unless_aborted(outside.signal.as_ref(), work).await?
}

fn late(provider: Provider, key: &str, times: Times) -> Error {
    let limit = times.deadline_ms;
    let error = Error::new(
        Code::Timeout,
        format!("{key} did not come (total): the whole call may take {limit} ms."),
    );
    error.with(|details| details.provider = Some(provider))
}
