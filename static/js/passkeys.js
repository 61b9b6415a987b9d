// A button with data-passkey="create" or "get" asks the browser for a passkey and sends it with the form that it names.
const failed = document.querySelector("[data-passkey-failed]");

for (const button of document.querySelectorAll("[data-passkey]")) {
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    const options = JSON.parse(document.getElementById("passkey_data").textContent);
    const field = button.form.elements.credential;
    failed.hidden = true;
    try {
      const answer =
        button.dataset.passkey === "create"
          ? await globalThis.webauthnJSON.create(options.creation_options)
          : await globalThis.webauthnJSON.get(options.request_options);
      field.value = JSON.stringify(answer);
    } catch {
      // Cancelled, timed out, none for this portal, or a browser that knows no passkeys.
      failed.hidden = false;
      failed.focus();
      return;
    }
    button.form.requestSubmit();
  });
}
