//! Runs of Latin letters and symbols inside right-to-left text, which must keep their own direction
//! (Unicode Standard Annex 9; HTML Standard, the `bdi` element).

use std::ops::Range;

/// Where a text holds document symbols, addresses, numbers in brackets and Latin words, in bytes, in order.
///
/// A plain number needs no isolation and is left out.
pub fn left_to_right_runs(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && (bytes[at].is_ascii_graphic() || bytes[at] == b' ') {
            at += 1;
        }
        let run = trim(&text[start..at]);
        if run.bytes().any(|byte| byte.is_ascii_alphabetic() || b"/-".contains(&byte)) || run.contains('(') {
            runs.push(start..start + run.len());
        }
    }
    runs
}

/// Cuts blanks and punctuation that belongs to the sentence off the end; a bracket stays if it was opened in the run.
fn trim(run: &str) -> &str {
    let mut run = run;
    while let Some(last) = run.chars().next_back() {
        let closes = last == ')' && run.matches('(').count() == run.matches(')').count();
        if last.is_ascii_alphanumeric() || closes {
            break;
        }
        run = &run[..run.len() - last.len_utf8()];
    }
    run
}

#[cfg(test)]
mod tests {
    use super::left_to_right_runs;

    #[test]
    fn symbols_are_found_and_plain_numbers_are_not() {
        let runs =
            |text: &str| left_to_right_runs(text).into_iter().map(|run| text[run].to_owned()).collect::<Vec<_>>();
        assert_eq!(runs("(انظر CAC/COSP/2026/L.5)"), ["CAC/COSP/2026/L.5"]);
        assert_eq!(runs("المادة 57 (3) (c)، الفقرة 3 (ج)"), ["57 (3) (c)"]);
        assert_eq!(runs("United Nations, و 12."), ["United Nations"]);
        assert_eq!(runs("资产 2026"), [""; 0]);
    }
}
