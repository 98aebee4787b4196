/* Help at the test terminal: the time that is left, and digits to touch. Every page works without it. */
"use strict";

(() => {
  const BLINK_SECONDS = 5;

  /* The page loads itself again when the time is over (Refresh); here it is only shown. */
  document.querySelectorAll("[data-seconds-left]").forEach((shown) => {
    const end = performance.now() + Number(shown.dataset.secondsLeft) * 1000;
    const show = () => {
      const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      const minutes = Math.floor((seconds + BLINK_SECONDS) / 60);
      const words = minutes ? `残り ${minutes}分。` : `残り ${seconds}秒。`;
      if (shown.textContent !== words) shown.textContent = words;
    };
    show();
    setInterval(show, 1000);
  });

  document.querySelectorAll("[data-pad]").forEach((pad) => {
    const field = document.getElementById(pad.dataset.pad);
    pad.hidden = false;
    pad.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.value === "") field.value = "";
      else if (field.value.length < field.maxLength) field.value += button.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      if (event.detail) field.focus(); /* touched, not pressed by key: the keyboard goes on where the digits are */
    });
  });
})();
