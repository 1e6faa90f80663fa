//! The state machine of one call: it takes what happened and says what to do next. It reads no clock.
//!
//! ```text
//!                  ┌───────────────────────────── Send ◀────────────────────────────┐
//!          Start   ▼        Head success                 End                        │
//!  [new] ──Send─▶ [sent] ────────────▶ [reading] ◀ Bytes ─────▶ Done(output)        │
//!                  │  │ Head other        │  └ too large ─────▶ Done(error)         │
//!                  │  └──▶ [failing] ◀ Bytes                                        │ Credential
//!          Unsent, │          │ End,      │ unreadable,                             │ Elapsed
//!    Lost, Elapsed │          │ or full   │ cut, Lost, Elapsed                      │
//!                  ▼          ▼           ▼                                         │
//!                 ( another attempt? ) ── yes ── Wait ──▶ [waiting] ────────────────┤
//!                  │ no               └─ a first 401, and there may be another      │
//!                  ▼                     credential ── Renew ──▶ [renewing] ────────┘
//!               Done(error)
//!
//!  The deadline over, in any state ──▶ Done(ERR_TIMEOUT)
//! ```
//! `retry` decides which ends deserve another attempt, and how long the wait is. An operation that is not idempotent gets
//! one only if its request has certainly changed nothing; else the error says that the outcome is unclear. The request
//! that follows a 401 is one more than the attempts.
//!
//! If you change a state, change the drawing, and the scenario of its arrow in `tests/core/call.rs`, `retrying.rs` or
//! `putting.rs`.

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
