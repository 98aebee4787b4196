/* The glyph picker: forms of the character before the caret, chosen by eye, inserted at the caret. */
"use strict";

(() => {
  const isSelector = (code) => (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef);
  const dialog = build();
  let field = null;
  let caret = 0;

  function build() {
    const made = document.createElement("dialog");
    made.className = "dialog";
    made.setAttribute("aria-labelledby", "glyph-dialog-title");
    made.innerHTML =
      '<div class="dialog-head"><h2 id="glyph-dialog-title">字形を選ぶ</h2>' +
      '<button type="button" class="button button--plain button--small" data-close>閉じる（Esc）</button></div>' +
      '<p class="hint">矢印キーで選び、Enterで入れます。</p><div class="glyph-place"></div>';
    document.body.append(made);
    return made;
  }

  /* The character that ends at the caret, with its selectors; at the very start, the first one. */
  function clusterEnd(text, position) {
    const at = position > 0 ? position : text.length ? String.fromCodePoint(text.codePointAt(0)).length : 0;
    let end = at;
    while (end < text.length && isSelector(text.codePointAt(end))) end += String.fromCodePoint(text.codePointAt(end)).length;
    return end;
  }

  function clusterStart(text, end) {
    let start = end;
    while (start > 0) {
      start -= /[\udc00-\udfff]/.test(text[start - 1]) ? 2 : 1;
      if (!isSelector(text.codePointAt(start))) break;
    }
    return start;
  }

  async function open(target) {
    field = target;
    caret = clusterEnd(field.value, field.selectionEnd ?? field.value.length);
    const place = dialog.querySelector(".glyph-place");
    /* Only one character leaves the page, never a name. */
    const typed = field.value.slice(clusterStart(field.value, caret), caret);
    try {
      place.innerHTML = await juki.fragment(field.dataset.url, "text", typed);
    } catch {
      place.textContent = "字形を読み込めませんでした。もう一度F2を押してください。";
    }
    if (!dialog.open) dialog.showModal();
    (dialog.querySelector(".glyph[aria-current]") || dialog.querySelector(".glyph") || dialog.querySelector("[data-close]")).focus();
  }

  function insert(sequence) {
    const target = field;
    const start = clusterStart(target.value, caret);
    dialog.close();
    target.setRangeText(sequence, start, caret, "end");
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* Columns are as many as stand in the first row on this screen. */
  function move(from, key) {
    const all = [...dialog.querySelectorAll(".glyph")];
    const columns = all.filter((one) => one.offsetTop === all[0].offsetTop).length;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[key];
    const next = all[all.indexOf(from) + by];
    if (next) next.focus();
  }

  dialog.addEventListener("click", (event) => {
    const glyph = event.target.closest(".glyph");
    if (glyph) insert(glyph.dataset.sequence);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key.startsWith("Arrow") && event.target.matches(".glyph")) {
      event.preventDefault();
      move(event.target, event.key);
    }
  });
  dialog.addEventListener("close", () => {
    if (field) field.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "F2" && event.target.dataset.url && event.target.matches("input, textarea")) {
      event.preventDefault();
      open(event.target);
    }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-glyph-for]");
    if (button) open(document.getElementById(button.dataset.glyphFor));
  });
})();
