//! The calls as JavaScript sees them: runs them with the runtime's `fetch`, timers and signals.

mod abort;
mod body;
mod clock;
mod credential;
mod exchange;
mod failure;
mod fetch;
mod foreign;
mod host;
mod mint;
mod options;
mod page;
mod promise;
mod refusal;
mod run;
mod timer;
mod token;

pub use fetch::*;
pub use mint::mint_autodesk_token;
pub use refusal::{error_codes, refusal};
pub use token::{ask_token, give_up_mint, mint_token};
