//! The tokens that this module keeps: `token` decides, JavaScript waits. In workerd, a request may only wait for promises of
//! its own, and an event of another request may wake a promise of wasm-bindgen.

use core::cell::RefCell;
use std::rc::Rc;

use js_sys::{Object, Promise};
use wasm_bindgen::prelude::*;

use super::clock::{now_ms, unix_ms};
use super::failure::Failure;
use super::mint::minted;
use super::promise::promise;
use crate::error::Error;
use crate::http::Secret;
use crate::provider::autodesk::mint::is_refusal;
use crate::token::{Decision, Key, Lease, Now, Tokens};
use crate::wasm::error::thrown;
use crate::wasm::options::{Options, refused};
use crate::wasm::value::{Record, random, to_js};

thread_local! {
    static TOKENS: RefCell<Tokens<Rc<Error>>> = RefCell::new(Tokens::new(random()));
}

fn now() -> Now {
    Now { steady_ms: now_ms(), unix_ms: unix_ms() }
}

fn key_of(bytes: &[u8]) -> Result<Key, Error> {
    bytes.try_into().map_err(|_| refused("key", "must be the 32 bytes of a digest"))
}

/// Returns what a caller that needs the token of a key does: uses `token`, begins the mint number `mint`, or waits for the
/// mint number `join`. With both `token` and `mint`, the mint is for later callers. Throws the refusal of the endpoint for
/// 30 seconds after it.
///
/// `key` is a SHA-256 digest of all that tells tokens apart; `rejected` is the token that the provider has just refused.
#[wasm_bindgen(js_name = askToken, unchecked_return_type = "{ token?: string; mint?: number; join?: number }")]
#[expect(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over what it copied")]
pub fn ask_token(key: &[u8], rejected: Option<String>) -> Result<JsValue, JsValue> {
    let key = key_of(key).map_err(|error| thrown(&error))?;
    let decision = TOKENS.with_borrow_mut(|tokens| tokens.ask(&key, rejected.as_deref(), now()));
    let (token, mint, join) = match &decision {
        Decision::Use(token) => (Some(token), None, None),
        Decision::Refresh { token, mint } => (Some(token), Some(mint), None),
        Decision::Mint(mint) => (None, Some(mint), None),
        Decision::Join(mint) => (None, None, Some(mint)),
        Decision::Refuse(error) => return Err(thrown(error)),
    };
    let mut record = Record::default();
    record.text("token", token.map(Secret::expose));
    record.number("mint", mint.map(|mint| (*mint).into()));
    record.number("join", join.map(|mint| (*mint).into()));
    Ok(to_js(&record))
}

/// Runs the mint of that number, with the options of `mintAutodeskToken`, and keeps its token.
#[wasm_bindgen(js_name = mintToken, unchecked_return_type = "Promise<string>")]
pub fn mint_token(
    key: Vec<u8>,
    mint: u32,
    #[wasm_bindgen(unchecked_param_type = "MintOptions")] options: Object,
) -> Promise {
    promise(async move {
        let key = key_of(&key)?;
        let asked = now();
        let minted = match Options::new(options.into()) {
            Ok(options) => minted(&options).await,
            Err(error) => Err(error.into()),
        };
        TOKENS.with_borrow_mut(|tokens| match minted {
            Ok(minted) => {
                let token = minted.token.expose().into();
                tokens.minted(&key, mint, Lease::new(minted.token, asked, minted.expires_in));
                Ok(token)
            }
            Err(Failure::Ours(error)) if is_refusal(&error) => {
                let thrown = thrown(&error);
                tokens.refused(&key, mint, (Rc::new(error), now()));
                Err(Failure::CallerError(thrown))
            }
            Err(failure) => {
                tokens.failed(&key, mint);
                Err(failure)
            }
        })
    })
}

/// Ends the mint of that number, which no caller waits for any longer: the next caller begins another one.
#[wasm_bindgen(js_name = giveUpMint)]
pub fn give_up_mint(key: &[u8], mint: u32) -> Result<(), JsValue> {
    let key = key_of(key).map_err(|error| thrown(&error))?;
    TOKENS.with_borrow_mut(|tokens| tokens.failed(&key, mint));
    Ok(())
}
