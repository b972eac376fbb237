//! What git knows about a book: which lines have changed, and where the repository begins.

use std::path::Path;
use std::process::{Command, Output};

use crate::cli::CliError;
use crate::report::changes::Changes;

/// The lines of the book in `root` that have changed between a revision and the files as they are now.
///
/// # Errors
/// There is no git, no repository, or no such revision.
pub fn changes(root: &Path, revision: &str) -> Result<Changes, CliError> {
    let top = git(root, &["rev-parse", "--show-toplevel"])?;
    if !top.status.success() {
        return Err(CliError::Other(format!(
            "--since: `{}` is in no git repository that can be read ({})",
            root.display(),
            said(&top)
        )));
    }
    // A name becomes a hash before it is used, so that one that begins with `-` is never an option.
    let commit = format!("{revision}^{{commit}}");
    let found = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    if !found.status.success() {
        let shallow = git(root, &["rev-parse", "--is-shallow-repository"])?;
        let help = match shallow.stdout.starts_with(b"true") {
            true => "; this copy of the repository holds its last commits only: fetch the others",
            false => "",
        };
        return Err(CliError::Other(format!("--since: git knows no revision `{revision}`{help}")));
    }
    let commit = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    // Each option answers a setting of the user's or an attribute that would change the form.
    let mut diff = vec!["-c", "core.quotePath=false", "diff", "--unified=0", "--inter-hunk-context=0", "--no-color"];
    diff.extend(["--no-ext-diff", "--no-textconv", "--text", "--find-renames", "--ignore-submodules", "--relative"]);
    diff.extend(["--src-prefix=a/", "--dst-prefix=b/", &commit, "--", "."]);
    let diff = text(git(root, &diff)?)?;
    let tracked = text(git(root, &["ls-files", "-z", "--", "."])?)?;
    Ok(Changes::new(&diff, &tracked))
}

/// The path from the root of the repository to the book, with `/` at its end; empty outside a repository.
pub fn prefix(root: &Path) -> String {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let top = root.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&root);
    let below = root.strip_prefix(top).unwrap_or(Path::new(""));
    below.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
}

/// Runs git in a folder, which finds the repository by itself: in a hook, variables name it relative to another folder.
fn git(root: &Path, arguments: &[&str]) -> Result<Output, CliError> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments).env("GIT_OPTIONAL_LOCKS", "0");
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    command.output().map_err(|error| CliError::Other(format!("--since: cannot run git: {error}")))
}

fn text(output: Output) -> Result<String, CliError> {
    if !output.status.success() {
        return Err(CliError::Other(format!("--since: git cannot say what has changed ({})", said(&output))));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The first line of what git said.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    text.lines().next().unwrap_or("it did not say why").to_owned()
}
