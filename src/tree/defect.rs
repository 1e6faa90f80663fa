//! What can be wrong with a listing. A defect is data, not an error: the tree is built all the same.

/// Something wrong with a listing, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The row of the unit; none if the defect is about the listing as a whole.
    pub row: Option<u32>,
    /// What is wrong.
    pub kind: DefectKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefectKind {
    /// The unit has no id. It is under its parent, and can be found by its row.
    EmptyId,
    /// An earlier unit has the same id. The unit is under its own parent; the earlier unit keeps the children.
    DuplicateId {
        /// The rows of the first unit with that id, and of this one.
        rows: [u32; 2],
    },
    /// The parent is not in the listing. The unit is a root.
    MissingParent {
        /// The unit that is probably meant.
        suggestion: Option<Suggestion>,
    },
    /// The unit names itself as its parent. It is a root.
    SelfParent,
    /// The unit is its own ancestor. As the first unit of the loop in the listing, it is a root.
    Cycle {
        /// The rows of the loop, from that root downwards: the last one is the parent that the root names.
        rows: Vec<u32>,
    },
    /// The unit belongs to another account than the one that the caller asked for.
    OtherAccount,
    /// The path does not match the parents.
    PathMismatch,
    /// The provider claims another number of units.
    CountMismatch {
        /// The number that the provider claims.
        count: i64,
        /// The number of units in the listing.
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
    /// Returns the name that JavaScript sees.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Info => "info",
        }
    }
}

/// The unit that a missing parent probably is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Its row.
    pub row: u32,
    /// Why it is suggested.
    pub by: SuggestedBy,
}

/// Why a unit is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestedBy {
    /// The path of the orphan leads to it.
    Path,
    /// Its id differs only in letter case.
    Case,
}

impl SuggestedBy {
    /// Returns the name that JavaScript sees.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Case => "case",
        }
    }
}

impl DefectKind {
    /// Returns the name that JavaScript sees.
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

    /// Returns how much the defect matters.
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

    /// Returns a number that sorts the defects of one unit.
    pub(super) const fn order(&self) -> u8 {
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
