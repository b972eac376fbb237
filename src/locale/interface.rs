//! Words of the interface in six languages.
//!
//! Statuses, obligations and the words for States follow the terms of the Convention in each language; the others are
//! ours and should be proof-read by a native speaker.

use serde::Serialize;

use crate::model::language::Language;

macro_rules! words {
    ($($name:ident: [$en:literal, $ar:literal, $zh:literal, $fr:literal, $ru:literal, $es:literal];)*) => {
        /// Words of the interface in one language, each named by what it says in English.
        #[derive(Debug, Clone, Copy, Serialize)]
        pub struct Words {
            $(#[doc = $en] pub $name: &'static str,)*
        }

        static EN: Words = Words { $($name: $en,)* };
        static AR: Words = Words { $($name: $ar,)* };
        static ZH: Words = Words { $($name: $zh,)* };
        static FR: Words = Words { $($name: $fr,)* };
        static RU: Words = Words { $($name: $ru,)* };
        static ES: Words = Words { $($name: $es,)* };
    };
}

words! {
    skip_to_content: ["Skip to the text", "انتقل إلى النص", "跳到正文", "Aller au texte", "Перейти к тексту", "Ir al texto"];
    site: ["Site", "الموقع", "网站", "Site", "Сайт", "Sitio"];
    contents: ["Contents", "المحتويات", "目录", "Table des matières", "Содержание", "Índice"];
    trail: ["Where you are", "موقعك", "当前位置", "Vous êtes ici", "Вы находитесь здесь", "Usted está aquí"];
    on_this_page: ["On this page", "في هذه الصفحة", "本页内容", "Sur cette page", "На этой странице", "En esta página"];
    previous: ["Previous", "السابق", "上一条", "Précédent", "Предыдущее", "Anterior"];
    next: ["Next", "التالي", "下一条", "Suivant", "Следующее", "Siguiente"];
    in_preparation: ["in preparation", "قيد الإعداد", "编写中", "en préparation", "готовится", "en preparación"];
    stale_translation: ["This translation was made from an earlier state of the text.", "أُعدت هذه الترجمة استنادا إلى صيغة سابقة من النص.", "本译文依据较早的文本译出。", "Cette traduction a été faite d'après un état antérieur du texte.", "Этот перевод сделан с более ранней редакции текста.", "Esta traducción se hizo a partir de un estado anterior del texto."];
    not_translated: ["Not yet translated; the source text is shown.", "لم يُترجم بعد؛ يُعرض النص الأصلي.", "尚未翻译，显示原文。", "Pas encore traduit ; le texte source est reproduit.", "Перевод еще не готов; приводится исходный текст.", "Aún no traducido; se muestra el texto original."];
    copy_link: ["Copy link", "نسخ الرابط", "复制链接", "Copier le lien", "Копировать ссылку", "Copiar el enlace"];
    copy_citation: ["Copy citation", "نسخ الإحالة", "复制引文", "Copier la référence", "Копировать указание источника", "Copiar la referencia"];
    copy_text: ["Copy text", "نسخ النص", "复制案文", "Copier le texte", "Копировать текст", "Copiar el texto"];
    legal_system: ["Your legal system", "نظامكم القانوني", "您的法律制度", "Votre système juridique", "Ваша правовая система", "Su ordenamiento jurídico"];
    all_systems: ["all", "الكل", "全部", "tous", "все", "todos"];
    copied: ["Copied", "تم النسخ", "已复制", "Copié", "Скопировано", "Copiado"];
    side_by_side: ["Languages side by side", "اللغات جنبا إلى جنب", "多语文对照", "Langues en regard", "Языки рядом", "Idiomas en paralelo"];
    untranslated: ["not yet translated", "لم يُترجم بعد", "尚未翻译", "pas encore traduit", "еще не переведено", "aún no traducido"];
    languages: ["Languages", "اللغات", "语言", "Langues", "Языки", "Idiomas"];
    annexes: ["Annexes", "المرفقات", "附件", "Annexes", "Приложения", "Anexos"];
    instruments: ["Instruments", "الصكوك", "文书", "Instruments", "Документы", "Instrumentos"];
    footnotes: ["Footnotes", "الحواشي", "脚注", "Notes de bas de page", "Сноски", "Notas"];
    glossary: ["Glossary", "مسرد المصطلحات", "术语表", "Glossaire", "Глоссарий", "Glosario"];
    concordance: ["Concordance", "جدول المطابقة", "对照表", "Table de concordance", "Таблица соответствия", "Tabla de concordancia"];
    coverage: ["Coverage", "التغطية", "覆盖情况", "Couverture", "Охват", "Cobertura"];
    open_brackets: ["Open brackets", "النصوص الواردة بين أقواس معقوفة", "方括号内案文", "Crochets ouverts", "Текст в квадратных скобках", "Texto entre corchetes"];
    no_open_brackets: ["No text stands in square brackets.", "لا يوجد نص بين أقواس معقوفة.", "没有方括号内的案文。", "Aucun texte ne figure entre crochets.", "Текста в квадратных скобках нет.", "No hay texto entre corchetes."];
    alternative: ["Alternative", "البديل", "备选案文", "Variante", "Вариант", "Variante"];
    alternatives: ["Alternatives", "البدائل", "备选案文对照", "Variantes", "Варианты", "Variantes"];
    views: ["Views of the text", "طرائق عرض النص", "案文的显示方式", "Présentations du texte", "Виды текста", "Presentaciones del texto"];
    compilation_text: ["Compilation text", "النص التجميعي", "汇编案文", "Texte de compilation", "Сводный текст", "Texto de compilación"];
    clean_text: ["Clean text", "النص الخالي من الأقواس", "无括号案文", "Texte sans crochets", "Текст без скобок", "Texto sin corchetes"];
    clean_rule: ["Of alternatives that stand side by side this text keeps the first; all other text in square brackets is left out. It is an aid to reading and prejudges nothing.", "يُبقي هذا النص على أول البدائل المتجاورة ويترك كل ما عداه من نصوص بين أقواس معقوفة. وهو معين على القراءة ولا يمس بنتيجة التفاوض.", "本案文在并列的备选案文中保留第一个，其他方括号内的案文均略去。本案文仅为便于阅读，不影响谈判结果。", "Des variantes placées côte à côte, ce texte conserve la première ; tout autre passage entre crochets est omis. Il facilite la lecture et ne préjuge de rien.", "Из стоящих рядом вариантов здесь оставлен первый; весь прочий текст в квадратных скобках опущен. Это лишь облегчает чтение и ничего не предрешает.", "De las variantes que figuran una junto a otra, este texto conserva la primera; se omite todo otro texto entre corchetes. Facilita la lectura y no prejuzga nada."];
    not_agreed: ["[not agreed]", "[غير متفق عليه]", "[未商定]", "[non convenu]", "[не согласовано]", "[no acordado]"];
    no_text: ["or no text", "أو لا نص", "或无案文", "ou pas de texte", "или без текста", "o ningún texto"];
    proposed_by: ["Proposed by", "مقدم الاقتراح", "提出方", "Proposé par", "Автор предложения", "Propuesto por"];
    text: ["Text", "النص", "案文", "Texte", "Текст", "Texto"];
    guideline: ["Guideline", "المبدأ التوجيهي", "准则", "Principe directeur", "Руководящее положение", "Directriz"];
    part: ["Part", "الجزء", "部分", "Partie", "Часть", "Parte"];
    chapter: ["Chapter", "الفصل", "章", "Chapitre", "Глава", "Capítulo"];
    clauses: ["Guidelines", "المبادئ التوجيهية", "准则", "Principes directeurs", "Руководящие положения", "Directrices"];
    paragraph: ["paragraph", "الفقرة", "段", "paragraphe", "пункт", "párrafo"];
    provision: ["Provision", "الحكم", "条款", "Disposition", "Положение", "Disposición"];
    implements: ["Provisions implemented", "الأحكام المنفَّذة", "所落实的条款", "Dispositions mises en œuvre", "Осуществляемые положения", "Disposiciones que se aplican"];
    see_also: ["See also", "انظر أيضا", "另见", "Voir aussi", "См. также", "Véase también"];
    referred_to_in: ["Referred to in", "مشار إليه في", "被引用于", "Mentionné dans", "Упоминается в", "Mencionado en"];
    relation_implements: ["implements", "ينفذ", "落实", "met en œuvre", "осуществляет", "aplica"];
    relation_related: ["related", "ذو صلة", "相关", "connexe", "связано", "relacionado"];
    relation_cites: ["cites", "يشير إلى", "引用", "cite", "ссылается на", "cita"];
    implementing_clauses: ["Implementing", "المبادئ التوجيهية المنفِّذة", "落实本条款的准则", "Mise en œuvre", "Осуществляют", "La aplican"];
    citing_clauses: ["Citing", "المبادئ التوجيهية التي تشير إلى الحكم", "引用本条款的准则", "Citations", "Упоминают", "La citan"];
    wider_citations: ["Citations of the whole chapter", "الإشارات إلى الفصل بأكمله", "对整章的引用", "Citations du chapitre entier", "Ссылки на главу в целом", "Citas del capítulo en su conjunto"];
    unverified_provisions: ["Provisions not listed here because their numbers have not been checked against the source", "أحكام غير مدرجة هنا لأن أرقامها لم يُتحقق منها بالرجوع إلى المصدر", "因编号尚未与原文核对而未列出的条款", "Dispositions non énumérées ici, leur numéro n'ayant pas été vérifié par rapport à la source", "Положения, не приведенные здесь, поскольку их номера не сверены с источником", "Disposiciones que no figuran aquí porque su número no se ha cotejado con la fuente"];
    adopted: ["Adopted", "تاريخ الاعتماد", "通过日期", "Date d'adoption", "Дата принятия", "Fecha de aprobación"];
    in_force: ["In force since", "تاريخ بدء النفاذ", "生效日期", "Entrée en vigueur le", "Дата вступления в силу", "Entrada en vigor"];
    official_text: ["Official text", "النص الرسمي", "正式文本", "Texte officiel", "Официальный текст", "Texto oficial"];
    obligation: ["Obligation", "الالتزام", "义务", "Obligation", "Обязательство", "Obligación"];
    obligation_mandatory: ["mandatory", "ملزم", "强制性", "obligatoire", "обязательное", "obligatoria"];
    obligation_qualified: ["mandatory subject to domestic law", "ملزم رهنا بالقانون الداخلي", "强制性，但应根据本国法律", "obligatoire, sous réserve du droit interne", "обязательное при соблюдении внутреннего законодательства", "obligatoria, con sujeción al derecho interno"];
    obligation_consider: ["to be considered", "للنظر فيه", "应予考虑", "à envisager", "подлежит рассмотрению", "debe considerarse"];
    obligation_optional: ["optional", "اختياري", "任择性", "facultatif", "факультативное", "facultativa"];
    obligation_none: ["no obligation", "لا التزام", "无义务", "sans obligation", "без обязательства", "sin obligación"];
    force_required: ["restates a duty", "تذكير بواجب", "重申义务", "rappelle une obligation", "воспроизводит обязанность", "reitera una obligación"];
    force_recommended: ["recommended", "موصى به", "建议", "recommandé", "рекомендуется", "recomendado"];
    force_optional: ["optional", "اختياري", "任择性", "facultatif", "факультативно", "facultativo"];
    draft: ["draft", "مشروع", "草案", "projet", "проект", "proyecto"];
    under_negotiation: ["under negotiation", "قيد التفاوض", "谈判中", "en négociation", "на стадии переговоров", "en negociación"];
    agreed_ad_referendum: ["agreed ad referendum", "متفق عليه بشرط الاستشارة", "商定（尚待核准）", "convenu ad referendum", "согласовано ad referendum", "acordado ad referéndum"];
    agreed: ["agreed", "متفق عليه", "已商定", "convenu", "согласовано", "acordado"];
    withdrawn: ["withdrawn", "مسحوب", "已撤回", "retiré", "снято", "retirado"];
    requesting_state: ["Requesting State", "الدولة الطالبة", "请求国", "État requérant", "Запрашивающее государство", "Estado requirente"];
    requested_state: ["Requested State", "الدولة متلقية الطلب", "被请求国", "État requis", "Запрашиваемое государство", "Estado requerido"];
    all_states: ["All States", "جميع الدول", "所有国家", "Tous les États", "Все государства", "Todos los Estados"];
    covered: ["implemented", "منفَّذ", "已落实", "mise en œuvre", "осуществлено", "aplicada"];
    covered_within: ["implemented within a wider provision", "منفَّذ ضمن حكم أوسع", "在更宽泛的条款中落实", "mise en œuvre dans une disposition plus large", "осуществлено в составе более широкого положения", "aplicada dentro de una disposición más amplia"];
    left_out: ["left out on purpose", "متروك عمدا", "有意略去", "laissée de côté à dessein", "намеренно опущено", "omitida deliberadamente"];
    not_covered: ["not dealt with", "لم يُتناول", "未涉及", "non traitée", "не рассмотрено", "no abordada"];
    recent_changes: ["Recent changes", "التغييرات الأخيرة", "最近的变动", "Modifications récentes", "Последние изменения", "Cambios recientes"];
    since_edition: ["Since the latest edition", "منذ آخر إصدار", "最新版本以来", "Depuis la dernière édition", "После последнего издания", "Desde la última edición"];
    added: ["new", "جديد", "新增", "nouveau", "новое", "nueva"];
    changed: ["changed", "معدَّل", "有改动", "modifié", "изменено", "modificada"];
    renumbered: ["renumbered", "أعيد ترقيمه", "重新编号", "renuméroté", "изменен номер", "renumerada"];
    formerly: ["formerly", "سابقا", "原为", "anciennement", "ранее", "anteriormente"];
    page_missing: ["This page does not exist", "هذه الصفحة غير موجودة", "此页面不存在", "Cette page n'existe pas", "Такой страницы нет", "Esta página no existe"];
    page_missing_help: ["It may have moved. What you are looking for can be found from here:", "ربما نُقلت. يمكن الوصول إلى ما تبحثون عنه من هنا:", "页面可能已移动。您可以从这里查找：", "Elle a peut-être été déplacée. Vous trouverez ce que vous cherchez à partir d'ici :", "Возможно, она перемещена. То, что вы ищете, можно найти отсюда:", "Es posible que se haya trasladado. Puede encontrar lo que busca desde aquí:"];
    by_body: ["By body", "حسب الجهة", "按提出方", "Par groupe", "По авторам", "Por grupo"];
    as_picture: ["As a picture (SVG)", "على شكل صورة (SVG)", "图片 (SVG)", "Sous forme d'image (SVG)", "Как рисунок (SVG)", "Como imagen (SVG)"];
    not_used: ["Not used", "لا يستعمل", "不用", "Non employé", "Не употребляются", "No se usa"];
    treaty: ["treaty", "معاهدة", "条约", "traité", "договор", "tratado"];
    law: ["law", "قانون", "法律", "loi", "закон", "ley"];
    search: ["Search", "بحث", "搜索", "Rechercher", "Поиск", "Buscar"];
    search_hint: ["Words, a “phrase”, a number (34) or a provision (57(3)(c))", "كلمات أو \"عبارة\" أو رقم (34) أو حكم (57(3)(ج))", "字词、“短语”、编号（34）或条款（第57条第3款(c)项）", "Mots, « phrase », numéro (34) ou disposition (57(3)(c))", "Слова, «выражение», номер (34) или положение (57(3)(c))", "Palabras, «frase», número (34) o disposición (57(3)(c))"];
    search_within: ["Search in", "البحث في", "搜索范围", "Chercher dans", "Искать в", "Buscar en"];
    search_everything: ["Everything", "الكل", "全部", "Tout", "Везде", "Todo"];
    search_results: ["Results", "النتائج", "结果", "Résultats", "Результаты", "Resultados"];
    search_some: ["Not all of the words were found together.", "لم يُعثر على جميع الكلمات معا.", "未找到同时包含所有字词的内容。", "Tous les mots n'ont pas été trouvés ensemble.", "Все слова вместе не найдены.", "No se encontraron todas las palabras juntas."];
    search_nothing: ["Nothing was found. Try fewer or other words.", "لم يُعثر على شيء. جرّب كلمات أقل أو غيرها.", "没有找到结果。请减少或更换字词。", "Rien n'a été trouvé. Essayez moins de mots, ou d'autres.", "Ничего не найдено. Попробуйте меньше слов или другие.", "No se encontró nada. Pruebe con menos palabras o con otras."];
    search_more: ["More results", "مزيد من النتائج", "更多结果", "Plus de résultats", "Еще результаты", "Más resultados"];
    search_needs_scripts: ["Searching needs scripts, which are switched off here. These pages lead to everything:", "يتطلب البحث تشغيل البرامج النصية، وهي معطلة هنا. تقود هذه الصفحات إلى كل شيء:", "搜索需要启用脚本，而脚本在此已停用。可从以下页面找到全部内容：", "La recherche nécessite les scripts, qui sont désactivés ici. Ces pages mènent à tout :", "Для поиска нужны скрипты, которые здесь отключены. Ко всему ведут эти страницы:", "La búsqueda requiere scripts, que están desactivados aquí. Estas páginas conducen a todo:"];
    non_binding: ["non-binding", "غير ملزم", "无约束力", "non contraignant", "не имеет обязательной силы", "no vinculante"];
}

/// The words of a language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Ar => &AR,
        Language::Zh => &ZH,
        Language::En => &EN,
        Language::Fr => &FR,
        Language::Ru => &RU,
        Language::Es => &ES,
    }
}
