//! The state machine of one call: what happened comes in, what to do next comes out, and no clock is read here.
//!
//! ```text
//!                  ┌───────────────────────────── Send ◀────────────────────────────┐
//!          Start   ▼        Head 200                     End                        │
//!  [new] ──Send─▶ [sent] ────────────▶ [reading] ◀ Bytes ─────▶ Done(answer)        │
//!                  │  │ Head other        │  └ too large ─────▶ Done(error)         │
//!                  │  └──▶ [failing] ◀ Bytes                                        │ Credential
//!             Lost,│          │ End,      │ no listing,                             │ Elapsed
//!          Elapsed │          │ or sooner │ cut, Lost, Elapsed                      │
//!                  ▼          ▼           ▼                                         │
//!                 ( another attempt? ) ── yes ── Wait ──▶ [waiting] ────────────────┤
//!                  │ no               └─ a first 401, and there may be another      │
//!                  ▼                     credential ── Renew ──▶ [renewing] ────────┘
//!               Done(error)
//!
//!  The deadline over, wherever it is ──▶ Done(ERR_TIMEOUT)
//! ```
//! Which ends deserve another attempt, and how long the wait is, `retry` says. The request that follows a 401 is one
//! more than the attempts. If you change a state, change the drawing, and `tests/core/call.rs` or `retrying.rs`, which
//! have a scenario for each arrow.

mod course;
mod hint;
mod machine;
mod state;
mod step;
mod times;

pub use crate::provider::Progress;
pub use machine::Call;
pub use step::{Action, Event, Step};
pub use times::Times;
