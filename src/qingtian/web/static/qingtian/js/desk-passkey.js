/* Passkeys (WebAuthn): the page brings the question as JSON, the answer goes back in a hidden field of the form. */
"use strict";

(() => {
  const form = document.querySelector("form[data-passkey]");
  if (!form || !window.PublicKeyCredential || !window.isSecureContext) return;
  const question = JSON.parse(document.getElementById("passkey-options").textContent);
  const button = form.querySelector("[data-passkey-button]");
  const failed = form.querySelector("[data-passkey-failed]");

  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = { ...question, challenge: bytes(question.challenge) };
  if (question.user) asked.user = { ...question.user, id: bytes(question.user.id) };
  if (question.excludeCredentials) asked.excludeCredentials = named(question.excludeCredentials);
  if (question.allowCredentials) asked.allowCredentials = named(question.allowCredentials);

  const written = (credential) => {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = text(credential.response[part]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: {},
    });
  };

  button.hidden = false;
  form.querySelectorAll("[data-passkey-absent]").forEach((note) => note.remove());
  form.addEventListener("submit", async (event) => {
    if (form.elements.passkey.value) return;
    event.preventDefault();
    failed.hidden = true;
    button.disabled = true;
    try {
      const credential = await navigator.credentials[form.dataset.passkey]({ publicKey: asked });
      form.elements.passkey.value = written(credential);
      form.submit();
    } catch {
      failed.hidden = false;
      button.disabled = false;
    }
  });
})();
