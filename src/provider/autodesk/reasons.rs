//! Where Autodesk's failures explain themselves, and what usually causes them.

use crate::provider::reason::Reasons;

pub(super) const REASONS: Reasons = Reasons {
    words: &["developerMessage", "userMessage"],
    headers: &["x-ads-troubleshooting"],
    request_ids: &["x-ads-request-id"],
};

/// Returns what usually causes a failure of the listing with that status and Autodesk's own code.
pub(super) fn hint(status: u16, code: Option<&str>) -> Option<&'static str> {
    const WHERE: &str = "Check the account id (the hub id without b.), the region, and that an administrator \
        of the account has added the app under Custom Integrations.";
    match (status, code) {
        (401, _) => {
            Some("The token is wrong or has expired: mint a new one with the scope account:read.")
        }
        (403 | 404, None | Some("1004")) | (403, _) => Some(WHERE),
        (429, _) => Some(
            "Autodesk allows 100 requests a minute for each client id, over all its calls: wait before you try again.",
        ),
        _ => None,
    }
}
