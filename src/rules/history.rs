//! What was published before.

use super::rule;
use crate::diag::Rule;

rule!(ID_LOST, "id-lost", History, Error,
    "A published clause is gone.",
    "`ledger.yaml` keeps the ids of every published edition. Others cite a published clause by its id and link to its page, so a clause that is no longer wanted stays in the book with `status: withdrawn`, and an id is never changed.",
    wrong: "@file guidelines/ledger.yaml\neditions:\n  - name: First edition\n    date: 2026-03-01\n    clauses:\n      - {id: assistance, number: \"1\", title: Assistance on request, digest: \"0\"}\n      - {id: ⟪meetings⟫, number: \"2\", title: Meetings, digest: \"0\"}",
    right: "@file guidelines/ledger.yaml\neditions:\n  - name: First edition\n    date: 2026-03-01\n    clauses:\n      - {id: assistance, number: \"1\", title: Assistance on request, digest: \"0\"}");
rule!(ID_REUSED, "id-reused", History, Error,
    "A clause has the id of one that was withdrawn or left out before.",
    "References to the old clause, in letters, laws and bookmarks, would now lead to another text. Give the clause an id of its own.",
    wrong: "@front\nid: ⟪information⟫\n@file guidelines/ledger.yaml\neditions:\n  - name: First edition\n    date: 2026-03-01\n    clauses:\n      - {id: information, number: \"1\", title: Joint information offices, withdrawn: true, digest: \"0\"}",
    right: "@file guidelines/ledger.yaml\neditions:\n  - name: First edition\n    date: 2026-03-01\n    clauses:\n      - {id: information, number: \"1\", title: Information without a request, digest: \"0\"}");

/// The rules of this family.
pub static RULES: &[&Rule] = &[&ID_LOST, &ID_REUSED];
