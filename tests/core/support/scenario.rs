//! One call, told as what happens to it on a virtual clock; the answer is the list of its steps.
//!
//! ```text
//! Scenario::autodesk().after(100).answers(404, "{}").steps()
//!   -> ["send within 5000", "read within 5000", "ERR_NOT_FOUND"]
//! ```

use business_units::call::{Call, Event, Progress, Step, Times};
use business_units::error::Error;
use business_units::http::{Head, Request, Secret};
use business_units::json::Limits;
use business_units::provider::Listing;
use business_units::provider::autodesk::{Autodesk, Options};
use business_units::provider::imocha::Imocha;
use business_units::unit::Units;

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

#[derive(Debug)]
pub(crate) struct Scenario {
    call: Call,
    now_ms: u64,
    headers: Vec<(String, String)>,
    steps: Vec<String>,
    request: Option<Request>,
    result: Option<Result<Box<Units>, Error>>,
}

impl Scenario {
    pub(crate) fn autodesk() -> Self {
        Self::of(Box::new(autodesk()), LIMITS, Times::default())
    }

    pub(crate) fn imocha() -> Self {
        Self::of(Box::new(imocha()), LIMITS, Times::default())
    }

    /// A call that has begun, at a time that is not 0.
    pub(crate) fn of(listing: Box<dyn Listing>, limits: Limits, times: Times) -> Self {
        Self::not_begun(listing, limits, times).then(Event::Start)
    }

    pub(crate) fn not_begun(listing: Box<dyn Listing>, limits: Limits, times: Times) -> Self {
        Self {
            call: Call::new(listing, credential(), limits, times),
            now_ms: 1_700_000_000_000,
            headers: Vec::new(),
            steps: Vec::new(),
            request: None,
            result: None,
        }
    }

    /// The clock goes on.
    pub(crate) fn after(mut self, ms: u64) -> Self {
        self.now_ms += ms;
        self
    }

    /// A header of the answer that comes next.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn head(mut self, status: u16) -> Self {
        let headers = core::mem::take(&mut self.headers);
        self.then(Event::Head(Head { status, headers }))
    }

    pub(crate) fn bytes(self, body: impl AsRef<[u8]>) -> Self {
        self.then(Event::Bytes(body.as_ref()))
    }

    pub(crate) fn end(self) -> Self {
        self.then(Event::End)
    }

    pub(crate) fn lost(self, words: &str) -> Self {
        self.then(Event::Lost(words.to_owned()))
    }

    pub(crate) fn elapsed(self) -> Self {
        self.then(Event::Elapsed)
    }

    /// A whole answer; an empty body comes without a piece.
    pub(crate) fn answers(self, status: u16, body: impl AsRef<[u8]>) -> Self {
        let told = self.head(status);
        if body.as_ref().is_empty() { told.end() } else { told.bytes(body).end() }
    }

    pub(crate) fn then(mut self, event: Event<'_>) -> Self {
        assert!(self.result.is_none(), "the call has ended before {event:?}");
        let step = self.call.next(event, self.now_ms);
        self.steps.push(match &step {
            Step::Send { within_ms, .. } => format!("send within {within_ms}"),
            Step::Read { within_ms } => format!("read within {within_ms}"),
            Step::Wait { ms } => format!("wait {ms}"),
            Step::Done(Ok(units)) => format!("{} units", units.len()),
            Step::Done(Err(error)) => error.code().to_string(),
        });
        match step {
            Step::Send { request, .. } => self.request = Some(request),
            Step::Done(result) => self.result = Some(result),
            Step::Read { .. } | Step::Wait { .. } => {}
        }
        self
    }

    pub(crate) fn steps(&self) -> Vec<&str> {
        self.steps.iter().map(String::as_str).collect()
    }

    pub(crate) fn progress(&self) -> Progress {
        self.call.progress()
    }

    pub(crate) fn request(self) -> Request {
        self.request.expect("nothing was sent")
    }

    pub(crate) fn units(self) -> Box<Units> {
        self.result.expect("the call goes on").expect("the call failed")
    }

    pub(crate) fn error(self) -> Error {
        self.result.expect("the call goes on").expect_err("the call succeeded")
    }
}
