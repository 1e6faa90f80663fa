//! The life of tokens, as plain values: which one may be used, who mints the next one, and who waits for that.
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
//! A mint is known by a number, so that one that comes late ends no other one. What its minter waits with is not here:
//! a promise that one request of workerd left behind may hang the next one.

mod lease;

pub use lease::{Lease, Now, use_until_ms};

use crate::http::Secret;
use lease::Age;

/// So many keys are remembered.
pub const KEYS: usize = 256;
/// A client that the endpoint does not know is refused at once for so long.
const REFUSED_MS: u64 = 30_000;
/// A mint that has not ended by then never will: its own deadline is over.
const MINT_MS: u64 = 13_000;

/// What to do for somebody who needs a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision<E> {
    /// Use it.
    Use(Secret),
    /// Use it, and mint another one in the background.
    Refresh {
        /// The token to use.
        token: Secret,
        /// The number of the mint.
        mint: u32,
    },
    /// Mint one.
    Mint(u32),
    /// Wait for that mint.
    Join(u32),
    /// There will be none: the endpoint has just said so.
    Refuse(E),
}

/// The tokens of one module, by the key of who asks for what.
#[derive(Debug)]
pub struct Tokens<E> {
    /// The one asked for last comes first.
    entries: Vec<(Key, Entry<E>)>,
    random: u64,
    mints: u32,
}

/// What a token is kept under: a digest, which shows nothing of what it was made of.
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
    /// Lets go of what is over: a token that was rejected, a mint that never ended, a refusal of long ago.
    fn forget(&mut self, rejected: Option<&str>, now: Now) {
        self.kept.take_if(|kept| rejected == Some(kept.token().expose()));
        self.minting.take_if(|(_, began)| now.since(*began) > MINT_MS);
        self.refused.take_if(|(_, said)| now.since(*said) > REFUSED_MS);
    }

    /// The mint of that number is over.
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
    /// None yet. The random number spreads the refreshing of many modules that began together.
    pub fn new(random: u64) -> Self {
        Self { entries: Vec::new(), random, mints: 0 }
    }

    /// What to do for somebody who asks now; `rejected` is a token that the service has refused to them.
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

    /// Keeps what a mint gave, unless there is something newer.
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

    /// A mint has failed, or nobody waits for it any longer.
    pub fn failed(&mut self, key: &Key, mint: u32) {
        self.at(key, |entry| entry.end(mint));
    }

    /// A mint was refused, as the next one would be.
    pub fn refused(&mut self, key: &Key, mint: u32, refused: (E, Now)) {
        self.at(key, |entry| {
            entry.end(mint);
            entry.refused = Some(refused);
        });
    }

    /// How many keys are remembered.
    pub fn keys(&self) -> usize {
        self.entries.len()
    }

    /// Looks at the entry of a key, which thereby is the one asked for last.
    fn at<T>(&mut self, key: &Key, look: impl FnOnce(&mut Entry<E>) -> T) -> T {
        let place = self.entries.iter().position(|(known, _)| known == key);
        let known = place.map(|place| self.entries.remove(place).1);
        let mut entry = known.unwrap_or_default();
        let seen = look(&mut entry);
        self.entries.truncate(KEYS - 1);
        self.entries.insert(0, (*key, entry));
        seen
    }
}
