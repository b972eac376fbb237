//! The key `allow` of a text's front matter.

use crate::diag::{Diagnostic, nearest};
use crate::model::allow::Allow;
use crate::rules;
use crate::rules::schema::{INVALID_VALUE, UNKNOWN_KEY};
use crate::tree::Node;

/// Reads `allow` from front matter; names that are no rule's are reported.
pub fn read(node: &Node, findings: &mut Vec<Diagnostic>) -> Vec<Allow> {
    let Some(entry) = node.entry("allow") else { return Vec::new() };
    let entries = entry.node.entries();
    let mut allowed = Vec::new();
    for item in entries {
        let rule = rules::find(&item.key);
        if rule.is_some_and(|rule| rule.firm) {
            findings.push(
                Diagnostic::new(&INVALID_VALUE, item.key_span, format!("no text can allow itself `{}`", item.key))
                    .help("mend what the rule finds, and remove this line: otherwise words would be lost in silence"),
            );
            continue;
        }
        if rule.is_none() {
            let near = nearest(&item.key, rules::all().map(|rule| rule.name));
            let help = near
                .map_or_else(|| "`clausebook rules` lists them".to_owned(), |name| format!("did you mean `{name}`?"));
            findings.push(
                Diagnostic::new(&UNKNOWN_KEY, item.key_span, format!("there is no rule `{}`", item.key)).help(help),
            );
            continue;
        }
        allowed.push(Allow {
            rule: item.key.clone(),
            span: item.key_span,
            reason: item.node.span,
            only_entry_of: (entries.len() == 1).then_some(entry.key_span),
        });
    }
    allowed
}
