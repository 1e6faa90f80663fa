//! What is wrong with a listing: data, not exceptions.

use super::{Tree, path};
use crate::unit::Field;

/// Something wrong with a listing, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The row of the unit; none where it is about the listing as a whole.
    pub row: Option<u32>,
    /// What is wrong.
    pub kind: Kind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The unit has no id: it stands under its parent and is found by its row.
    EmptyId,
    /// The id was seen before: the unit stands under its own parent, and the first one keeps the children.
    DuplicateId {
        /// The rows of the first unit with that id, and of this one.
        rows: [u32; 2],
    },
    /// The parent is not in the list: the unit is a root.
    MissingParent {
        /// Which unit may be meant.
        suggestion: Option<Suggestion>,
    },
    /// The unit is its own parent: it is a root.
    SelfParent,
    /// The unit is on a loop, and as the first of it in the order sent it is a root.
    Cycle {
        /// The rows of the loop, from that root downwards: the last one is the parent that the root claims.
        rows: Vec<u32>,
    },
    /// The unit belongs to another account than the one asked for.
    OtherAccount,
    /// The path fits neither convention.
    PathMismatch,
    /// The service says that it sent another number of units.
    CountMismatch {
        /// What the service says.
        count: i64,
        /// What it sent.
        listed: u32,
    },
}

/// How much a defect matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The structure is wrong.
    Error,
    /// Worth a look.
    Info,
}

impl Severity {
    /// The name that JavaScript sees.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Info => "info",
        }
    }
}

/// Which unit a missing parent may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Its row.
    pub row: u32,
    /// Why it.
    pub by: SuggestedBy,
}

/// Why a unit is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestedBy {
    /// Its place is what the orphan's path says.
    Path,
    /// Its id differs in letter case only.
    Case,
}

impl SuggestedBy {
    /// The name that JavaScript sees.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Case => "case",
        }
    }
}

impl Kind {
    /// The name that JavaScript sees.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::EmptyId => "EmptyId",
            Self::DuplicateId { .. } => "DuplicateId",
            Self::MissingParent { .. } => "MissingParent",
            Self::SelfParent => "SelfParent",
            Self::Cycle { .. } => "Cycle",
            Self::OtherAccount => "OtherAccount",
            Self::PathMismatch => "PathMismatch",
            Self::CountMismatch { .. } => "CountMismatch",
        }
    }

    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::PathMismatch | Self::CountMismatch { .. } => Severity::Info,
            Self::EmptyId
            | Self::DuplicateId { .. }
            | Self::MissingParent { .. }
            | Self::SelfParent
            | Self::Cycle { .. }
            | Self::OtherAccount => Severity::Error,
        }
    }

    /// Where it comes among the defects of one row.
    pub(super) const fn place(&self) -> u8 {
        match self {
            Self::EmptyId => 0,
            Self::DuplicateId { .. } => 1,
            Self::MissingParent { .. } => 2,
            Self::SelfParent => 3,
            Self::Cycle { .. } => 4,
            Self::OtherAccount => 5,
            Self::PathMismatch => 6,
            Self::CountMismatch { .. } => 7,
        }
    }
}

impl Tree {
    /// A sentence for an administrator. Unit names and ids in it are as sent: hostile text.
    pub fn message(&self, defect: &Defect) -> String {
        let row = defect.row.unwrap_or(super::NONE);
        let text = |field| shown(&self.text(field, row).unwrap_or_default());
        match &defect.kind {
            Kind::EmptyId => "This unit has no id.".to_owned(),
            Kind::DuplicateId { .. } => {
                format!(
                    "The id {} was used before; the first unit with it keeps the children.",
                    text(Field::Id)
                )
            }
            Kind::MissingParent { suggestion } => {
                let hint =
                    suggestion.map(|suggestion| self.perhaps(suggestion)).unwrap_or_default();
                format!(
                    "The parent {} is not in the list, so this unit stands as a root.{hint}",
                    text(Field::ParentId)
                )
            }
            Kind::SelfParent => {
                "This unit names itself as its parent, so it stands as a root.".to_owned()
            }
            Kind::Cycle { rows } => format!(
                "This unit is below itself, through a loop of {} units; the loop is opened here.",
                rows.len()
            ),
            Kind::OtherAccount => format!(
                "This unit belongs to the account {}, not to {}.",
                text(Field::AccountId),
                shown(self.account_id().unwrap_or_default())
            ),
            Kind::PathMismatch => format!(
                "The path says \"{}\", but by its parents this unit stands in \"{}\".",
                text(Field::Path),
                shown(&path::expected(self, row))
            ),
            Kind::CountMismatch { count, listed } => {
                format!("The service says it sent {count} units, but the list has {listed}.")
            }
        }
    }

    /// The path that the parents of a row make up: names from the root to its parent, joined by `/`. Of a long one,
    /// the end, of at most 512 bytes.
    pub fn expected_path(&self, row: u32) -> String {
        path::expected(self, row)
    }

    fn perhaps(&self, suggestion: Suggestion) -> String {
        let id = shown(&self.id(suggestion.row));
        match suggestion.by {
            SuggestedBy::Case => format!(" The id {id} differs from it in letter case only."),
            SuggestedBy::Path => {
                let name = self.name(suggestion.row).map_or(id, shown);
                format!(" By its path it belongs below {name}.")
            }
        }
    }
}

/// A text in a sentence: a million sentences must not hold a million long names.
fn shown(text: &str) -> String {
    const MOST: usize = 80;
    let start: String = text.chars().take(MOST).collect();
    if start.len() < text.len() { start + "…" } else { start }
}
