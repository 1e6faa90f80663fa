//! The mint of a two-legged Autodesk token.

use core::pin::pin;

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::abort::unless_aborted;
use super::clock::{now_ms, unix_ms};
use super::failure::Failure;
use super::host::Host;
use super::promise::promise;
use super::run::run;
use crate::call::Call;
use crate::error::Error;
use crate::provider::CallOptions;
use crate::provider::autodesk::mint::{Auth, Client, Mint, Minted};
use crate::token::use_until_ms;
use crate::wasm::options::{Options, refused};
use crate::wasm::value::{Record, random, to_js};

/// Mints a two-legged Autodesk token: `{ clientId, clientSecret, scopes?, auth?, baseUrl?, fetch?, signal? }`.
///
/// `expiresInMs` counts from now and leaves time for the request that will use the token. Never put a client secret in a
/// page.
#[wasm_bindgen(
    js_name = mintAutodeskToken,
    unchecked_return_type = "Promise<{ token: string; expiresInMs: number }>"
)]
pub fn mint_autodesk_token(
    #[wasm_bindgen(unchecked_param_type = "MintOptions")] options: JsValue,
) -> Promise {
    promise(async {
        let options = Options::new(options)?;
        let asked_at = now_ms();
        let minted = minted(&options).await?;
        let usable = use_until_ms(0, minted.expires_in);
        let left_ms = usable.saturating_sub(now_ms().saturating_sub(asked_at));
        let mut lease = Record::default();
        lease.text("token", Some(minted.token.expose()));
        lease.number("expiresInMs", Some(left_ms));
        Ok(to_js(&lease))
    })
}

/// Mints one token.
pub(super) async fn minted(options: &Options) -> Result<Minted, Failure> {
    let (mint, host) = read(options)?;
    let mut call = Call::new(mint, host.times)
        .with_calendar(unix_ms())
        .with_attempts(host.attempts)
        .with_random(random());
    let work = pin!(run(&mut call, &host, None));
    unless_aborted(host.signal.as_ref(), work).await
}

fn read(options: &Options) -> Result<(Mint, Host), Error> {
    let missing = |key| move || refused(key, "is missing");
    let id = options.text("clientId")?.ok_or_else(missing("clientId"))?;
    let secret = options.text("clientSecret")?.ok_or_else(missing("clientSecret"))?;
    let client = Client::new(&id, secret)?.with_auth(auth(options)?);
    let mint = Mint::new(options.base_url()?.as_deref(), client, &options.texts("scopes")?)?;
    options.function("waitUntil")?;
    Ok((mint, Host::of_mint(options)?))
}

fn auth(options: &Options) -> Result<Auth, Error> {
    let Some(name) = options.text("auth")? else { return Ok(Auth::default()) };
    let refused = || refused("auth", "must be \"basic\", \"encodedBasic\" or \"body\"");
    Auth::from_name(&name).ok_or_else(refused)
}
