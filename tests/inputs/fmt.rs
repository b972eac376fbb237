//! The canonical form: it is not changed again, and says and builds what the text said and built.

use clausebook::compile::compile;
use clausebook::diag::{Family, Severity};
use clausebook::edit::fmt::{Context, Formatted, format_text};

use super::{around, holds, time};

/// The first byte chooses the file.
pub fn fmt(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let path = around::PLACES[*first as usize % around::PLACES.len()];
    time::linear(bytes.len(), || {
        let text = String::from_utf8_lossy(bytes);
        let before = compile(&around::book().with(path, text.as_bytes()));
        let context = Context::new(&before.book);
        let Formatted::Changed(new) = format_text(path, &text, &context) else { return };
        assert_eq!(format_text(path, &new, &context), Formatted::Same, "formatted once: {new:?}");
        let after = compile(&around::book().with(path, new.as_bytes()));
        // What could not be read as a citation is read once it has its canonical spelling.
        if !before.fails_at(Severity::Error) {
            assert_eq!(holds::texts(&before), holds::texts(&after), "{text:?} became {new:?}");
        }
        let rules = |compiled: &clausebook::compile::Compiled| {
            let mut rules: Vec<&str> = compiled.findings.iter().map(|finding| finding.rule.name).collect();
            rules.sort_unstable();
            rules.dedup();
            rules
        };
        let old = rules(&before);
        // Once it is read, it may turn out to lead nowhere.
        let read = |rule: &str| {
            old.contains(&"invalid-citation")
                && clausebook::rules::find(rule).is_some_and(|rule| rule.family == Family::Citations)
        };
        let new_ones: Vec<&str> = rules(&after).into_iter().filter(|rule| !old.contains(rule) && !read(rule)).collect();
        assert!(new_ones.is_empty(), "{new_ones:?} {old:?}: {new:?}");
    });
}
