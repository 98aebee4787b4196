/* A family on one form: what a household shares is copied from the person before, by one key or one button. */
"use strict";

(() => {
  const NAME = /^persons\.(\d+)\.(.+)$/;
  const JAPANESE = ["kind", "name.surname", "name.kana_surname", "register.honseki", "register.head"];
  const FOREIGN = ["kind", "foreign.nationality", "foreign.nationality_name"];
  const field = (form, place, part) => form.elements[`persons.${place}.${part}`];

  function put(target, value) {
    target.value = value;
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* Blanks only: what is typed stays. */
  function repeat(form, place) {
    const foreign = field(form, place - 1, "kind").value === "foreign";
    for (const part of foreign ? FOREIGN : JAPANESE) {
      const from = field(form, place - 1, part);
      const to = field(form, place, part);
      if (from && to && (part === "kind" || !to.value)) put(to, from.value);
    }
    const next = field(form, place, foreign ? "name.full" : "name.given");
    if (next) next.focus();
  }

  /* The one item under the caret; never an item that is a person's own. */
  function repeatOne(target) {
    const found = NAME.exec(target.name || "");
    if (!found || found[1] === "0" || "own" in target.dataset) return false;
    const from = field(target.form, Number(found[1]) - 1, found[2]);
    if (!from || from.type === "checkbox") return false;
    put(target, from.value);
    if (target.select) target.select();
    return true;
  }

  /* 本籍 is often an address or the 本籍 of somebody above; 筆頭者 often one of the names. */
  function candidates(form) {
    const text = (...names) => names.map((name) => (form.elements[name] ? form.elements[name].value : "")).join("");
    const places = [text("former_address.prefecture", "former_address.city", "former_address.town", "former_address.lot")];
    const own = form.querySelector(".place-own .name");
    places.push((own ? own.textContent : "") + text("address.town", "address.lot"));
    const heads = [];
    for (let place = 0; field(form, place, "kind"); place += 1) {
      places.push(text(`persons.${place}.register.honseki`));
      heads.push(text(`persons.${place}.register.head`));
      const parts = [text(`persons.${place}.name.surname`), text(`persons.${place}.name.given`)];
      if (parts.every(Boolean)) heads.push(parts.join("\u3000"));
    }
    return { honseki: places, heads };
  }

  function offer(target) {
    const list = document.getElementById(target.getAttribute("list"));
    const found = candidates(target.form)[list.id];
    const texts = [...new Set(found)].filter((one) => one && one !== target.value);
    const kept = list.querySelectorAll("[data-kept]");
    list.replaceChildren(...kept, ...texts.map((one) => Object.assign(document.createElement("option"), { value: one })));
  }

  /* What a column is too narrow for is written out below it, and is the field's title. */
  function tell(target) {
    target.title = target.tagName === "SELECT" ? (target.value && target.selectedOptions[0].text) : target.value;
    const around = target.closest(".control");
    if (around) around.dataset.full = target.scrollWidth > target.clientWidth ? target.value : "";
  }

  /* The household to join: its address where no new one is typed, and no second 世帯主. */
  function join(found) {
    const form = found.closest("form");
    const parts = { postal_code: "postalCode", town: "town", lot: "lot", building: "building" };
    const fields = Object.keys(parts).map((part) => form.elements[`address.${part}`]);
    if (fields.every((one) => !one.value)) fields.forEach((one, at) => put(one, found.dataset[Object.values(parts)[at]]));
    heads(form, Boolean(found.dataset.headed));
    const first = field(form, 0, "relationship");
    if (found.dataset.headed && first.value === "世帯主") put(first, "");
  }

  function heads(form, taken) {
    form.querySelectorAll('select option[value="世帯主"]').forEach((one) => (one.hidden = one.disabled = taken));
  }

  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target.name !== "household.number") return;
    const found = document.getElementById("household-found");
    if (found) join(found);
    else heads(event.target.form, false);
  });
  document.addEventListener("input", (event) => {
    if ("titled" in event.target.dataset) tell(event.target);
  });
  document.querySelectorAll("[data-titled]").forEach(tell);
  document.addEventListener("keydown", (event) => {
    if (event.key === "F4" && !event.altKey && !event.ctrlKey && event.target.form && repeatOne(event.target)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-repeat-person]");
    if (!button) return;
    event.preventDefault();
    repeat(button.form, Number(button.dataset.repeatPerson));
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("input[list=honseki], input[list=heads]")) offer(event.target);
  });
})();
