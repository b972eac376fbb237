//! The layering of the modules is held: imports go down the table only, stages do not know each other, and every path
//! that ARCHITECTURE.md names exists.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use support::{read, repository, walkdir};

/// The modules, lowest first; a module may use those before it and those beside it in its tier.
const TIERS: &[&[&str]] = &[
    &["source"],
    &["diag"],
    &["rules", "files"],
    &["model"],
    &["locale", "tree"],
    &["schemas", "config"],
    &["load"],
    &["resolve"],
    &["check", "render"],
    &["output"],
    &["compile"],
    &["edit", "report"],
    &["lsp", "serve"],
    &["cli"],
];

/// Stages that do not know each other, though one stands above the other.
const STRANGERS: &[(&str, &str)] =
    &[("check", "render"), ("render", "check"), ("report", "edit"), ("edit", "report"), ("report", "compile")];

/// Upward edges that are known, each with its file and the reason; one that is no longer needed fails the test.
const KNOWN: &[(&str, &str, &str)] = &[
    ("model/book.rs", "config", "the book carries the settings that it was loaded with"),
    ("schemas.rs", "load", "schemas are derived from the types that read the files, to compare them"),
    ("schemas.rs", "report", "the schema of a report is derived from the type that is printed, to compare them"),
];

fn tier(module: &str) -> usize {
    TIERS
        .iter()
        .position(|tier| tier.contains(&module))
        .unwrap_or_else(|| panic!("`{module}` has no place in the table"))
}

/// The code of a file without its unit tests, which stand at its end, and without comments.
fn code(path: &Path) -> String {
    let text = read(path);
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules that a piece of code names after `crate::`, in `use` lines and in paths.
fn named(code: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for piece in code.split("crate::").skip(1) {
        match piece.strip_prefix('{') {
            Some(group) => {
                // `use crate::{rules, schemas};`
                let end = group.find('}').unwrap_or(group.len());
                let names = group[..end].split(',').map(|name| name.trim().split("::").next().unwrap_or_default());
                out.extend(names.filter(|name| !name.is_empty()).map(str::to_owned));
            }
            None => {
                out.insert(piece.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect());
            }
        }
    }
    out
}

/// Every edge between modules: the file (relative to `src`), its module, and the module that it names.
fn edges() -> Vec<(String, String, String)> {
    let source = repository().join("src");
    let mut out = Vec::new();
    for path in walkdir(&source) {
        let file = path.strip_prefix(&source).expect("it lies below").to_string_lossy().replace('\\', "/");
        let test = file.contains("/tests/") || file.ends_with("/tests.rs");
        if !file.ends_with(".rs") || test || ["lib.rs", "main.rs"].contains(&file.as_str()) {
            continue;
        }
        let module = file.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        out.extend(
            named(&code(&path))
                .into_iter()
                .filter(|other| *other != module)
                .map(|other| (file.clone(), module.clone(), other)),
        );
    }
    assert!(out.len() > 100);
    out
}

#[test]
fn imports_go_down() {
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for (file, module, other) in edges() {
        let known = KNOWN.iter().position(|(path, target, _)| *path == file && *target == other);
        let upward = tier(&other) > tier(&module);
        if let Some(at) = known.filter(|_| upward) {
            used.insert(at);
        } else if upward {
            wrong.push(format!("{file} uses `{other}`, which stands above `{module}`"));
        }
        if STRANGERS.iter().any(|(a, b)| *a == module && *b == other) {
            wrong.push(format!("{file} uses `{other}`: `{module}` and `{other}` do not know each other"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(used.len(), KNOWN.len(), "a known edge is gone; take it out of the list");
}

#[test]
fn every_module_has_a_place() {
    let declared = read(&repository().join("src/lib.rs"));
    let declared: BTreeSet<&str> =
        declared.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let placed: BTreeSet<&str> = TIERS.iter().flat_map(|tier| tier.iter().copied()).collect();
    assert_eq!(declared, placed);
}

/// The world is read in `files` and written in `output`, `edit` and `cli` only.
#[test]
fn only_the_edges_touch_the_disk_and_the_machine() {
    let source = repository().join("src");
    for path in walkdir(&source) {
        let file = path.strip_prefix(&source).expect("it lies below").to_string_lossy().replace('\\', "/");
        let edge = ["files.rs", "output.rs", "main.rs"].contains(&file.as_str())
            || file.starts_with("cli/")
            || file.starts_with("edit/")
            || file.starts_with("serve/");
        if edge || !file.ends_with(".rs") || file.contains("/tests") {
            continue;
        }
        for word in [
            "std::fs",
            "std::env",
            "SystemTime",
            "Instant",
            "std::process",
            "std::net",
            "println!",
            "eprintln!",
            "thread_rng",
        ] {
            assert!(!code(&path).contains(word), "{file} uses {word}");
        }
    }
}

/// Types of a library stay where the library is wrapped.
#[test]
fn libraries_stay_behind_their_module() {
    let places: &[(&str, &[&str])] = &[
        ("tera::", &["render/templates.rs"]),
        ("jsonschema::", &["tree/schema.rs"]),
        ("serde_yaml::", &["tree/yaml.rs"]),
        ("pulldown_cmark::", &["load/markdown/builder.rs", "load/outline.rs", "edit/fmt/scan.rs"]),
        ("annotate_snippets::", &["report/human.rs"]),
        ("rustix::", &["output.rs"]),
        ("similar::", &["report/diff.rs"]),
    ];
    let everywhere_in = [("gen_lsp_types::", "lsp/")];
    let source = repository().join("src");
    for path in walkdir(&source) {
        let file = path.strip_prefix(&source).expect("it lies below").to_string_lossy().replace('\\', "/");
        if !file.ends_with(".rs") || file.contains("/tests") {
            continue;
        }
        for (library, folder) in everywhere_in {
            assert!(!code(&path).contains(library) || file.starts_with(folder), "{file} uses {library}");
        }
        for (library, allowed) in places {
            assert!(!code(&path).contains(library) || allowed.contains(&file.as_str()), "{file} uses {library}");
        }
    }
}

#[test]
fn what_architecture_md_names_exists() {
    let path = repository().join("ARCHITECTURE.md");
    if !path.exists() {
        return;
    }
    let text = read(&path);
    let mut checked = 0;
    for line in text.lines() {
        // A name alone is a file of a folder that the same line names.
        let mut folders: Vec<&str> = Vec::new();
        for piece in line.split('`').skip(1).step_by(2).filter(|piece| is_path(piece)) {
            let exists = |folder: &str| repository().join(folder).join(piece).exists();
            let book = ["book.toml", "terms.yaml", "SUMMARY.md", "build/"].contains(&piece);
            let found = exists("") || book || folders.iter().any(|folder| exists(folder));
            assert!(found, "ARCHITECTURE.md names `{piece}`, which does not exist");
            folders.extend(piece.rsplit_once('/').map(|(folder, _)| folder));
            checked += 1;
        }
    }
    assert!(checked > 20, "{checked}");
}

fn is_path(piece: &str) -> bool {
    let endings = [".rs", ".md", ".toml", ".html", ".yaml", ".json", ".css", "/"];
    endings.iter().any(|ending| piece.ends_with(ending)) && !piece.contains([' ', '*', '<', '{'])
}
