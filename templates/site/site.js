// What the pages of the site do beyond being read. Without scripts everything stays readable; the class below tells the
// style sheet to show the controls that need this file.
"use strict";

document.documentElement.classList.add("scripted");
