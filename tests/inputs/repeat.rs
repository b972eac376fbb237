//! Something short, very often: the time must grow with how often, not with its square.
//!
//! Without reports, which `tests/hostile.rs` looks at, and `fmt`, which gives up on a text after a stated amount of work.

use std::time::Duration;

use clausebook::compile::compile;

use super::{around, holds, time};

/// How long the short and the long text are, in bytes.
const SHORT: usize = LONG / 4;
const LONG: usize = if cfg!(fuzzing) { 64 * 1024 } else { 12 * 1024 };
/// A long text that takes less is quick whatever the short one took.
const QUICK: Duration = Duration::from_millis(if cfg!(fuzzing) { 400 } else { 2_000 });

/// The first byte chooses the file; zero bytes part what comes before, what is repeated, and what comes behind.
pub fn repeat(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let at = *first as usize;
    let path = around::PLACES[at % around::PLACES.len()];
    // The body of a clause is what most is written of.
    let in_body = at.is_multiple_of(2) && path != around::CLAUSE;
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split('\0');
    let parts = [parts.next(), parts.next(), parts.next()].map(Option::unwrap_or_default);
    let [before, piece, behind] = if parts[1].is_empty() { ["", parts[0], ""] } else { parts };
    if piece.is_empty() {
        return;
    }
    let made = |length: usize| {
        let text = format!("{before}{}{behind}", piece.repeat(length / piece.len() + 1));
        if in_body { (around::CLAUSE, around::alpha(&text)) } else { (path, text) }
    };
    let took = |length: usize| {
        let (path, text) = made(length);
        time::of(|| whole(path, &text))
    };
    if took(LONG) < QUICK {
        return;
    }
    let least = |length: usize| (0..3).map(|_| took(length)).min().unwrap_or_default();
    let (short, long) = (least(SHORT), least(LONG));
    // Four times the text; sixteen times the time would be a square.
    assert!(long < QUICK || long < short * 9, "{before:?} {piece:?} {behind:?} in {path}: {short:?}, then {long:?}");
}

fn whole(path: &str, text: &str) {
    let compiled = compile(&around::book().with(path, text));
    holds::said(&compiled);
    holds::texts(&compiled);
}
