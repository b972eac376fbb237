//! Drafting language in six languages: tables of sentences that are wrong, with the exact place, and of tricky ones that
//! are right.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use clausebook::compile::compile;
use clausebook::files::{Files, MemoryFiles};
use proptest::prelude::*;

/// A registry with one provision of each obligation: 1 mandatory, 2 optional, 3 consider, 4 unknown, 5(1) optional
/// and 5(2) qualified.
const REGISTRY: &str = "\
id: conv
titles: {en: Convention on Tests}
short: {en: the Convention, fr: la Convention, es: la Convención, ru: Конвенция, zh: 《公约》, ar: الاتفاقية}
short-genitive: {ru: Конвенции}
unit: article
nature: treaty
provisions:
  - {number: 1, titles: {en: A}, titles-verified: [en], verified: source, paragraphs: [], obligations: mandatory}
  - {number: 2, titles: {en: B}, titles-verified: [en], verified: source, paragraphs: [], obligations: optional}
  - {number: 3, titles: {en: C}, titles-verified: [en], verified: source, paragraphs: [], obligations: consider}
  - {number: 4, titles: {en: D}, titles-verified: [en], verified: source, paragraphs: []}
  - number: 5
    titles: {en: E}
    titles-verified: [en]
    verified: source
    paragraphs: [1, 2]
    obligations: {\"1\": optional, \"2\": qualified}
";

/// A book whose texts are in a language, with one clause of this body. `⟪` and `⟫` mark the places of findings.
fn book(language: &str, body: &str, settings: &str, head: &str) -> MemoryFiles {
    let toml = support::book_toml(settings).replace("language = \"en\"", &format!("language = \"{language}\""));
    let clause = format!("---\nid: alpha\ntitle: Alpha\nstatus: draft\n{head}---\n\n{body}\n");
    MemoryFiles::new()
        .with("book.toml", toml)
        .with("guidelines/SUMMARY.md", "# Summary\n\n- [Alpha](a.md)\n")
        .with(support::A, clause)
        .with("guidelines/instruments/conv.yaml", REGISTRY)
}

/// The text of the clause's findings, as `rule: typed`, in their order.
fn found(files: &MemoryFiles) -> Vec<String> {
    let compiled = compile(files);
    let findings = compiled.findings.iter();
    findings.map(|f| format!("{}: {}", f.rule.name, compiled.book.sources.text(f.span))).collect()
}

/// Compares the findings of a body with those marked in it, which are all of one rule.
fn expect(rule: &str, language: &str, body: &str) -> Option<String> {
    let clean = body.replace(['⟪', '⟫'], "");
    let files = book(language, &clean, "", "");
    let compiled = compile(&files);
    let text = String::from_utf8(files.read(support::A).unwrap().to_vec()).unwrap();
    let start = text.find(&clean).unwrap();
    let mut expected = Vec::new();
    let (mut rest, mut at) = (body, start);
    while let Some((before, inner)) = rest.split_once('⟪') {
        let (inner, after) = inner.split_once('⟫').unwrap();
        at += before.len();
        expected.push(format!("{rule} {at}-{}", at + inner.len()));
        at += inner.len();
        rest = after;
    }
    let findings = compiled.findings.iter();
    let found: Vec<String> = findings.map(|f| format!("{} {}-{}", f.rule.name, f.span.start, f.span.end)).collect();
    let messages: Vec<&String> = compiled.findings.iter().map(|f| &f.message).collect();
    (found != expected).then(|| format!("{body}\n    expected {expected:?}\n    found {found:?} {messages:?}"))
}

#[track_caller]
fn table(rule: &str, rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows.iter().filter_map(|(language, body)| expect(rule, language, body)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn binding_verbs() {
    table(
        "binding-verb",
        &[
            ("en", "1. A State ⟪shall⟫ act.\n2. Both States ⟪must⟫ answer."),
            ("en", "1. A State that receives a request ⟪shall⟫ execute it."),
            ("en", "1. Where a request is made, the State ⟪must⟫ answer it."),
            ("en", "1. A State *⟪shall⟫* act:\n   1. at once, and ⟪must⟫ say so;\n   2. later."),
            ("en", "1. In accordance with [](conv:1), a State ⟪shall⟫ act."),
            (
                "en",
                "1. A State should act, as article 1 of the Convention requires that it must.\n2. It should say whether notice must be given.",
            ),
            (
                "en",
                "1. A State should set out the conditions that must be met.\n2. It should name the papers which the request must contain.",
            ),
            (
                "en",
                "1. The words “shall” and \"must\" are read as `must`.\n2. Muster and marshall are other words; prompt notice is a must.",
            ),
            (
                "en",
                "1. A State should act.\n\n## Commentary\n\nThe applicant must show a right; the Convention says that States shall act.\n\n## Model provision\n\n1. The court shall decide.",
            ),
            ("en", "1. A State should act.[^a]\n\n[^a]: Under its law the court must decide.\n\n> A State shall act."),
            ("en", "1. A State [shall] [should] act, and [it must answer; it *shall* do so] it ⟪shall⟫ wait."),
            (
                "en",
                "1. As soon as it can, a State ⟪shall⟫ act, pursuant to arts. 1 and 2; see p. 3. No State ⟪shall⟫ wait.",
            ),
            ("en", "1. A State should say how and when the order must be served, and what it must hold."),
            ("fr", "1. L'État ⟪doit⟫ agir et les autres ⟪devront⟫ répondre."),
            ("fr", "1. L'État qui reçoit une demande ⟪doit⟫ y répondre."),
            (
                "fr",
                "1. L'État devrait indiquer les conditions qui doivent être remplies et les pièces que la demande doit contenir.\n2. L'ayant droit devrait être entendu.",
            ),
            ("es", "1. El Estado ⟪deberá⟫ actuar.\n2. Los Estados ⟪deben⟫ responder."),
            (
                "es",
                "1. El Estado debería indicar los requisitos que deben cumplirse y los documentos que la solicitud debe contener.\n2. El debe y el haber son palabras “que debe” citar.",
            ),
            ("ru", "1. Государство, которое получает просьбу, ⟪должно⟫ ответить."),
            (
                "ru",
                "1. Государству следует указать условия, которые должны быть выполнены.\n2. Ему следует действовать должным образом.",
            ),
            ("zh", "1. 各国⟪必须⟫采取措施。"),
            ("zh", "1. 各国应采取措施。\n2. 各国应当说明必须满足的条件，并说明是否必须通知。"),
            ("ar", "1. ⟪يجب⟫ على الدولة أن تتصرف."),
            ("ar", "1. ينبغي للدولة أن تبين الشروط التي يجب استيفاؤها."),
        ],
    );
}

#[test]
fn a_document_that_binds_says_shall() {
    assert!(found(&book("en", "1. A State shall act.", "nature = \"binding\"\n", "")).is_empty());
    assert_eq!(found(&book("en", "1. A State shall act.", "nature = \"non-binding\"\n", "")), ["binding-verb: shall"]);
}

#[test]
fn duties_that_no_provision_has() {
    table(
        "stronger-than-provision",
        &[
            ("en", "1. Under [](conv:2), a State ⟪is required to⟫ act."),
            (
                "en",
                "1. Under [](conv:3), a State ⟪must⟫ act.\n2. Under article 2 of the Convention, States ⟪are obliged to⟫ answer.",
            ),
            (
                "en",
                "1. Under [](conv:1), a State is required to act.\n2. Under [](conv:4), a State is required to act.",
            ),
            ("en", "1. Under [](conv:2) and [](conv:1), a State is required to act."),
            (
                "en",
                "1. Under [](conv:5), a State is required to act.\n2. Under [](conv:5(1)), a State ⟪is required to⟫ act.",
            ),
            (
                "en",
                "1. Under [](conv:3), a State is required to consider action.\n2. No State is required to act under [](conv:2).",
            ),
            (
                "en",
                "1. Under [](conv:2), a State may act. It is required to answer.\n2. Where its own law so demands, a State is required to act under [](conv:2).",
            ),
            (
                "fr",
                "1. Selon [](conv:2), l'État ⟪est tenu de⟫ répondre.\n2. Selon [](conv:2), l'État n'est pas tenu de répondre.",
            ),
            (
                "es",
                "1. Según [](conv:2), el Estado ⟪está obligado a⟫ responder.\n2. Según [](conv:2), el Estado no está obligado a responder.",
            ),
            (
                "ru",
                "1. Согласно [](conv:2) государство ⟪обязано⟫ ответить.\n2. Согласно [](conv:2) государство не обязано отвечать.",
            ),
            ("zh", "1. 根据[](conv:2)，各国⟪有义务⟫答复。\n2. 根据[](conv:2)，各国没有义务答复。"),
            ("ar", "1. وفقا لما جاء في [](conv:2) ⟪يتعين على⟫ الدولة أن ترد."),
        ],
    );
}

#[test]
fn force_needs_a_duty() {
    let force = |implements: &str| {
        found(&book("en", "1. A State should act.", "", &format!("force: required\nimplements: [{implements}]\n")))
    };
    let wrong = ["stronger-than-provision: required"];
    assert_eq!(force("\"conv:2\""), wrong);
    assert_eq!(force("\"conv:2\", \"conv:3\""), wrong);
    assert_eq!(force("\"conv:5(1)\""), wrong, "the obligation is that of the paragraph");
    assert_eq!(force(""), wrong);
    for right in
        ["\"conv:1\"", "\"conv:2\", \"conv:1\"", "\"conv:5(2)\"", "\"conv:5\"", "\"conv:4\"", "\"conv:2\", \"conv:4\""]
    {
        assert!(force(right).is_empty(), "{right}");
    }
    let files = book("en", "1. A State should act.", "", "force: required\nimplements: [\"conv:5(1)\"]\n");
    let compiled = compile(&files);
    let label = &support::only(&compiled, "stronger-than-provision").labels[0];
    assert_eq!(label.message, "`conv:5(1)` is optional");
    assert_eq!(compiled.book.sources.text(label.span), "optional", "the label points into the registry");
}

#[test]
fn double_negatives() {
    table(
        "double-negative",
        &[
            ("en", "1. A State ⟪should not fail to⟫ act.\n2. ⟪No State should not⟫ act."),
            (
                "en",
                "1. A State should not refuse to act unless the request is not in writing.\n2. No later than May the State should not yet act.",
            ),
            (
                "en",
                "1. No request should be refused if it is not in writing. No State, where it does not know, should act.\n2. It should not be regarded as not made, and should not fail for want of form.",
            ),
            (
                "en",
                "1. A State should act.\n\n## Commentary\n\nA court should not fail to see this.\n\n## Model provision\n\n1. The court may, and ⟪may not refrain from⟫, act.",
            ),
            (
                "fr",
                "1. L'État ne devrait ⟪pas s'abstenir de⟫ répondre.\n2. Aucun État ne devrait agir, et il ne devrait pas manquer de moyens.",
            ),
            (
                "es",
                "1. El Estado ⟪no debería dejar de⟫ actuar.\n2. Ningún Estado debería actuar; no debería dejarse sin respuesta.",
            ),
            (
                "ru",
                "1. Государству ⟪не следует не⟫ отвечать.\n2. Никто не может быть забыт, и не следует не только отвечать, но и молчать.",
            ),
            ("zh", "1. 各国⟪不应不⟫予答复。\n2. 各国不应不合理地拒绝，也不得不当拒绝。"),
            ("ar", "1. ⟪لا ينبغي عدم⟫ الرد.\n2. لا ينبغي رفض الطلب."),
        ],
    );
}

#[test]
fn and_or() {
    table(
        "and-or",
        &[
            (
                "en",
                "1. A ⟪and/or⟫ B, C ⟪AND / OR⟫ D.\n2. Sand/ore, band/or, `and/or`, \"and/or\", either/or, and/orange.",
            ),
            ("fr", "1. Le gel ⟪et/ou⟫ la saisie."),
            ("es", "1. El embargo ⟪y/o⟫ la incautación."),
            ("ru", "1. Арест ⟪и/или⟫ конфискация."),
            ("zh", "1. 冻结⟪和/或⟫扣押，没收⟪及／或⟫返还。"),
            ("ar", "1. التجميد ⟪و/أو⟫ الحجز."),
            ("en", "1. A State should act.\n\n## Model provision\n\n1. The court ⟪and/or⟫ the registry shall decide."),
        ],
    );
}

#[test]
fn abbreviations() {
    table(
        "undefined-abbreviation",
        &[
            ("en", "1. The ⟪FIU⟫ acts. The FIU answers.\n2. The FIUs meet."),
            ("en", "1. A financial intelligence unit (FIU) acts. The FIU answers.\n2. The FIU's files are kept."),
            ("en", "1. The unit (“FIU”) acts; the FIU (financial intelligence unit) answers."),
            ("en", "1. The ⟪FIU⟫ acts.\n2. A financial intelligence unit (FIU) answers."),
            (
                "en",
                "1. Chapter IV, part XI, symbol CAC/COSP/2017/8, ISO 37001, COVID-19, `FIU`, “FIU” and U.S.A.\n2. A State should NOT act. UN rules, group AA and version B2B are known.",
            ),
            ("en", "1. A State should act.\n\n## Commentary\n\n### THE FIU OF A STATE\n\nText."),
            (
                "en",
                "1. In these guidelines FIU means a financial intelligence unit. The FIU acts.\n2. See [the page](https://example.org/FIU)[^FIU].\n\n[^FIU]: A note of the ⟪OECD⟫.",
            ),
            ("fr", "1. La ⟪CRF⟫ agit."),
            ("es", "1. La unidad de inteligencia financiera (UIF) actúa. La UIF responde."),
            ("ru", "1. ⟪ПФР⟫ действует.\n2. Устав ООН известен."),
            ("zh", "1. 由⟪FIU⟫处理。"),
            ("zh", "1. 由金融情报单位（FIU）处理。FIU可以答复。"),
        ],
    );
    let listed = "[output.clausebook.abbreviations]\nFIU = \"financial intelligence unit\"\n[output.clausebook.bodies]\nEGY = \"Egypt\"\n";
    assert!(found(&book("en", "1. The FIU and CONV act, as EGY says.", listed, "")).is_empty());
}

#[test]
fn gendered_words() {
    table(
        "gendered-pronoun",
        &[
            (
                "en",
                "1. A judge gives ⟪his⟫ reasons if ⟪he⟫ can. ⟪She⟫ may do so ⟪herself⟫.\n2. The ⟪Chairman⟫ decides.",
            ),
            (
                "en",
                "1. A judge gives his or her reasons if he/she can, himself or herself.\n2. Her Majesty's courts, the theatre, history, \"his\" and the chair.",
            ),
            ("zh", "1. 法官应说明⟪他⟫的理由。\n2. 其他国家和他人的财产、排他权利、他们以及他或她。"),
            ("fr", "1. Le juge devrait donner ses motifs ; il peut le faire lui-même."),
            ("ru", "1. Судье следует изложить свои доводы; он может сделать это сам."),
            ("es", "1. El juez debería exponer sus motivos; él puede hacerlo."),
            ("ar", "1. ينبغي للقاضي أن يبين أسبابه."),
        ],
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever is typed, no rule of wording panics, and every finding is a place in the file.
    #[test]
    fn no_prose_breaks_a_rule(
        prose in proptest::collection::vec(prop_oneof![
            "\\PC{0,12}",
            "[ \\[\\]()*_\"“”«»/.,-]{0,4}",
            prop_oneof![
                Just("shall"), Just("и/или"), Just("不应不"), Just("FIUs"), Just("No State should not"), Just("İ&amp;ß"),
                Just("[](conv:2)"), Just("must"), Just("يجب"), Just("[^a]"), Just("\u{301}"), Just("is required to"),
            ].prop_map(str::to_owned),
        ], 0..12),
        language in prop_oneof![Just("en"), Just("fr"), Just("es"), Just("ru"), Just("zh"), Just("ar")],
    ) {
        let files = book(language, &format!("1. {}", prose.join(" ")), "", "");
        let compiled = compile(&files);
        for finding in &compiled.findings {
            let text = &compiled.book.sources.get(finding.span.file).text;
            prop_assert!(text.get(finding.span.range()).is_some(), "{}", finding.message);
        }
    }
}
