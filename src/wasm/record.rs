//! Units and defects as plain JavaScript objects.

use std::borrow::Cow;

use serde::Serialize;

use super::value::signed;
use crate::tree::{Defect, Kind, Suggestion, Tree};
use crate::unit::Field;

/// One unit; `null` where the service sent none.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct UnitRecord<'a> {
    row: u32,
    index: u32,
    id: Cow<'a, str>,
    parent_id: Option<Cow<'a, str>>,
    name: Option<Cow<'a, str>>,
    description: Option<Cow<'a, str>>,
    path: Option<Cow<'a, str>>,
    account_id: Option<Cow<'a, str>>,
    created_at: Option<Cow<'a, str>>,
    updated_at: Option<Cow<'a, str>>,
    depth: u32,
    size: u32,
}

impl<'a> UnitRecord<'a> {
    pub(super) fn of(tree: &'a Tree, row: u32) -> Self {
        Self {
            row,
            index: tree.index_of(row),
            id: tree.id(row),
            parent_id: tree.text(Field::ParentId, row),
            name: tree.text(Field::Name, row),
            description: tree.text(Field::Description, row),
            path: tree.text(Field::Path, row),
            account_id: tree.text(Field::AccountId, row),
            created_at: tree.text(Field::CreatedAt, row),
            updated_at: tree.text(Field::UpdatedAt, row),
            depth: tree.depth(row),
            size: tree.subtree_size(row),
        }
    }
}

#[derive(Serialize)]
pub(super) struct DefectRecord<'a> {
    kind: &'static str,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Cow<'a, str>>,
    message: String,
    #[serde(flatten)]
    more: More<'a>,
}

/// What a defect carries beside what all of them do.
#[derive(Serialize)]
#[serde(untagged)]
enum More<'a> {
    Nothing {},
    Rows {
        rows: [u32; 2],
    },
    #[serde(rename_all = "camelCase")]
    Parent {
        parent_id: Cow<'a, str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        suggestion: Option<SuggestionRecord>,
    },
    Loop {
        rows: &'a [u32],
        ids: Vec<Cow<'a, str>>,
    },
    #[serde(rename_all = "camelCase")]
    Account {
        account_id: Cow<'a, str>,
    },
    Path {
        expected: String,
        found: Cow<'a, str>,
    },
    Count {
        count: f64,
        listed: u32,
    },
}

#[derive(Serialize)]
struct SuggestionRecord {
    row: u32,
    by: &'static str,
}

impl From<Suggestion> for SuggestionRecord {
    fn from(suggestion: Suggestion) -> Self {
        Self { row: suggestion.row, by: suggestion.by.as_str() }
    }
}

impl<'a> DefectRecord<'a> {
    pub(super) fn of(tree: &'a Tree, defect: &'a Defect) -> Self {
        Self {
            kind: defect.kind.as_str(),
            severity: defect.kind.severity().as_str(),
            row: defect.row,
            id: defect.row.map(|row| tree.id(row)),
            message: tree.message(defect),
            more: More::of(tree, defect),
        }
    }
}

impl<'a> More<'a> {
    fn of(tree: &'a Tree, defect: &'a Defect) -> Self {
        let row = defect.row.unwrap_or(u32::MAX);
        let text = |field| tree.text(field, row).unwrap_or_default();
        match &defect.kind {
            Kind::EmptyId | Kind::SelfParent => Self::Nothing {},
            Kind::DuplicateId { rows } => Self::Rows { rows: *rows },
            Kind::MissingParent { suggestion } => Self::Parent {
                parent_id: text(Field::ParentId),
                suggestion: suggestion.map(Into::into),
            },
            Kind::Cycle { rows } => {
                Self::Loop { rows, ids: rows.iter().map(|row| tree.id(*row)).collect() }
            }
            Kind::OtherAccount => Self::Account { account_id: text(Field::AccountId) },
            Kind::PathMismatch => {
                Self::Path { expected: tree.expected_path(row), found: text(Field::Path) }
            }
            Kind::CountMismatch { count, listed } => {
                Self::Count { count: signed(*count), listed: *listed }
            }
        }
    }
}
