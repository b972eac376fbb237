// What the pages of the site do beyond being read. Without scripts everything stays readable; the class below tells the
// style sheet to show the controls that need this file.
"use strict";

document.documentElement.classList.add("scripted");

// `/` leads to the search field.
document.addEventListener("keydown", (event) => {
  const field = document.querySelector('input[name="q"]');
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing || !field) return;
  event.preventDefault();
  field.focus();
});
