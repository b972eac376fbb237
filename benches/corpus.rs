//! Stage by stage over a generated book in memory: `cargo bench`.
//!
//! Whole processes beside other tools are measured by `benches/compare.sh`.

mod support;

use std::io;

use clausebook::check::wording::Kept;
use clausebook::compile::{Compiled, Target, build, compile};
use clausebook::render::Sink;
use clausebook::{check, load, resolve};
use divan::{Bencher, black_box};

const SIZES: &[usize] = &[100, 1_000, 10_000];

fn main() {
    divan::main();
}

/// Takes files and drops them, so that the disk is not measured.
struct Nowhere;

impl Sink for Nowhere {
    fn write(&self, _path: &str, parts: &[&[u8]]) -> io::Result<()> {
        black_box(parts);
        Ok(())
    }
}

fn compiled(clauses: usize) -> Compiled {
    let compiled = compile(&support::memory(clauses));
    assert!(compiled.findings.is_empty(), "the corpus has no findings: {:?}", compiled.findings.first());
    compiled
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn load_texts(bencher: Bencher, clauses: usize) {
    let files = support::memory(clauses);
    bencher.bench_local(|| load::load(black_box(&files), &mut load::cache::Cache::none(), &mut Vec::new()));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn resolve_pointers(bencher: Bencher, clauses: usize) {
    let compiled = compiled(clauses);
    bencher.bench_local(|| resolve::run(black_box(&compiled.book)));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn check_book(bencher: Bencher, clauses: usize) {
    let compiled = compiled(clauses);
    bencher.bench_local(|| check::run(black_box(&compiled.book), &compiled.resolved, &mut Kept::default(), Vec::new()));
}

fn render(bencher: Bencher, clauses: usize, target: Target) {
    let compiled = compiled(clauses);
    bencher.bench_local(|| build(black_box(&compiled), &[target], &compiled.book.settings.languages, &Nowhere));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn render_site(bencher: Bencher, clauses: usize) {
    render(bencher, clauses, Target::Site);
}

/// Takes the index of the site's search and nothing else.
struct IndexOnly;

impl Sink for IndexOnly {
    fn wants(&self, _path: &str) -> bool {
        false
    }

    fn write(&self, _path: &str, parts: &[&[u8]]) -> io::Result<()> {
        black_box(parts);
        Ok(())
    }
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn index_site(bencher: Bencher, clauses: usize) {
    let compiled = compiled(clauses);
    let languages = &compiled.book.settings.languages;
    bencher.bench_local(|| build(black_box(&compiled), &[Target::Site], languages, &IndexOnly));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn render_html(bencher: Bencher, clauses: usize) {
    render(bencher, clauses, Target::Html);
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn render_markdown(bencher: Bencher, clauses: usize) {
    render(bencher, clauses, Target::Markdown);
}
