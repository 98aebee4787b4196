/* Asks the authenticator for what the form wants and sends the form with its answer. */
"use strict";

(() => {
  const SAID = {
    NotAllowedError: "確認が取り消されたか、時間切れになりました。もう一度試してください。",
    InvalidStateError: "この認証器は既に登録されています。別の認証器を使ってください。",
    NotSupportedError: "この認証器は使えません。PINや生体による本人確認のできるものを使ってください。",
  };
  const OTHERWISE = "この端末では認証器を使えません。別の端末で試すか、システム管理者に連絡してください。";

  document.querySelectorAll("[data-passkey]").forEach((answer) => {
    const form = answer.form;
    const status = form.querySelector("[data-passkey-status]");
    form.addEventListener("submit", async (event) => {
      if (answer.value || !event.submitter?.hasAttribute("data-passkey-start")) return;
      event.preventDefault();
      const options = JSON.parse(answer.dataset.options);
      try {
        if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) throw new Error("old browser");
        status.textContent = "認証器の確認を待っています。";
        const made =
          answer.dataset.passkey === "create"
            ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
            : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
        answer.value = JSON.stringify(made.toJSON());
        form.submit();
      } catch (error) {
        status.textContent = SAID[error.name] ?? OTHERWISE;
      }
    });
  });
})();
