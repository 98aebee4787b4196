/* Small help for the keyboard. Every page works without it; nothing here decides anything. */
"use strict";

const juki = (() => {
  const root = document.documentElement;
  root.classList.add("scripted");

  const skipped = "[type=hidden], [disabled], [tabindex='-1']";
  const steps = (form) =>
    [...form.elements].filter((one) => one.tagName !== "FIELDSET" && !one.matches(skipped) && one.checkVisibility());

  function focusNext(from) {
    const all = steps(from.form);
    const ahead = all.slice(all.indexOf(from) + 1).filter((one) => !one.matches("[data-aside]"));
    const next = ahead.find((one) => one.type !== "radio" || one.name !== from.name);
    if (next) {
      next.focus();
      if (next.select && next.tagName === "INPUT") next.select();
    }
  }

  /* Enter moves on, as at a counter terminal. Enter that ends a conversion from kana is not ours. */
  function onKey(event) {
    const field = event.target;
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey) {
      const form = field.form || (field.closest("a[href]:not([href^='#'])") ? null : mainForm());
      if (!form) return;
      event.preventDefault();
      submitByKey(form);
    } else if (field.form && field.form.dataset.enter === "next" && field.matches("input, select") && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      focusNext(field);
    }
  }

  /* Where the focus is in no form, the only one to be filled in is meant, or none: what approves or issues is never sent
     from afar. */
  function mainForm() {
    const shown = [...document.querySelectorAll("main form")].filter((one) => primary(one) && primary(one).checkVisibility());
    const marked = shown.filter((one) => one.hasAttribute("data-primary"));
    const [only, ...others] = marked.length ? marked : shown;
    return only && !others.length && isFilledIn(only) && !document.querySelector("dialog[open]") ? only : null;
  }
  const isFilledIn = (form) =>
    form.matches("[data-guard], [data-repeat], [data-primary]") && !form.matches("[data-careful]") && steps(form).some((one) => !one.matches("button"));
  const primary = (form) => form.querySelector("button.button--primary:not([type=button])");

  function submitByKey(form) {
    const button = primary(form) || form.querySelector("button[type=submit]");
    if (!button || button.disabled) return;
    document.activeElement.blur(); /* what was typed last counts as changed, as it does for a click */
    form.requestSubmit(button);
  }

  /* One click, one submission: the button's own name must still travel, so it is disabled after the event. */
  function onSubmit(event) {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (form.hasAttribute("data-repeat") || form.getAttribute("method") !== "post" || form.hasAttribute("hx-get") || form.hasAttribute("hx-post")) return;
    form.dataset.sent = "yes";
    changed.delete(form);
    setTimeout(() => form.querySelectorAll("button").forEach((one) => setBusy(one, true)));
  }

  function setBusy(button, busy) {
    if (busy && !button.disabled) button.dataset.busy = "yes";
    if (busy || button.dataset.busy) button.disabled = busy;
    if (!busy) delete button.dataset.busy;
  }

  function wake() {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll("button").forEach((one) => setBusy(one, false));
    });
  }

  /* Unsaved text. A form that came back with errors holds unsaved text from the start. */
  const changed = new Set();
  function onInput(event) {
    if (event.isTrusted && event.target.matches("[data-part]:not([data-code], [data-part=lot], [data-part=building])")) forgetCodes(event.target);
    if (event.target.form && event.target.form.hasAttribute("data-guard")) changed.add(event.target.form);
  }
  /* A code that was looked up does not belong to a place written over by hand; the city's stays while only the town is. */
  function forgetCodes(field) {
    const stale = field.dataset.part === "town" ? '[data-code][data-part="town_code"]' : "[data-code]";
    if (parts(field)) parts(field).querySelectorAll(stale).forEach((one) => (one.value = ""));
  }
  function onLeave(event) {
    if (changed.size) event.preventDefault();
  }

  /* The short ways to type a date, written out so that the server and the clerk read the same. */
  const ERAS = {};  // by code and by letter; the server has the table
  for (const era of (document.documentElement.dataset.eras || "").split(" ").filter(Boolean)) {
    ERAS[era[0]] = ERAS[era[1]] = era.slice(2);
  }
  const EXACT = /^([1-9A-Z])(\d{2})(\d{2})(\d{2})$/i;
  const PARTED = /^([A-Z])(\d{1,2}|元)[./-](\d{1,2})[./-](\d{1,2})$/i;
  const WESTERN = /^(\d{4})[./-]?(\d{2})[./-]?(\d{2})$|^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/;

  function spelledOut(typed, style) {
    const text = typed.normalize("NFKC").trim();
    const era = EXACT.exec(text) || PARTED.exec(text);
    if (era && ERAS[era[1].toUpperCase()] && style !== "western") {
      const year = era[2] === "元" || Number(era[2]) === 1 ? "元" : Number(era[2]);
      return `${ERAS[era[1].toUpperCase()]}${year}年${Number(era[3])}月${Number(era[4])}日`;
    }
    const west = WESTERN.exec(text);
    if (!west) return typed;
    const [year, month, day] = west[1] ? west.slice(1, 4) : west.slice(4, 7);
    return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  }

  /* Twelve digits in fours, to be compared with a card; the server reads them either way. */
  function grouped(typed) {
    const digits = typed.normalize("NFKC").replace(/ /g, "");
    return /^\d{12}$/.test(digits) ? digits.replace(/(\d{4})(?=\d)/g, "$1 ") : typed;
  }

  const LOOKED_UP = /^[0-9]{7}$|[ぁ-ヺ]/;  // a postal code, or the first kana of an address
  function onChange(event) {
    const field = event.target;
    if ("grouped" in field.dataset) field.value = grouped(field.value);
    if (field.dataset.date) field.value = spelledOut(field.value, field.dataset.date);
    if (field.dataset.lookup && LOOKED_UP.test(field.value.normalize("NFKC").replace(/[^0-9ぁ-ヺ]/g, ""))) lookUp(field);
  }

  /* Postal code: the answer is offered, never forced over what is typed. */
  async function fragment(url, name, value) {
    const address = new URL(url, location.href);
    address.searchParams.set(name, value);
    const reply = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!reply.ok) throw new Error(String(reply.status));
    return reply.text();
  }

  const parts = (field) => field.closest("[data-address]");
  async function lookUp(field) {
    const place = parts(field) && parts(field).querySelector(".towns");
    if (!place) return;
    try {
      place.innerHTML = await fragment(field.dataset.lookup, "postal_code", field.value);
    } catch {
      place.textContent = "住所を引けませんでした。住所を直に入力してください。";
      return;
    }
    const towns = place.querySelectorAll(".town");
    const all = [...parts(field).querySelectorAll("[data-part]")];
    const waits = [field, all[0]].includes(document.activeElement) || document.activeElement.dataset.lookupFor === field.id;
    if (towns.length === 1 && all.every((one) => !one.value)) fill(towns[0], waits);
    else if (towns.length && waits) towns[0].focus();
  }

  function fill(town, moves) {
    const group = parts(town);
    for (const part of ["prefecture", "city", "town", "municipality", "town_code"]) {
      const field = group.querySelector(`[data-part="${part}"]`);
      if (field) field.value = town.dataset[part] || "";
      if (field) field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const [code, whole] = ["[data-lookup]", "[data-whole]"].map((one) => group.querySelector(one));
    if (code && town.dataset.postal) code.value = town.dataset.postal;
    if (whole) whole.value = town.dataset.prefecture + town.dataset.city + town.dataset.town;
    town.closest(".towns").replaceChildren();
    const lot = group.querySelector('[data-part="lot"]') || whole;
    if (!moves) return;
    const name = group.querySelector('[data-part="town"]');
    if (town.dataset.chome && name) {  // the table knows the town, not its 丁目: they are typed on
      name.focus();
      name.setSelectionRange(name.value.length, name.value.length);
    } else if (lot) lot.focus();
  }

  function onClick(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.lookupFor) lookUp(document.getElementById(button.dataset.lookupFor));
    else if (button.matches(".town")) fill(button, true);
    else if (button.dataset.dialog) document.getElementById(button.dataset.dialog).showModal();
    else if (button.hasAttribute("data-close")) button.closest("dialog").close();
  }

  function start() {
    document.addEventListener("keydown", onKey);
    document.addEventListener("submit", onSubmit);
    document.addEventListener("input", onInput);
    document.addEventListener("change", onChange);
    document.addEventListener("click", onClick);
    window.addEventListener("pageshow", wake);
    window.addEventListener("beforeunload", onLeave);
    if (document.querySelector(".error-summary"))
      document.querySelectorAll("form[data-guard]").forEach((form) => changed.add(form));
    const first = document.querySelector("[data-focus]");
    if (first) first.focus();
  }

  start();
  return { fragment, spelledOut };
})();
