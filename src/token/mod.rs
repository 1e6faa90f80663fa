//! The lifetime of tokens, as plain values: which token to use, which caller mints the next one, and which callers wait.
//!
//! ```text
//!   minted          soft             hard  ends
//!     ├───────────────┼────────────────┼────┤       of an hour: the last 4 to 6 minutes, the last 30 s
//!     │      Use      │    Refresh     │ Mint, and others Join
//!                          one at a time, in the background
//!
//!  [none] ── ask ─▶ Mint ──▶ [minting] ── ask ─▶ Join
//!     ▲                        │    │ minted ─▶ [kept] ── ask ─▶ Use
//!     │ failed, given up ──────┘    │                └─ ask, this one was rejected ─▶ Mint
//!     │                             │ refused: it would be again
//!     └──── 30 s later ────── [refused] ── ask ─▶ Refuse
//! ```
//! Each mint has a number, so that a late one ends no other mint. The promises that callers wait for are not kept here: in
//! workerd, a promise of one request may hang another request.

mod lease;

pub use lease::{Lease, Now, use_until_ms};

use crate::http::Secret;
use lease::Age;

/// The number of keys that are kept.
pub const KEYS: usize = 256;
/// A client that the endpoint does not know is refused for this long without a request.
const REFUSED_MS: u64 = 30_000;
/// A mint that has not ended after this long never will: its own deadline is over.
const MINT_MS: u64 = 13_000;

/// What a caller that needs a token does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision<E> {
    /// Uses it.
    Use(Secret),
    /// Uses it, and mints another one in the background.
    Refresh {
        /// The token to use.
        token: Secret,
        /// The number of the mint.
        mint: u32,
    },
    /// Leads: mints one.
    Mint(u32),
    /// Joins: waits for that mint.
    Join(u32),
    /// Fails: the endpoint has just refused the client.
    Refuse(E),
}

/// The tokens of one module, by key.
#[derive(Debug)]
pub struct Tokens<E> {
    /// The most recently used comes first.
    entries: Vec<(Key, Entry<E>)>,
    random: u64,
    mints: u32,
}

/// The key of a token: a digest of the client and the scopes, which shows neither.
pub type Key = [u8; 32];

#[derive(Debug)]
struct Entry<E> {
    kept: Option<Lease>,
    minting: Option<(u32, Now)>,
    refused: Option<(E, Now)>,
}

impl<E> Default for Entry<E> {
    fn default() -> Self {
        Self { kept: None, minting: None, refused: None }
    }
}

impl<E> Entry<E> {
    /// Drops a token that was rejected, a mint that never ended and a refusal that is too old.
    fn forget(&mut self, rejected: Option<&str>, now: Now) {
        self.kept.take_if(|kept| rejected == Some(kept.token().expose()));
        self.minting.take_if(|(_, began)| now.since(*began) > MINT_MS);
        self.refused.take_if(|(_, said)| now.since(*said) > REFUSED_MS);
    }

    /// Ends the mint of that number.
    fn end(&mut self, mint: u32) {
        self.minting.take_if(|(minting, _)| *minting == mint);
    }
}

impl<E: Clone> Entry<E> {
    fn decide(&self, next_mint: u32, random: u64, now: Now) -> Decision<E> {
        let kept = self.kept.as_ref().map(|kept| (kept.age(random, now), kept.token().clone()));
        let is_quiet = self.minting.is_none() && self.refused.is_none();
        match (kept, &self.refused, &self.minting) {
            (Some((Age::Soft, token)), _, _) if is_quiet => {
                Decision::Refresh { token, mint: next_mint }
            }
            (Some((Age::Fresh | Age::Soft, token)), _, _) => Decision::Use(token),
            (_, Some((error, _)), _) => Decision::Refuse(error.clone()),
            (_, None, Some((mint, _))) => Decision::Join(*mint),
            (_, None, None) => Decision::Mint(next_mint),
        }
    }
}

impl<E: Clone> Tokens<E> {
    /// Makes an empty store. The random number spreads the refreshes of modules that started together.
    pub fn new(random: u64) -> Self {
        Self { entries: Vec::new(), random, mints: 0 }
    }

    /// Returns what a caller does now; `rejected` is the token that the provider has just refused.
    pub fn ask(&mut self, key: &Key, rejected: Option<&str>, now: Now) -> Decision<E> {
        let (next_mint, random) = (self.mints.wrapping_add(1), self.random);
        let decision = self.at(key, |entry| {
            entry.forget(rejected, now);
            let decision = entry.decide(next_mint, random, now);
            if matches!(decision, Decision::Mint(_) | Decision::Refresh { .. }) {
                entry.minting = Some((next_mint, now));
            }
            decision
        });
        if matches!(decision, Decision::Mint(_) | Decision::Refresh { .. }) {
            self.mints = next_mint;
        }
        decision
    }

    /// Keeps the token of a mint, unless a newer one is kept.
    pub fn minted(&mut self, key: &Key, mint: u32, lease: Lease) {
        self.at(key, |entry| {
            entry.end(mint);
            entry.refused = None;
            entry.kept = match entry.kept.take() {
                Some(kept) if kept.is_younger_than(&lease) => Some(kept),
                _ => Some(lease),
            };
        });
    }

    /// Ends a mint that has failed, or that no caller waits for any longer.
    pub fn failed(&mut self, key: &Key, mint: u32) {
        self.at(key, |entry| entry.end(mint));
    }

    /// Ends a mint that was refused, as the next one would be.
    pub fn refused(&mut self, key: &Key, mint: u32, refused: (E, Now)) {
        self.at(key, |entry| {
            entry.end(mint);
            entry.refused = Some(refused);
        });
    }

    /// Returns how many keys are kept.
    pub fn keys(&self) -> usize {
        self.entries.len()
    }

    /// Changes the entry of a key, which becomes the most recently used.
    fn at<T>(&mut self, key: &Key, change: impl FnOnce(&mut Entry<E>) -> T) -> T {
        let place = self.entries.iter().position(|(known, _)| known == key);
        let known = place.map(|place| self.entries.remove(place).1);
        let mut entry = known.unwrap_or_default();
        let changed = change(&mut entry);
        self.entries.truncate(KEYS - 1);
        self.entries.insert(0, (*key, entry));
        changed
    }
}
