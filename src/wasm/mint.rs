//! The mint of a two-legged Autodesk token.

use js_sys::Function;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::abort::unless_aborted;
use super::clock::now_ms;
use super::error::thrown;
use super::exchange::Exchange;
use super::options::{Options, refused};
use super::timer::within;
use super::value::{number, to_js};
use crate::error::{Code, Error};
use crate::http::{Head, Request, excerpt};
use crate::provider::mint::{self, Client};
use crate::retry::retry_after_ms;
use crate::token::use_until_ms;
use crate::unit::Provider;

/// One attempt may take so long.
const ATTEMPT_MS: u64 = 5_000;
/// So much of an answer is read.
const ANSWER_BYTES: usize = 64 * 1024;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Lease<'a> {
    token: &'a str,
    expires_in_ms: f64,
}

/// Mints a two-legged Autodesk token: `{ clientId, clientSecret, scopes?, baseUrl?, fetch?, signal? }`.
///
/// `expiresInMs` counts from now and leaves time for the request that will use the token. A client secret never
/// belongs in a page.
#[wasm_bindgen(js_name = mintAutodeskToken, unchecked_return_type = "{ token: string; expiresInMs: number }")]
pub async fn mint_autodesk_token(
    #[wasm_bindgen(unchecked_param_type = "MintOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let options = Options::new(options).map_err(|error| thrown(&error))?;
    let signal = options.signal().map_err(|error| thrown(&error))?;
    let minted = unless_aborted(signal.as_ref(), within(ATTEMPT_MS, mint(&options))).await?;
    let late = || {
        Error::new(
            Code::Timeout,
            format!("Autodesk's token endpoint took longer than {ATTEMPT_MS} ms."),
        )
    };
    minted.unwrap_or_else(|| Err(late())).map_err(|error| thrown(&error))
}

async fn mint(options: &Options) -> Result<JsValue, Error> {
    let id = options.text("clientId")?.ok_or_else(|| refused("clientId", "is missing"))?;
    let secret =
        options.text("clientSecret")?.ok_or_else(|| refused("clientSecret", "is missing"))?;
    let client = Client::new(&id, secret)?;
    let request =
        mint::request(options.base_url()?.as_deref(), &client, &options.texts("scopes")?)?;
    let fetch = options.function("fetch")?;
    let asked_at = now_ms();
    let (head, body) =
        ask(&request, fetch.as_ref()).await.map_err(|words| lost(&client.redact(&words)))?;
    let minted =
        mint::read(&head, &body, &client).map_err(|error| with_retry_after(error, &head))?;
    let usable = use_until_ms(0, minted.expires_in);
    let expires_in_ms = number(usable.saturating_sub(now_ms().saturating_sub(asked_at)));
    Ok(to_js(&Lease { token: minted.token.expose(), expires_in_ms }))
}

fn with_retry_after(error: Error, head: &Head) -> Error {
    error.with(|details| {
        details.retry_after_ms = head.header("retry-after").and_then(retry_after_ms);
    })
}

async fn ask(request: &Request, fetch: Option<&Function>) -> Result<(Head, String), String> {
    let (mut exchange, head) = Exchange::open(request, fetch).await?;
    let mut body = Vec::new();
    while body.len() < ANSWER_BYTES
        && let Some(piece) = exchange.read().await?
    {
        body.extend(piece.to_vec());
    }
    Ok((head, String::from_utf8_lossy(&body).into_owned()))
}

fn lost(redacted: &str) -> Error {
    let words = excerpt(redacted, 200);
    let error = Error::new(
        Code::Network,
        format!("The connection to Autodesk's token endpoint failed: {words}"),
    );
    error.with(|details| details.provider = Some(Provider::Autodesk))
}
