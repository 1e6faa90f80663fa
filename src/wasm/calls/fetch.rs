//! The function of each provider that fetches its listing.

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
use crate::provider::{ListUnits, Listing, Provider, for_each_provider};
use crate::tree::Tree;
use crate::unit::Units;
use crate::wasm::options::Options;
use crate::wasm::tree::UnitTree;
use crate::wasm::value::random;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

macro_rules! exports {
    ($($module:ident: $Provider:ident, $fetch:ident, $Options:literal;)*) => {$(
        pub mod $module {
            use super::*;

            #[wasm_bindgen(typescript_custom_section)]
            const OPTIONS: &str = include_str!(concat!(
                "../../provider/",
                stringify!($module),
                "/options.d.ts"
            ));

            /// Fetches all business units of an account as one checked tree.
            ///
            /// Rejects with an `Error` named `BusinessUnitsError` that has a `code`, or with the reason of
            /// `options.signal`.
            #[wasm_bindgen(js_name = $fetch, unchecked_return_type = "Promise<UnitTree>")]
            pub fn fetch_units(
                #[wasm_bindgen(unchecked_param_type = $Options)] options: JsValue,
            ) -> Promise {
                promise(fetch(options, Provider::$Provider))
            }
        }
    )*};
}
for_each_provider!(exports);

async fn fetch(options: JsValue, provider: Provider) -> Result<JsValue, Failure> {
    let options = Options::new(options)?;
    let host = Host::of(&options)?;
    let listing = provider.listing(&options)?;
    let source = Source::of(&options, provider.credential_option())?;
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
