/* A screen that nobody touches is cleared, and what the browser kept of it too; the session ends at the server by itself. */
"use strict";

(() => {
  const limit = Number(document.body.dataset.idleSeconds) * 1000;
  const FORM = "juki-touched";
  let touched = Date.now();

  const clear = () => {
    document.title = "画面を消去しました";
    const told = document.createElement("main");
    told.className = "main idle";
    const heading = document.createElement("h1");
    heading.textContent = "画面を消去しました";
    const words = document.createElement("p");
    words.textContent = "一定時間操作がなかったため、表示していた内容を消しました。続けるには、もう一度サインインしてください。";
    const link = document.createElement("a");
    link.href = location.pathname;
    link.className = "button";
    link.textContent = "続ける";
    told.append(heading, words, link);
    document.body.replaceChildren(told);
    link.focus();
  };

  const look = () => {
    /* another tab of this system may be in use */
    const elsewhere = Number(localStorage.getItem(FORM)) || 0;
    if (Date.now() - Math.max(touched, elsewhere) < limit) return;
    clearInterval(watch);
    clear();
  };

  const touch = () => {
    const now = Date.now();
    if (now - touched > 1000) localStorage.setItem(FORM, String(now));
    touched = now;
  };

  const watch = setInterval(look, Math.min(5000, limit / 4));
  ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"].forEach((kind) => addEventListener(kind, touch, { passive: true }));
  addEventListener("visibilitychange", look);
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload(); /* kept by the browser: shown only to who is still signed in */
  });
})();
