//! Templates.

use super::rule;
use crate::diag::Rule;

rule!(TEMPLATE_ERROR, "template-error", Rendering, Error,
    "A template cannot be read, or asks for something that is not there.",
    "The book's `templates/` folder replaces the program's templates file by file. The finding gives the template's file, line and what is missing; docs/templates.md lists every variable that a template can use.",
    wrong: "@file templates/site/clause.html\n{% extends \"site/base.html\" %}\n{% block content %}\n<p>{{ clause.⟪titel⟫ }}</p>\n{% endblock content %}",
    right: "@file templates/site/clause.html\n{% extends \"site/base.html\" %}\n{% block content %}\n<p>{{ clause.title }}</p>\n{% endblock content %}");

/// The rules of this family.
pub static RULES: &[&Rule] = &[&TEMPLATE_ERROR];
