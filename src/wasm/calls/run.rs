//! Runs a call to its end: asks the machine in `call` what to do, and does it with `fetch` and timers.

use js_sys::Uint8Array;

use super::body::Broken;
use super::clock::now_ms;
use super::credential::Source;
use super::exchange::Exchange;
use super::failure::Failure;
use super::host::Host;
use super::page::with_page_hint;
use super::timer::{sleep, within};
use crate::call::{Action, Call, Event, Step};
use crate::http::{Request, Secret};
use crate::provider::Operation;
use crate::wasm::options::refused;
use crate::wasm::reader::in_pieces;

/// Runs a call from its start to its end. The source is asked when the provider refuses its credential.
pub(super) async fn run<O: Operation>(
    call: &mut Call<O>,
    host: &Host,
    source: Option<&Source>,
) -> Result<O::Output, Failure> {
    let mut runner = Runner::new(host, source);
    let mut notified = 0;
    let mut step = call.next(Event::Start, now_ms());
    loop {
        // The rest of an answer is cancelled at once, not when another answer comes.
        if !matches!(step, Step::Do(Action::Read { .. })) {
            runner.exchange = None;
        }
        host.notify_attempts(call.attempts(), notified);
        notified = call.attempts().len();
        let action = match step {
            Step::Do(action) => action,
            Step::Done(result) => {
                return result.map_err(|error| Failure::Ours(with_page_hint(error)));
            }
        };
        step = match runner.perform(action).await? {
            Happened::Event(event) => call.next(event, now_ms()),
            Happened::Chunk(bytes) => {
                let step = feed(call, &bytes);
                host.notify_progress(call.progress());
                step
            }
        };
    }
}

/// Feeds a chunk of the body to the call. An empty one counts too: time goes by.
fn feed<O: Operation>(call: &mut Call<O>, bytes: &Uint8Array) -> Step<O::Output> {
    let mut step = None;
    // The error only stops the loop over the pieces.
    let _ = in_pieces(bytes, |piece| {
        if !matches!(step, None | Some(Step::Do(Action::Read { .. }))) {
            return Err(());
        }
        step = Some(call.next(Event::Bytes(piece), now_ms()));
        Ok(())
    });
    step.unwrap_or_else(|| call.next(Event::Bytes(&[]), now_ms()))
}

/// What came of an action.
enum Happened {
    Event(Event<'static>),
    /// A chunk of the body, which is still JavaScript's.
    Chunk(Uint8Array),
}

/// Performs the actions of one call. It is the same for every operation, and compiled once.
struct Runner<'a> {
    host: &'a Host,
    source: Option<&'a Source>,
    exchange: Option<Exchange>,
    yielded_ms: u64,
    actions: u32,
}

impl<'a> Runner<'a> {
    fn new(host: &'a Host, source: Option<&'a Source>) -> Self {
        Self { host, source, exchange: None, yielded_ms: now_ms(), actions: 0 }
    }

    async fn perform(&mut self, action: Action) -> Result<Happened, Failure> {
        self.yield_to_event_loop().await;
        Ok(Happened::Event(match action {
            Action::Send { request, within_ms } => self.send(&request, within_ms).await?,
            Action::Read { within_ms } => return self.read(within_ms).await,
            Action::Wait { ms } => {
                sleep(ms).await;
                Event::Elapsed
            }
            Action::Renew { rejected, within_ms } => self.renew(&rejected, within_ms).await?,
        }))
    }

    /// Yields periodically, so that an always-ready body cannot starve timers: by the clock, and by the number of
    /// actions where the clock stands still meanwhile (workerd's does).
    async fn yield_to_event_loop(&mut self) {
        const YIELD_MS: u64 = 50;
        const YIELD_ACTIONS: u32 = 256;
        self.actions += 1;
        if self.actions == YIELD_ACTIONS || now_ms().saturating_sub(self.yielded_ms) > YIELD_MS {
            sleep(0).await;
            (self.yielded_ms, self.actions) = (now_ms(), 0);
        }
    }

    async fn send(&mut self, request: &Request, within_ms: u64) -> Result<Event<'static>, Failure> {
        match within(within_ms, Exchange::open(request, self.host.fetch.as_ref())).await {
            None => Ok(Event::Elapsed),
            Some(Err(broken)) => event_of(broken),
            Some(Ok((opened, head))) => {
                self.exchange = Some(opened);
                Ok(Event::Head(head))
            }
        }
    }

    async fn read(&mut self, within_ms: u64) -> Result<Happened, Failure> {
        let Some(exchange) = &mut self.exchange else { return Ok(Happened::Event(Event::End)) };
        Ok(Happened::Event(match within(within_ms, exchange.read()).await {
            None => Event::Elapsed,
            Some(Err(broken)) => event_of(broken)?,
            Some(Ok(None)) => Event::End,
            Some(Ok(Some(bytes))) => return Ok(Happened::Chunk(bytes)),
        }))
    }

    async fn renew(&self, rejected: &Secret, within_ms: u64) -> Result<Event<'static>, Failure> {
        let Some(source) = self.source else { return Ok(Event::Elapsed) };
        let fresh = within(within_ms, source.ask(Some(rejected))).await.transpose()?;
        Ok(fresh.map_or(Event::Elapsed, Event::Credential))
    }
}

/// Returns the event of a failure. An answer that is no `Response` ends the call: every other one would be the same.
fn event_of(broken: Broken) -> Result<Event<'static>, Failure> {
    const NEEDED: &str = "An answer of fetch needs a status, and a body that is a stream of bytes or one of the methods \
        arrayBuffer(), text() and json().";
    match broken {
        Broken::Unsent(words) => Ok(Event::Unsent(words)),
        Broken::Lost(words) => Ok(Event::Lost(words)),
        Broken::Unreadable(why) => {
            let error = refused("fetch", &format!("gave no Response: {why}"));
            Err(error.with(|details| details.hint = Some(NEEDED)).into())
        }
    }
}
