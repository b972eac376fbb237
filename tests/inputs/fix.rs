//! Safe fixes: they come to an end, and there is nothing left to mend.

use clausebook::diag::{Diagnostic, Grade};
use clausebook::edit::fix;

use super::{around, holds, time};

fn safe(finding: &Diagnostic) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.grade == Grade::Safe)
}

/// The first byte chooses the file.
pub fn fix(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let path = around::PLACES[*first as usize % around::PLACES.len()];
    time::linear(bytes.len() * 4, || {
        let mut files = around::book().with(path, bytes);
        let fixed = fix::run(files.clone(), safe).expect("memory can be read");
        holds::findings(&fixed.compiled);
        for changed in &fixed.changed {
            files.insert(changed.path.clone(), changed.new.as_bytes());
        }
        let again = fix::run(files, safe).expect("memory can be read");
        assert!(again.changed.is_empty(), "mended again: {:?}", again.applied);
        assert_eq!(again.compiled.findings.len(), fixed.compiled.findings.len());
    });
}
