//! The output folder: whole or untouched, never a stranger's, the same bytes every time.

mod support;

use std::fs;

use support::{A, DiskBook, alpha, book_toml, run, snapshot, with_body};

/// What stands at the top of the file that makes a folder ours.
const MANIFEST: &str = ".clausebook-manifest";

fn built() -> DiskBook {
    let disk = DiskBook::new();
    let ran = disk.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    disk
}

/// Names beside the output that begin with a dot: what a build uses while it writes.
fn leftovers(disk: &DiskBook) -> Vec<String> {
    let entries = fs::read_dir(disk.root()).expect("the book is there").flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.starts_with('.'));
    names.sort();
    names
}

#[test]
fn a_build_makes_all_three_outputs_and_leaves_nothing_beside_them() {
    let disk = built();
    for path in ["site/index.html", "site/clause/alpha.html", "document/a-book.html", "document/a-book.md", MANIFEST] {
        assert!(disk.path("build").join(path).is_file(), "{path}");
    }
    assert_eq!(leftovers(&disk), [""; 0]);
}

#[test]
fn an_error_leaves_the_previous_output_whole() {
    let disk = built();
    let before = snapshot(&disk.path("build"));
    disk.write(A, alpha("1. As in [](conv:9).\n"));
    let ran = disk.run(&["build"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("nothing was written"), "{}", ran.err);
    assert_eq!(snapshot(&disk.path("build")), before);
    assert_eq!(leftovers(&disk), [""; 0]);
}

#[test]
fn a_warning_does_not_stop_a_build_unless_denied() {
    let disk = built();
    let before = snapshot(&disk.path("build"));
    disk.write("guidelines/SUMMARY.md", "# Summary\n\n- [Alfa](a.md)\n- [Beta](b.md)\n");
    assert_eq!(disk.run(&["build", "--deny", "warnings"]).code, 1);
    assert_eq!(snapshot(&disk.path("build")), before);
    let ran = disk.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("title-differs"), "{}", ran.err);
}

#[test]
fn a_template_error_in_the_middle_leaves_the_previous_output_whole() {
    let disk = built();
    let before = snapshot(&disk.path("build"));
    // The document is written after the site, so that pages exist already when it fails.
    disk.write("templates/document/close.html", "{{ nowhere.at_all }}");
    let ran = disk.run(&["build"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("template-error") && ran.err.contains("nothing was written"), "{}", ran.err);
    assert_eq!(snapshot(&disk.path("build")), before);
    assert_eq!(leftovers(&disk), [""; 0]);
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_untouched() {
    for (name, text) in
        [("thesis.txt", "years of work"), (MANIFEST, "not our first line\n"), ("site/index.html", "theirs")]
    {
        let disk = DiskBook::new();
        disk.write(&format!("build/{name}"), text);
        let before = snapshot(&disk.path("build"));
        let ran = disk.run(&["build"]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.err);
        assert!(ran.err.contains("was not made by clausebook"), "{}", ran.err);
        assert_eq!(snapshot(&disk.path("build")), before);
        assert_eq!(leftovers(&disk), [""; 0]);
    }
    // A file in its place, too.
    let disk = DiskBook::new();
    disk.write("build", "a file");
    assert_eq!(disk.run(&["build"]).code, 2);
    assert_eq!(support::read(&disk.path("build")), "a file");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_output_is_refused() {
    let disk = DiskBook::new();
    let elsewhere = disk.root().parent().unwrap().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("thesis.txt"), "years of work").unwrap();
    std::os::unix::fs::symlink(&elsewhere, disk.path("build")).unwrap();
    assert_eq!(disk.run(&["build"]).code, 2);
    assert_eq!(snapshot(&elsewhere).len(), 1);
}

#[test]
fn an_empty_folder_is_taken() {
    let disk = DiskBook::new();
    fs::create_dir(disk.path("build")).unwrap();
    assert_eq!(disk.run(&["build"]).code, 0);
}

#[test]
fn files_of_others_in_our_folder_are_carried_over_and_stale_ones_of_ours_removed() {
    let disk = built();
    disk.write("build/CNAME", "guidelines.example");
    disk.write("build/site/robots.txt", "User-agent: *\n");
    disk.write("build/site/clause/own/deep.html", "theirs");
    disk.write("guidelines/SUMMARY.md", "# Summary\n\n- [Alpha](a.md)\n");
    fs::remove_file(disk.path("guidelines/b.md")).unwrap();
    let ran = disk.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(support::read(&disk.path("build/CNAME")), "guidelines.example");
    assert_eq!(support::read(&disk.path("build/site/robots.txt")), "User-agent: *\n");
    assert_eq!(support::read(&disk.path("build/site/clause/own/deep.html")), "theirs");
    assert!(!disk.path("build/site/clause/beta.html").exists(), "what we wrote once and no longer write is gone");
    // They are still not ours: the next build keeps them as well.
    assert_eq!(disk.run(&["build"]).code, 0);
    assert!(disk.path("build/CNAME").is_file());
    assert!(!support::read(&disk.path("build").join(MANIFEST)).contains("CNAME"));
}

#[test]
fn what_a_killed_build_left_is_removed_by_the_next() {
    let disk = built();
    // A build that was killed: its folder, its pages, its lock which nobody holds.
    disk.write("guidelines/keep.png", "x");
    disk.write(".build.clausebook-4000001/.clausebook-lock", "");
    disk.write(".build.clausebook-4000001/site/index.html", "half");
    // Killed after the exchange: the old output with its manifest and without a lock.
    disk.write(
        ".build.clausebook-4000002/.clausebook-manifest",
        "clausebook wrote the files listed here; it replaces and deletes no others\n",
    );
    // Not ours, though the names begin alike.
    disk.write(".build.clausebook-notes/text.txt", "theirs");
    disk.write(".builder/text.txt", "theirs");
    let ran = disk.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(leftovers(&disk), [".build.clausebook-notes", ".builder"]);
}

#[test]
fn a_build_that_is_under_way_is_left_alone() {
    let disk = built();
    disk.write(".build.clausebook-4000003/.clausebook-lock", "");
    let lock = fs::File::open(disk.path(".build.clausebook-4000003/.clausebook-lock")).unwrap();
    lock.try_lock().unwrap();
    let _ = disk.run(&["build"]);
    assert!(disk.path(".build.clausebook-4000003").is_dir(), "its lock is held");
}

/// Also with one processor and with two, from another folder, with a path of another form (J6).
#[test]
fn two_builds_give_the_same_bytes() {
    let first = built();
    let second = DiskBook::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let book = second.root().join("guidelines").join("..");
    let ran = run(
        elsewhere.path(),
        &["--book", book.to_str().unwrap(), "build"],
        &[("RAYON_NUM_THREADS", "1"), ("TZ", "Asia/Tokyo"), ("LC_ALL", "tr_TR.UTF-8")],
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    let expected = snapshot(&first.path("build"));
    assert_eq!(snapshot(&second.path("build")), expected);
    let ran = run(&second.root(), &["build", "--out", "other"], &[("RAYON_NUM_THREADS", "2")]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(snapshot(&second.path("other")), expected);
    for (path, bytes) in &expected {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(first.root().to_str().unwrap()), "{path} holds a path of the machine");
    }
}

#[test]
fn the_own_book_gives_the_same_bytes_with_one_processor_and_two() {
    let out = tempfile::tempdir().unwrap();
    let build = |name: &str, threads: &str| {
        let folder = out.path().join(name);
        let ran = run(
            &support::repository(),
            &["build", "--out", folder.to_str().unwrap()],
            &[("RAYON_NUM_THREADS", threads)],
        );
        assert_eq!(ran.code, 0, "{}", ran.err);
        snapshot(&folder)
    };
    let (one, two) = (build("one", "1"), build("two", "2"));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (path, bytes) in one {
        assert!(two[&path] == bytes, "{path} differs");
    }
}

#[test]
fn only_keeps_the_other_outputs() {
    let disk = built();
    let before = snapshot(&disk.path("build"));
    disk.write(A, alpha("1. A State should act at once.\n"));
    assert_eq!(disk.run(&["build", "--only", "markdown"]).code, 0);
    let after = snapshot(&disk.path("build"));
    assert_eq!(after["site/clause/alpha.html"], before["site/clause/alpha.html"]);
    assert_eq!(after["document/a-book.html"], before["document/a-book.html"]);
    assert!(String::from_utf8_lossy(&after["document/a-book.md"]).contains("at once"));
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    // What was kept is still ours: a whole build replaces it.
    assert_eq!(disk.run(&["build", "--only", "site,html"]).code, 0);
    assert!(support::read(&disk.path("build/site/clause/alpha.html")).contains("at once"));
    disk.write("guidelines/SUMMARY.md", "# Summary\n\n- [Alpha](a.md)\n");
    fs::remove_file(disk.path("guidelines/b.md")).unwrap();
    assert_eq!(disk.run(&["build"]).code, 0);
    assert!(!disk.path("build/site/clause/beta.html").exists());
}

/// When `--only site` is built, a page of a clause that is gone goes too: the output that is made is made whole.
#[test]
fn only_removes_stale_files_of_the_output_that_it_makes() {
    let disk = built();
    disk.write("guidelines/SUMMARY.md", "# Summary\n\n- [Alpha](a.md)\n");
    fs::remove_file(disk.path("guidelines/b.md")).unwrap();
    assert_eq!(disk.run(&["build", "--only", "site"]).code, 0);
    assert!(!disk.path("build/site/clause/beta.html").exists());
    assert!(disk.path("build/document/a-book.html").is_file());
}

/// J1. An output inside the texts would become part of them.
#[test]
fn an_output_inside_the_texts_or_around_the_book_is_refused() {
    let disk = DiskBook::new();
    let before = snapshot(&disk.root());
    let around = disk.root().parent().unwrap().to_owned();
    let root = disk.root();
    for out in [
        "guidelines",
        "guidelines/out",
        "guidelines/a/b",
        ".",
        "..",
        "../book",
        "guidelines/../guidelines/out",
        "build/../guidelines",
    ] {
        let ran = disk.run(&["build", "--out", out]);
        assert_eq!(ran.code, 2, "{out}: {}", ran.err);
        assert_eq!(snapshot(&disk.root()), before, "{out}");
    }
    for out in [around.as_path(), root.as_path(), std::path::Path::new("/")] {
        let ran = disk.run(&["build", "--out", out.to_str().unwrap()]);
        assert_eq!(ran.code, 2, "{}: {}", out.display(), ran.err);
        assert_eq!(snapshot(&disk.root()), before);
    }
}

#[test]
fn an_output_in_the_folders_of_templates_or_schemas_is_refused() {
    let disk = DiskBook::new();
    disk.write("templates/site/style.css", "body {}\n");
    for out in ["templates/out", "templates"] {
        let ran = disk.run(&["build", "--out", out]);
        assert_eq!(ran.code, 2, "{out}: {}", ran.err);
    }
}

/// A book whose texts stand in its own folder (`src = "."`) is built beside them, never into them.
#[test]
fn texts_in_the_root_of_the_book() {
    let disk = DiskBook::empty();
    disk.write("book.toml", book_toml("").replace("\"guidelines\"", "\".\""));
    disk.write("SUMMARY.md", "# Summary\n\n- [Alpha](a.md)\n");
    disk.write("a.md", alpha("1. Text.\n"));
    disk.write("instruments/conv.yaml", support::REGISTRY);
    let first = disk.run(&["build"]);
    assert_eq!(first.code, 0, "{}", first.err);
    let second = disk.run(&["build"]);
    assert_eq!(second.code, 0, "the output must not become part of the texts: {}", second.err);
}

#[test]
fn output_in_memory_does_not_depend_on_the_order_of_files() {
    let files = with_body("1. As in [](conv:1) and [](clause:beta).\n");
    let first = support::pages(&clausebook::compile::compile(&files));
    let second = support::pages(&clausebook::compile::compile(&files.clone()));
    assert_eq!(first, second);
}
