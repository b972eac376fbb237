//! The language server, driven by a real client over pipes: each request with expectations written by hand, unsaved and
//! half-typed text, columns beyond the basic plane, and messages that are none.

mod client;
mod protocol;
#[path = "../support/mod.rs"]
mod support;

use serde_json::{Value, json};

use client::{Client, mark, range, uri};
use support::{A, B, DiskBook, alpha, book_toml, clause};

const TERMS: &str = "terms:\n  - id: seizure\n    term: seizure\n    definition: Taking property for a time.\n";
const BETA: &str = "---\nid: beta\ntitle: Beta\nstatus: agreed\nimplements: [conv:1(2)(a)]\nsee-also: [clause:alpha]\n---\n\n1. A State should answer [](clause:alpha#1) after a [seizure](term:seizure).\n";

/// A book of two clauses with a term and a body, and what an editor can do that knows nesting.
struct Desk {
    disk: DiskBook,
    client: Client,
}

fn desk() -> Desk {
    let disk = DiskBook::new();
    disk.write("book.toml", book_toml("[output.clausebook.bodies]\ngroup-a = \"Group A\"\ngroup-b = \"Group B\"\n"));
    disk.write("guidelines/terms.yaml", TERMS);
    disk.write(B, BETA);
    let (client, _) = Client::with(json!({
        "textDocument": {
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "hover": {"contentFormat": ["markdown"]},
            "publishDiagnostics": {"relatedInformation": true},
        },
        "workspace": {"workspaceEdit": {"documentChanges": true}},
    }));
    Desk { disk, client }
}

impl Desk {
    fn uri(&self, path: &str) -> String {
        uri(&self.disk.path(path))
    }

    /// Says that files on disk have changed, and waits until they have been read: completion does not.
    fn saved(&mut self) {
        let uri = self.uri("book.toml");
        self.client.tell("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
        self.client.ask("workspace/symbol", json!({"query": ""}));
    }

    /// Opens a buffer with this text, without the mark, and asks about the place of the mark.
    #[track_caller]
    fn ask(&mut self, method: &str, path: &str, text: &str, more: Value) -> Value {
        let uri = self.uri(path);
        self.client.open(&uri, &text.replace('¦', ""));
        let answer = self.client.at(method, &uri, text, more);
        self.client.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
        // Until the book is as it lies on disk again: completion does not wait for it.
        self.client.ask("workspace/symbol", json!({"query": ""}));
        answer
    }

    /// What is offered at the mark: label and detail.
    #[track_caller]
    fn offers(&mut self, path: &str, text: &str) -> Vec<String> {
        let answer = self.ask("textDocument/completion", path, text, Value::Null);
        let items = answer["items"].as_array().expect("a list").iter();
        items
            .map(|item| match item["detail"].as_str() {
                Some(detail) => format!("{} | {detail}", client::text(&item["label"])),
                None => client::text(&item["label"]).to_owned(),
            })
            .collect()
    }

    /// Places in an answer: `file line:column-line:column`.
    fn places(&self, answer: &Value) -> Vec<String> {
        let root = format!("{}/", uri(&self.disk.root()));
        let place = |location: &Value| {
            let path = client::text(&location["uri"]).strip_prefix(&root).expect("a file of the book").to_owned();
            format!("{} {}", path.replace("guidelines/", ""), range(&location["range"]))
        };
        answer.as_array().map_or_else(Vec::new, |list| list.iter().map(place).collect())
    }

    #[track_caller]
    fn hover(&mut self, path: &str, text: &str) -> String {
        let answer = self.ask("textDocument/hover", path, text, Value::Null);
        answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }
}

#[test]
fn findings_come_for_unsaved_text_and_go_again() {
    let mut desk = desk();
    let uri = desk.uri(A);
    desk.client.open(&uri, &alpha("1. A State should act under [](conv:1(3)).\n"));
    // Line 7 of the file is line 6 here; `[](conv:1(3))` stands behind 28 characters.
    assert_eq!(desk.client.findings(&uri, 1), ["unknown-provision 6:28-6:41"]);
    let finding = desk.client.published[&uri].1[0].clone();
    assert_eq!(finding["severity"], 1);
    assert_eq!(finding["source"], "clausebook");
    let message = finding["message"].as_str().unwrap();
    let lines: Vec<&str> = message.lines().collect();
    assert_eq!(lines[1], "note: as listed in the registry `guidelines/instruments/conv.yaml`", "{message}");
    assert!(lines[2].starts_with("help: the nearest provision is"), "{message}");
    desk.client.change(&uri, 2, &alpha("1. A State should act under [](conv:1(2)).\n"));
    assert_eq!(desk.client.findings(&uri, 2), [""; 0]);
    // The file on disk is right, so closing a wrong buffer takes its findings away.
    desk.client.change(&uri, 3, &alpha("1. [](term:none)\n"));
    assert_eq!(desk.client.findings(&uri, 3), ["unknown-term 6:3-6:16"]);
    desk.client.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    while !desk.client.now(&uri).is_empty() {
        desk.client.take();
    }
}

#[test]
fn findings_of_files_that_are_not_open_come_as_well() {
    let mut desk = desk();
    let (a, b) = (desk.uri(A), desk.uri(B));
    // Beta refers to alpha, which gets another id in the buffer.
    desk.client.open(&a, &clause("alfa", "Alpha", "1. A State should act.\n"));
    assert_eq!(desk.client.findings(&a, 1), [""; 0]);
    let expected = ["unknown-clause 5:11-5:23", "unknown-clause 8:25-8:43"];
    while desk.client.now(&b) != expected {
        desk.client.take();
    }
    // A finding that has another place as well says where.
    desk.client.change(&a, 2, &clause("beta", "Alpha", "1. A State should act.\n"));
    while !desk.client.now(&b).contains(&"duplicate-id 1:4-1:8".to_owned()) {
        desk.client.take();
    }
    let list = &desk.client.published[&b].1;
    let finding = list.iter().find(|finding| finding["code"] == "duplicate-id").unwrap();
    assert_eq!(finding["relatedInformation"][0]["message"], "this clause has it");
    assert_eq!(finding["relatedInformation"][0]["location"]["uri"], a.as_str());
}

/// One finding for many places is seen at each of them.
#[test]
fn a_finding_that_holds_for_other_places_is_shown_there_too() {
    let mut desk = desk();
    let (a, b) = (desk.uri(A), desk.uri(B));
    desk.client.open(&b, &clause("beta", "Beta", "1. As [](clause:a) says.\n"));
    while !desk.client.now(&b).contains(&"unknown-clause 6:6-6:18".to_owned()) {
        desk.client.take();
    }
    assert_eq!(desk.client.now(&a), ["unknown-clause 1:4-1:9"], "the clause whose file is called `a`");
}

#[test]
fn columns_are_utf16_units_unless_the_client_takes_bytes() {
    let body = "1. 𝔸第 [](term:none) ع.\n";
    let mut desk = desk();
    let uri = desk.uri(A);
    desk.client.open(&uri, &alpha(body));
    // `1. ` 3, 𝔸 2, 第 1, blank 1.
    assert_eq!(desk.client.findings(&uri, 1), ["unknown-term 6:7-6:20"]);
    // An edit counts in the same way: the word `none` is at 7 + 8.
    let edit = json!({"range": {"start": {"line": 6, "character": 15}, "end": {"line": 6, "character": 19}}, "text": "seizure"});
    let document = json!({"uri": uri, "version": 2});
    desk.client.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": [edit]}));
    assert_eq!(desk.client.findings(&uri, 2), [""; 0]);

    let (mut client, answer) = Client::with(json!({"general": {"positionEncodings": ["utf-32", "utf-8"]}}));
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-8");
    client.open(&uri, &alpha(body));
    // `1. ` 3, 𝔸 4, 第 3, blank 1.
    assert_eq!(client.findings(&uri, 1), ["unknown-term 6:11-6:24"]);
}

#[test]
fn completion_in_half_typed_text() {
    let mut desk = desk();
    let in_text = |typed: &str| alpha(format!("1. A State should act, see {typed}"));
    let provisions = desk.offers(A, &in_text("[](conv:1(¦"));
    assert_eq!(provisions, ["conv:1(1) | Article 1, paragraph 1", "conv:1(2) | Article 1, paragraph 2"]);
    let provisions = desk.offers(A, &in_text("[](conv:¦)"));
    assert_eq!(
        provisions,
        [
            "conv:1 | Article 1. First",
            "conv:2 | Article 2. Second",
            "conv:3 | Article 3. Third",
            "conv:whole | Convention on Tests"
        ]
    );
    assert_eq!(desk.offers(A, &in_text("[](conv:1(2)(¦")).len(), 2);
    assert_eq!(desk.offers(A, &in_text("[](clause:be¦")), ["clause:beta | Guideline 2. Beta"]);
    assert_eq!(desk.offers(A, &in_text("[](clause:beta#¦")), ["clause:beta#1 | paragraph 1"]);
    assert_eq!(desk.offers(A, &in_text("[第](term:¦")), ["term:seizure | seizure"]);
    assert_eq!(
        desk.offers(A, &in_text("[](¦")),
        ["conv: | Convention on Tests", "clause: | a clause of this book", "term: | a defined term"]
    );
    assert_eq!(desk.offers(A, &in_text("[text]{by=¦")), ["group-a | Group A", "group-b | Group B"]);
    assert_eq!(desk.offers(A, &in_text("[text]{by=group-a,¦")), ["group-a | Group A", "group-b | Group B"]);
    assert_eq!(desk.offers(A, &in_text("[text]{¦")).len(), 2);
    assert_eq!(desk.offers(A, &in_text("nothing: ¦")), [""; 0]);
    assert_eq!(desk.offers(A, &in_text("[](conv:1) ¦")), [""; 0]);
    // What replaces what: the whole address.
    let answer = desk.ask("textDocument/completion", A, &in_text("[](conv:2(1¦"), Value::Null);
    let edit = &answer["items"][0]["textEdit"];
    assert_eq!(edit["newText"], "conv:2(1)");
    assert_eq!(range(&edit["range"]), "6:30-6:38");
}

#[test]
fn completion_in_front_matter_and_settings() {
    let mut desk = desk();
    let head = |line: &str| format!("---\nid: alpha\ntitle: Alpha\n{line}\n---\n\n1. A State should act.\n");
    let words = |offers: Vec<String>| -> Vec<String> {
        offers.iter().map(|offer| offer.split(" | ").next().unwrap().to_owned()).collect()
    };
    assert_eq!(words(desk.offers(A, &head("force: ¦"))), ["required", "recommended", "optional"]);
    assert_eq!(
        desk.offers(A, &head("status: agreed-¦")),
        ["agreed-ad-referendum | Agreed by delegations, to be confirmed by their capitals."]
    );
    assert_eq!(words(desk.offers(A, &head("impl¦"))), ["implements: "]);
    assert_eq!(words(desk.offers(A, &head("t¦"))).iter().filter(|word| *word == "title: ").count(), 0, "it is there");
    assert_eq!(words(desk.offers(A, &head("implements: [conv:2¦"))), ["conv:2", "conv:2(1)", "conv:2(2)"]);
    assert_eq!(words(desk.offers(A, &head("see-also:\n  - clause:¦"))), ["clause:alpha", "clause:beta"]);
    assert_eq!(words(desk.offers(A, "---\nid: alpha\nsta¦")), ["status: "]);
    let toml = format!("{}[output.clausebook.rules]\ntitle-¦\n", book_toml(""));
    assert_eq!(words(desk.offers("book.toml", &toml)), ["title-differs"]);
    let toml = format!("{}[output.clausebook.rules]\ntitle-differs = \"¦\"\n", book_toml(""));
    assert_eq!(words(desk.offers("book.toml", &toml)), ["off", "note", "warning", "error"]);
    let toml = format!("{}number¦\n", book_toml(""));
    assert_eq!(words(desk.offers("book.toml", &toml)), ["numbering = "]);
    let terms = format!("{TERMS}    source: [conv:¦");
    assert_eq!(words(desk.offers("guidelines/terms.yaml", &terms))[..2], ["conv:1", "conv:2"]);
    desk.disk.write("guidelines/new.md", "---\nid: new\ntitle: A new one\n---\n");
    let summary = "# S\n\n- [Alpha](a.md)\n- [Beta](b.md)\n- [New](¦";
    desk.saved();
    assert_eq!(desk.offers("guidelines/SUMMARY.md", summary), ["new.md | A new one"]);
}

#[test]
fn hover_tells_what_a_thing_is() {
    let mut desk = desk();
    let text = hover_text(&mut desk, "1. See [it](clause:be¦ta).\n");
    assert_eq!(
        text,
        "**Guideline 2. Beta**\n\n`beta` · agreed\n\n1.  A State should answer guideline 1, paragraph 1 after a seizure."
    );
    let text = hover_text(&mut desk, "1. See [](conv:1(2)(¦a)).\n");
    assert_eq!(
        text,
        "**Article 1, paragraph 2 (a), of the Convention** `conv:1(2)(a)`\n\nFirst\n\nImplemented by:\n\n- Guideline 2. Beta `beta`\n\nCited by:\n\n- Guideline 1. Alpha `alpha`"
    );
    let text = hover_text(&mut desk, "1. A [word](term:sei¦zure).\n");
    assert_eq!(text, "**seizure** `seizure`\n\nTaking property for a time.");
    // In prose, without a link.
    let text = hover_text(&mut desk, "1. See article 3¦ of the Convention.\n");
    assert!(text.contains("its number has not been checked against the source"), "{text}");
    let head = "---\nid: alpha\ntitle: Alpha\nsta¦tus: draft\n---\n\n1. A State should act.\n";
    assert_eq!(desk.hover(A, head), "`status`\n\nHow far the text has come.");
    let head = "---\nid: alpha\ntitle: Alpha\nstatus: dra¦ft\n---\n\n1. A State should act.\n";
    assert_eq!(desk.hover(A, head), "`draft`\n\nNot yet negotiated.");
    let toml = format!("{}[output.clausebook.rules]\ntitle-dif¦fers = \"off\"\n", book_toml(""));
    let text = desk.hover("book.toml", &toml);
    assert!(text.starts_with("**title-differs** · warning\n\n"), "{text}");
    assert_eq!(hover_text(&mut desk, "1. No¦thing.\n"), "");
}

fn hover_text(desk: &mut Desk, body: &str) -> String {
    desk.hover(A, &alpha(body))
}

#[test]
fn definitions_lead_to_the_line() {
    let mut desk = desk();
    let mut go = |path: &str, text: &str| {
        let answer = desk.ask("textDocument/definition", path, text, Value::Null);
        desk.places(&answer)
    };
    assert_eq!(go(A, &alpha("1. [](clause:be¦ta)\n")), ["b.md 1:4-1:8"]);
    assert_eq!(go(A, &alpha("1. [x](term:seizure¦)\n")), ["terms.yaml 1:8-1:15"]);
    // `    paragraphs: {1: [], 2: [a, b]}` is line 10 from 0 of the registry, `    paragraphs: [1, 2]` line 15.
    assert_eq!(go(A, &alpha("1. [](conv:1(2)(b)¦)\n")), ["instruments/conv.yaml 10:31-10:32"]);
    assert_eq!(go(A, &alpha("1. [](conv:2¦)\n")), ["instruments/conv.yaml 11:12-11:13"]);
    assert_eq!(go(A, &alpha("1. [see](b¦.md)\n")), ["b.md 1:4-1:8"]);
    assert_eq!(go("guidelines/SUMMARY.md", "# Summary\n\n- [Alpha](a.md)\n- [Be¦ta](b.md)\n"), ["b.md 1:4-1:8"]);
    let toml = format!("{}[output.clausebook.coverage]\nrequire = [\"conv:2(2)¦\"]\n", book_toml(""));
    assert_eq!(go("book.toml", &toml), ["instruments/conv.yaml 15:20-15:21"]);
}

#[test]
fn references_are_found_both_ways() {
    let mut desk = desk();
    let alpha_text = "---\nid: al¦pha\ntitle: Alpha\nstatus: draft\n---\n\n1. A State should act under article 1 of the Convention.\n";
    let with = json!({"context": {"includeDeclaration": true}});
    let answer = desk.ask("textDocument/references", A, alpha_text, with.clone());
    assert_eq!(desk.places(&answer), ["a.md 1:4-1:9", "b.md 8:25-8:43", "b.md 5:11-5:23", "SUMMARY.md 2:2-2:15"]);
    let without = json!({"context": {"includeDeclaration": false}});
    let terms = TERMS.replace("id: seizure", "id: sei¦zure");
    let answer = desk.ask("textDocument/references", "guidelines/terms.yaml", &terms, without.clone());
    assert_eq!(desk.places(&answer), ["b.md 8:52-8:75"]);
    // From the label in the registry to those who cite it, in prose and in front matter.
    desk.disk.write(A, alpha_text.replace('¦', ""));
    desk.saved();
    let registry = support::REGISTRY.replace("2: [a, b]", "2: [a¦, b]");
    let answer = desk.ask("textDocument/references", "guidelines/instruments/conv.yaml", &registry, without.clone());
    assert_eq!(desk.places(&answer), ["a.md 6:28-6:55", "b.md 4:13-4:25"]);
    let registry = support::REGISTRY.replace("number: 2", "number: 2¦");
    let answer = desk.ask("textDocument/references", "guidelines/instruments/conv.yaml", &registry, without);
    assert_eq!(desk.places(&answer), [""; 0]);
}

/// The edits of a change: `file line:column-line:column text`.
fn edits(desk: &Desk, change: &Value) -> Vec<String> {
    let root = format!("{}/guidelines/", uri(&desk.disk.root()));
    let mut out = Vec::new();
    for file in change["documentChanges"].as_array().expect("changes with versions") {
        let path = client::text(&file["textDocument"]["uri"]).strip_prefix(&root).expect("a file of the book");
        for edit in file["edits"].as_array().expect("a list") {
            out.push(format!("{path} {} {}", range(&edit["range"]), client::text(&edit["newText"])));
        }
    }
    out
}

#[test]
fn renaming_changes_every_file() {
    let mut desk = desk();
    desk.disk.write("guidelines/a.fr.md", "---\ntitle: Alpha\n---\n\n1. [](clause:beta)\n");
    desk.disk.write("book.toml", book_toml("languages = [\"fr\"]\n"));
    let uri = desk.uri(A);
    let text = alpha("1. [a](clause:be¦ta#1) and `clause:beta-2`.\n\n[x]: clause:beta\n");
    desk.client.open(&uri, &text.replace('¦', ""));
    let place = desk.client.at("textDocument/prepareRename", &uri, &text, Value::Null);
    assert_eq!((range(&place["range"]).as_str(), &place["placeholder"]), ("6:14-6:18", &json!("beta")));
    let change = desk.client.at("textDocument/rename", &uri, &text, json!({"newName": "gamma"}));
    assert_eq!(
        edits(&desk, &change),
        ["a.fr.md 4:13-4:17 gamma", "a.md 6:14-6:18 gamma", "a.md 8:12-8:16 gamma", "b.md 1:4-1:8 gamma"]
    );
    let version = &change["documentChanges"][1]["textDocument"]["version"];
    assert_eq!(version, &json!(1), "an open buffer is changed in the version that was asked about");
    let term = TERMS.replace("id: sei", "id: sei¦");
    let change = desk.ask("textDocument/rename", "guidelines/terms.yaml", &term, json!({"newName": "taking"}));
    assert_eq!(edits(&desk, &change), ["b.md 8:67-8:74 taking", "terms.yaml 1:8-1:15 taking"]);

    let mut refused = |name: &str| {
        let params = json!({"textDocument": {"uri": uri}, "position": mark(&text), "newName": name});
        let answer = desk.client.ask_whole("textDocument/rename", params);
        answer["error"]["message"].as_str().unwrap_or("no error").to_owned()
    };
    assert!(refused("Not an id").contains("is no id"));
    assert_eq!(refused("alpha"), "the id `alpha` is taken");
    assert_eq!(refused("conv"), "the id `conv` is taken");
    desk.disk.write("guidelines/ledger.yaml", "clauses:\n  beta: {number: 2}\n");
    desk.saved();
    let mut refused = |name: &str| {
        let params = json!({"textDocument": {"uri": uri}, "position": mark(&text), "newName": name});
        desk.client.ask_whole("textDocument/rename", params)["error"]["message"].clone()
    };
    assert_eq!(refused("gamma"), "the id `beta` has been published and is permanent: others may refer to it");
}

#[test]
fn fixes_are_offered() {
    let mut desk = desk();
    let uri = desk.uri(A);
    desk.client.open(&uri, &alpha("1. [](clause:bet) and [](clause:nothing-like-it).\n"));
    let here = |line: u32, column: u32| json!({"start": {"line": line, "character": column}, "end": {"line": line, "character": column}});
    let ask = |range: Value, only: Value| json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": [], "only": only}});
    let actions = desk.client.ask("textDocument/codeAction", ask(here(6, 5), Value::Null));
    let actions = actions.as_array().unwrap();
    assert_eq!(actions.len(), 1, "{actions:?}");
    assert_eq!((&actions[0]["title"], &actions[0]["isPreferred"]), (&json!("change to `beta`"), &json!(false)));
    assert_eq!(actions[0]["diagnostics"][0]["code"], "unknown-clause");
    assert_eq!(edits(&desk, &actions[0]["edit"]), ["a.md 6:6-6:16 clause:beta"]);
    assert_eq!(desk.client.ask("textDocument/codeAction", ask(here(6, 40), Value::Null)), json!([]));
    assert_eq!(desk.client.ask("textDocument/codeAction", ask(here(6, 5), json!(["refactor"]))), json!([]));

    let summary = desk.uri("guidelines/SUMMARY.md");
    desk.client.open(&summary, "# Summary\n\n- [Alfa](a.md)\n- [Beeta](b.md)\n");
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    let ask = |only: Value| json!({"textDocument": {"uri": summary}, "range": whole, "context": {"diagnostics": [], "only": only}});
    let actions = desk.client.ask("textDocument/codeAction", ask(json!(["source.fixAll"])));
    let actions = actions.as_array().unwrap();
    assert_eq!(actions.len(), 1, "{actions:?}");
    assert_eq!(actions[0]["kind"], "source.fixAll.clausebook");
    assert_eq!(edits(&desk, &actions[0]["edit"]), ["SUMMARY.md 2:3-2:7 Alpha", "SUMMARY.md 3:3-3:8 Beta"]);
    let actions = desk.client.ask("textDocument/codeAction", ask(json!(["quickfix"])));
    assert_eq!(actions.as_array().unwrap().len(), 2);
    assert_eq!(actions[0]["isPreferred"], true);
}

#[test]
fn symbols_folding_and_tokens() {
    let mut desk = desk();
    let text = alpha(
        "1. One:\n   1. under [](conv:1);\n   2. [two]{by=group-a}.\n2. [three](term:seizure) 第.\n\n## Commentary\n\nWhy.\n",
    );
    let uri = desk.uri(A);
    desk.client.open(&uri, &text);
    let document = json!({"textDocument": {"uri": uri}});
    let answer = desk.client.ask("textDocument/documentSymbol", document.clone());
    let names = |list: &Value| -> Vec<String> {
        list.as_array().into_iter().flatten().map(|symbol| symbol["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&answer), ["Alpha", "1. One:", "2. [three](term:seizure) 第.", "Commentary"]);
    assert_eq!(names(&answer[1]["children"]), ["1. under [](conv:1);", "2. [two]{by=group-a}."]);
    assert_eq!(range(&answer[1]["range"]), "6:0-8:24");
    assert_eq!(range(&answer[3]["range"]), "11:0-13:4");
    let folds = desk.client.ask("textDocument/foldingRange", document.clone());
    let folds: Vec<(u64, u64)> = folds
        .as_array()
        .unwrap()
        .iter()
        .map(|fold| (fold["startLine"].as_u64().unwrap(), fold["endLine"].as_u64().unwrap()))
        .collect();
    assert_eq!(folds, [(0, 4), (11, 13)]);
    let tokens = desk.client.ask("textDocument/semanticTokens/full", document);
    // conv:1 on line 7; `[`, `]` and the attributes on line 8; term:seizure on line 9.
    let expected = [7, 15, 6, 0, 0, 1, 6, 1, 3, 0, 0, 4, 1, 3, 0, 0, 1, 12, 4, 0, 1, 11, 12, 2, 0];
    assert_eq!(tokens["data"], json!(expected));
    let found = desk.client.ask("workspace/symbol", json!({"query": "bet"}));
    assert_eq!(names(&found), ["Guideline 2. Beta"]);
    assert_eq!(desk.places(&json!([found[0]["location"]])), ["b.md 1:4-1:8"]);
    assert_eq!(names(&desk.client.ask("workspace/symbol", json!({"query": "seiz"}))), ["seizure"]);
    assert_eq!(
        names(&desk.client.ask("workspace/symbol", json!({"query": "conv:2(1"}))),
        ["article 2, paragraph 1, of the Convention"]
    );
    assert_eq!(names(&desk.client.ask("workspace/symbol", json!({"query": "number nobody has"}))), [""; 0]);
}

#[test]
fn the_books_own_files_are_served() {
    let root = support::repository();
    let (mut client, _) =
        Client::with(json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}));
    for path in
        ["guidelines/direct-recovery/standing.md", "guidelines/direct-recovery/standing.ar.md", "guidelines/terms.yaml"]
    {
        let uri = uri(&root.join(path));
        let text = support::read(&root.join(path));
        client.open(&uri, &text);
        assert_eq!(client.findings(&uri, 1), [""; 0], "{path}");
        let symbols = client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}));
        assert!(symbols.as_array().is_some_and(|list| list.len() > 5), "{path}: {symbols}");
    }
    let uri = uri(&root.join("guidelines/direct-recovery/standing.md"));
    let text = support::read(&root.join("guidelines/direct-recovery/standing.md"));
    let marked = text.replacen("uncac:53(a))", "uncac:53(¦a))", 1);
    let hover = client.at("textDocument/hover", &uri, &marked, Value::Null);
    assert!(hover["contents"]["value"].as_str().is_some_and(|text| text.contains("standing")), "{hover}");
}

#[test]
fn a_text_gets_its_canonical_form() {
    let mut desk = desk();
    let uri = desk.uri(A);
    let spoilt = "---\ntitle: Alpha   # the first\nid: alpha\nstatus: draft\n---\n\n1. A State should act.\n\n## Commentary\n\n* One 𝔸.\n* Two.\n\n\nEnd.\n";
    desk.client.open(&uri, spoilt);
    let ask = json!({"textDocument": {"uri": uri}, "options": {"tabSize": 2, "insertSpaces": true}});
    let found = desk.client.ask("textDocument/formatting", ask.clone());
    let edits = found.as_array().unwrap();
    assert_eq!(edits.len(), 1, "{found}");
    assert_eq!(edits[0]["range"], json!({"start": {"line": 1, "character": 0}, "end": {"line": 13, "character": 0}}));
    let expected = "id: alpha\ntitle: Alpha   # the first\nstatus: draft\n---\n\n1. A State should act.\n\n## Commentary\n\n- One 𝔸.\n- Two.\n";
    assert_eq!(edits[0]["newText"], expected);
    desk.client.open(&desk.uri(B), &clause("beta", "Beta", "1. A State should answer.\n"));
    let ask = json!({"textDocument": {"uri": desk.uri(B)}, "options": {"tabSize": 2, "insertSpaces": true}});
    assert_eq!(desk.client.ask("textDocument/formatting", ask), json!([]));
}
