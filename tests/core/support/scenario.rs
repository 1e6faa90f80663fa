//! One call on a virtual clock, as a chain of events; it records the steps that the call takes.
//!
//! ```text
//! Scenario::autodesk().after(100).answers(404, "{}").steps()
//!   -> ["send within 5000", "read within 5000", "ERR_NOT_FOUND"]
//! Scenario::retrying().answers(429, retry_after("2")).then(200, LISTING).output()
//! ```

use business_units::call::{Action, Call, Event, Progress, Step, Times};
use business_units::error::{Attempt, Error};
use business_units::http::{Head, Request, Secret};
use business_units::json::Limits;
use business_units::provider::autodesk::mint::{Client, Mint, Minted};
use business_units::provider::autodesk::{Autodesk, Options};
use business_units::provider::imocha::Imocha;
use business_units::provider::{ListUnits, Listing, Operation};
use business_units::unit::Units;

use std::fmt::{self, Debug};

use super::LIMITS;

pub(crate) const ACCOUNT: &str = "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace";
pub(crate) const CREDENTIAL: &str = "9ezBnx9Rd5D1xG4KMt6b72T4w0MG";

pub(crate) fn autodesk() -> Autodesk {
    Autodesk::new(Options { account_id: ACCOUNT, ..Options::default() }).unwrap()
}

pub(crate) fn imocha() -> Imocha {
    Imocha::new(None).unwrap()
}

pub(crate) fn credential() -> Secret {
    Secret::new(CREDENTIAL.to_owned()).unwrap()
}

/// The start of a scenario, on its clock and on the calendar: Tue, 14 Nov 2023 22:13:20 GMT.
pub(crate) const START_MS: u64 = 1_700_000_000_000;

/// An answer without its status.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answered {
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// An answer with `Retry-After`.
pub(crate) fn retry_after(value: &str) -> Answered {
    Answered::default().with("retry-after", value)
}

impl Answered {
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

impl<Body: AsRef<[u8]>> From<Body> for Answered {
    fn from(body: Body) -> Self {
        Self { headers: Vec::new(), body: body.as_ref().to_vec() }
    }
}

/// The output of a call.
pub(crate) trait Output: Debug {
    fn summary(&self) -> String;
}

impl Output for Box<Units> {
    fn summary(&self) -> String {
        format!("{} units", self.len())
    }
}

impl Output for Minted {
    fn summary(&self) -> String {
        "a token".to_owned()
    }
}

pub(crate) struct Scenario<O: Operation = ListUnits> {
    call: Call<O>,
    now_ms: u64,
    headers: Vec<(String, String)>,
    steps: Vec<String>,
    waits: Vec<u64>,
    requests: Vec<Request>,
    result: Option<Result<O::Output, Error>>,
}

impl<O: Operation<Decoder: Debug, Output: Debug> + Debug> Debug for Scenario<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?} {:?} {:?}", self.call, self.steps, self.requests, self.result)
    }
}

impl Scenario {
    /// One attempt at Autodesk.
    pub(crate) fn autodesk() -> Self {
        Self::of(Box::new(autodesk()), LIMITS, Times::default())
    }

    /// One attempt at iMocha.
    pub(crate) fn imocha() -> Self {
        Self::of(Box::new(imocha()), LIMITS, Times::default())
    }

    /// As many attempts as a call makes by default.
    pub(crate) fn retrying() -> Self {
        Self::begun(call(Times::default()).with_calendar(START_MS))
    }

    /// The same with another seed.
    pub(crate) fn seeded(seed: u64) -> Self {
        Self::begun(call(Times::default()).with_calendar(START_MS).with_random(seed))
    }

    /// Some attempts with a credential that can be renewed.
    pub(crate) fn renewable(attempts: u32) -> Self {
        Self::begun(call(Times::default()).with_attempts(attempts).renewable(true))
    }

    /// One attempt that has begun, at a time that is not 0.
    pub(crate) fn of(listing: Box<dyn Listing>, limits: Limits, times: Times) -> Self {
        Self::not_begun(listing, limits, times).event(Event::Start)
    }

    pub(crate) fn not_begun(listing: Box<dyn Listing>, limits: Limits, times: Times) -> Self {
        let operation = ListUnits::new(listing, credential(), limits);
        Self::with(Call::new(operation, times).with_attempts(1))
    }
}

impl<O: Operation<Output: Output>> Scenario<O> {
    /// Begins any call.
    pub(crate) fn begun(call: Call<O>) -> Self {
        Self::with(call).event(Event::Start)
    }

    fn with(call: Call<O>) -> Self {
        Self {
            call,
            now_ms: START_MS,
            headers: Vec::new(),
            steps: Vec::new(),
            waits: Vec::new(),
            requests: Vec::new(),
            result: None,
        }
    }

    /// Moves the clock forward.
    pub(crate) fn after(mut self, ms: u64) -> Self {
        self.now_ms += ms;
        self
    }

    /// Moves the clock back.
    pub(crate) fn back(mut self, ms: u64) -> Self {
        self.now_ms -= ms;
        self
    }

    /// Adds a header to the next answer.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn head(mut self, status: u16) -> Self {
        let headers = core::mem::take(&mut self.headers);
        self.event(Event::Head(Head { status, headers }))
    }

    pub(crate) fn bytes(self, body: impl AsRef<[u8]>) -> Self {
        self.event(Event::Bytes(body.as_ref()))
    }

    pub(crate) fn end(self) -> Self {
        self.event(Event::End)
    }

    pub(crate) fn lost(self, words: &str) -> Self {
        self.event(Event::Lost(words.to_owned()))
    }

    pub(crate) fn unsent(self, words: &str) -> Self {
        self.event(Event::Unsent(words.to_owned()))
    }

    pub(crate) fn elapsed(self) -> Self {
        self.event(Event::Elapsed)
    }

    /// Gives the call another credential.
    pub(crate) fn credential(self, text: &str) -> Self {
        self.event(Event::Credential(Secret::new(text.to_owned()).unwrap()))
    }

    /// Gives a whole answer. An empty body has no chunk.
    pub(crate) fn answers(mut self, status: u16, answer: impl Into<Answered>) -> Self {
        let Answered { headers, body } = answer.into();
        self.headers.extend(headers);
        let mut run = self.head(status);
        if !body.is_empty() && run.is_reading() {
            run = run.bytes(body);
        }
        if run.is_reading() { run.end() } else { run }
    }

    /// Lets the wait pass, and gives another whole answer.
    pub(crate) fn then(self, status: u16, answer: impl Into<Answered>) -> Self {
        self.waited().answers(status, answer)
    }

    /// Lets the wait pass.
    pub(crate) fn waited(self) -> Self {
        let wait = *self.waits.last().expect("it does not wait");
        self.after(wait).elapsed()
    }

    pub(crate) fn event(mut self, event: Event<'_>) -> Self {
        assert!(self.result.is_none(), "the call has ended before {event:?}");
        let step = self.call.next(event, self.now_ms);
        self.steps.push(match &step {
            Step::Do(Action::Send { within_ms, .. }) => format!("send within {within_ms}"),
            Step::Do(Action::Read { within_ms }) => format!("read within {within_ms}"),
            Step::Do(Action::Wait { ms }) => format!("wait {ms}"),
            Step::Do(Action::Renew { within_ms, .. }) => format!("renew within {within_ms}"),
            Step::Done(Ok(output)) => output.summary(),
            Step::Done(Err(error)) => error.code().to_string(),
        });
        match step {
            Step::Do(Action::Send { request, .. }) => self.requests.push(request),
            Step::Do(Action::Wait { ms }) => self.waits.push(ms),
            Step::Do(Action::Read { .. } | Action::Renew { .. }) => {}
            Step::Done(result) => self.result = Some(result),
        }
        self
    }

    fn is_reading(&self) -> bool {
        self.steps.last().is_some_and(|step| step.starts_with("read"))
    }

    pub(crate) fn steps(&self) -> Vec<&str> {
        self.steps.iter().map(String::as_str).collect()
    }

    pub(crate) fn last_step(&self) -> &str {
        self.steps.last().map(String::as_str).unwrap()
    }

    /// Returns each delay.
    pub(crate) fn waits(&self) -> &[u64] {
        &self.waits
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.result.is_some()
    }

    /// Returns how long the call has taken.
    pub(crate) fn took_ms(&self) -> u64 {
        self.now_ms - START_MS
    }

    pub(crate) fn progress(&self) -> Progress {
        self.call.progress()
    }

    pub(crate) fn attempts(&self) -> &[Attempt] {
        self.call.attempts()
    }

    /// Returns the requests, in order.
    pub(crate) fn requests(&self) -> &[Request] {
        &self.requests
    }

    pub(crate) fn request(self) -> Request {
        self.requests.into_iter().next_back().expect("nothing was sent")
    }

    pub(crate) fn output(self) -> O::Output {
        self.result.expect("the call goes on").expect("the call failed")
    }

    pub(crate) fn result(self) -> Result<O::Output, Error> {
        self.result.expect("the call goes on")
    }

    pub(crate) fn error(self) -> Error {
        self.result.expect("the call goes on").expect_err("the call succeeded")
    }
}

/// Makes a call of Autodesk that has not begun.
pub(crate) fn call(times: Times) -> Call<ListUnits> {
    call_of(Box::new(autodesk()), times)
}

/// Makes a call for a listing that has not begun.
pub(crate) fn call_of(listing: Box<dyn Listing>, times: Times) -> Call<ListUnits> {
    Call::new(ListUnits::new(listing, credential(), LIMITS), times)
}

/// Makes a call that mints a token for that client and has not begun.
pub(crate) fn mint(client: Client) -> Call<Mint> {
    let mint = Mint::new(None, client, &[]).unwrap();
    Call::new(mint, Times::MINT).with_attempts(3).with_calendar(START_MS)
}
