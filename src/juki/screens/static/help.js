/* What a field is for: F1 in the field, or the mark beside its name, shows and hides its text below it. */
"use strict";

(() => {
  const around = (field) => field.closest(".field") || field.closest(".choice") || field.parentElement;

  function told(field) {
    const id = `${field.id}-help`;
    return document.getElementById(id);
  }

  function show(field) {
    const open = told(field);
    if (open) {
      open.remove();
      field.removeAttribute("aria-details");
      return;
    }
    const text = Object.assign(document.createElement("p"), { id: `${field.id}-help`, className: "help-text", textContent: field.dataset.help });
    text.setAttribute("role", "status");
    around(field).append(text);
    field.setAttribute("aria-details", text.id);
  }

  /* One mark for each label that is seen; the keyboard has F1, so the mark is no stop on its way. */
  function mark(field) {
    const label = around(field).querySelector(".label:not(.visually-hidden)");
    if (!label || label.querySelector(".help-mark")) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "help-mark", tabIndex: -1, textContent: "?" });
    button.setAttribute("aria-label", `${label.textContent.replace("必須", "")}の説明`);
    button.addEventListener("click", (event) => {
      event.preventDefault();
      show(field);
    });
    label.append(button);
  }

  document.querySelectorAll("input[data-help], select[data-help], textarea[data-help]").forEach(mark);
  document.addEventListener("keydown", (event) => {
    if (event.key === "F1" && event.target.dataset && event.target.dataset.help) {
      event.preventDefault();
      show(event.target);
    }
  });
})();
