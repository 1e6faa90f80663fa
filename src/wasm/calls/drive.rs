//! Asks `call` what to do next, and does it with gloo-net and timers.

use js_sys::{Function, Uint8Array};
use web_sys::AbortSignal;

use super::clock::now_ms;
use super::credential::Source;
use super::exchange::Exchange;
use super::failure::{Failure, attempt, with_page_hint};
use super::foreign::tell;
use super::timer::{sleep, within};
use crate::call::{Answer, Call, Event, Progress, Step, Times};
use crate::error::Error;
use crate::http::{Request, Secret};
use crate::json::Limits;
use crate::wasm::options::Options;
use crate::wasm::reader::in_pieces;
use crate::wasm::value::{Record, to_js};

/// A body that is always there at once must not keep every timer of the page waiting: after so long, or after so many
/// steps where the clock stands still meanwhile (workerd's does), they have their turn.
const BREATH_MS: u64 = 50;
const BREATH_STEPS: u32 = 256;

/// What of the outside a call uses.
pub(super) struct Outside {
    pub(super) signal: Option<AbortSignal>,
    pub(super) times: Times,
    /// How much of them was over when the module was there.
    pub(super) spent_ms: u64,
    pub(super) attempts: u32,
    pub(super) limits: Limits,
    fetch: Option<Function>,
    on_attempt: Option<Function>,
    on_progress: Option<Function>,
}

impl Outside {
    pub(super) fn of(options: &Options) -> Result<Self, Error> {
        Ok(Self {
            signal: options.signal()?,
            times: options.times()?,
            spent_ms: options.spent_ms()?,
            attempts: options.attempts()?,
            limits: options.fetch_limits()?,
            fetch: options.function("fetch")?,
            on_attempt: options.function("onAttempt")?,
            on_progress: options.function("onProgress")?,
        })
    }

    /// What a mint uses of it.
    pub(super) fn of_mint(options: &Options) -> Result<Self, Error> {
        const ATTEMPTS: u32 = 3;
        Ok(Self {
            signal: options.signal()?,
            times: Times::MINT,
            spent_ms: 0,
            attempts: ATTEMPTS,
            limits: options.fetch_limits()?,
            fetch: options.function("fetch")?,
            on_attempt: None,
            on_progress: None,
        })
    }

    /// Carries a call out from its start to its end. `source` is asked when the service refuses its credential.
    pub(super) async fn drive(
        &self,
        call: &mut Call,
        source: Option<&Source>,
    ) -> Result<Answer, Failure> {
        let mut exchange: Option<Exchange> = None;
        let mut told = 0;
        let (mut breathed_ms, mut steps) = (now_ms(), 0);
        let mut step = call.next(Event::Start, breathed_ms);
        loop {
            // What is left of an answer is cancelled as soon as nobody needs it, and not only when another one comes.
            exchange = exchange.filter(|_| matches!(step, Step::Read { .. }));
            told = self.tell_attempts(call, told);
            steps += 1;
            let is_due = steps == BREATH_STEPS || now_ms().saturating_sub(breathed_ms) > BREATH_MS;
            if is_due && !matches!(step, Step::Done(_)) {
                sleep(0).await;
                (breathed_ms, steps) = (now_ms(), 0);
            }
            step = match step {
                Step::Send { request, within_ms } => {
                    let (opened, step) = self.send(call, &request, within_ms).await;
                    exchange = opened;
                    step
                }
                Step::Read { within_ms } => self.read(call, exchange.as_mut(), within_ms).await,
                Step::Wait { ms } => {
                    sleep(ms).await;
                    call.next(Event::Elapsed, now_ms())
                }
                Step::Renew { rejected, within_ms } => {
                    renew(call, source, &rejected, within_ms).await?
                }
                Step::Done(result) => {
                    return result.map_err(|error| Failure::Ours(with_page_hint(error)));
                }
            };
        }
    }

    async fn send(
        &self,
        call: &mut Call,
        request: &Request,
        within_ms: u64,
    ) -> (Option<Exchange>, Step) {
        match within(within_ms, Exchange::open(request, self.fetch.as_ref())).await {
            None => (None, call.next(Event::Elapsed, now_ms())),
            Some(Err(words)) => (None, call.next(Event::Lost(words), now_ms())),
            Some(Ok((opened, head))) => (Some(opened), call.next(Event::Head(head), now_ms())),
        }
    }

    async fn read(&self, call: &mut Call, exchange: Option<&mut Exchange>, within_ms: u64) -> Step {
        let Some(exchange) = exchange else { return call.next(Event::End, now_ms()) };
        match within(within_ms, exchange.read()).await {
            None => call.next(Event::Elapsed, now_ms()),
            Some(Err(words)) => call.next(Event::Lost(words), now_ms()),
            Some(Ok(None)) => call.next(Event::End, now_ms()),
            Some(Ok(Some(bytes))) => {
                let step = feed(call, &bytes);
                self.tell_progress(call.progress());
                step
            }
        }
    }

    fn tell_progress(&self, progress: Progress) {
        if let Some(on_progress) = &self.on_progress {
            let mut told = Record::default();
            told.number("bytes", Some(progress.bytes));
            told.number("units", Some(progress.units.into()));
            tell(on_progress, &to_js(&told));
        }
    }

    /// Tells of the attempts from number `told` on, and how many there are now.
    fn tell_attempts(&self, call: &Call, told: usize) -> usize {
        if let Some(on_attempt) = &self.on_attempt {
            for over in call.attempts().iter().skip(told) {
                tell(on_attempt, &attempt(over));
            }
        }
        call.attempts().len()
    }
}

async fn renew(
    call: &mut Call,
    source: Option<&Source>,
    rejected: &Secret,
    within_ms: u64,
) -> Result<Step, Failure> {
    let fresh = async {
        match source {
            Some(source) => source.ask(Some(rejected)).await,
            None => Ok(rejected.clone()),
        }
    };
    Ok(match within(within_ms, fresh).await {
        None => call.next(Event::Elapsed, now_ms()),
        Some(fresh) => call.next(Event::Credential(fresh?), now_ms()),
    })
}

/// Hands over a piece of the body. An empty one is told as well: time goes by.
fn feed(call: &mut Call, bytes: &Uint8Array) -> Step {
    let mut step = None;
    // The error is a signal to stop only.
    let _ = in_pieces(bytes, |piece| {
        if !matches!(step, None | Some(Step::Read { .. })) {
            return Err(());
        }
        step = Some(call.next(Event::Bytes(piece), now_ms()));
        Ok(())
    });
    step.unwrap_or_else(|| call.next(Event::Bytes(&[]), now_ms()))
}
