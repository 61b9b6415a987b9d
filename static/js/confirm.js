// A button or form with data-confirm="question" is sent only after the question has been confirmed in a dialog.
const dialog = document.getElementById("confirm");
const text = document.getElementById("confirm-text");
let confirmed = null;

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  const question = button?.dataset.confirm ?? form.dataset.confirm;
  if (!question) return;
  if (confirmed === form) {
    confirmed = null;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  text.textContent = question;
  dialog.returnValue = "no";
  dialog.showModal();
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return;
    confirmed = form;
    form.requestSubmit(button);
  }, { once: true });
}, true);

// htmx has an event of its own for this.
document.addEventListener("htmx:confirm", (event) => {
  const question = event.detail.elt.dataset.confirm;
  if (!question || event.detail.elt.tagName === "FORM") return;
  event.preventDefault();
  text.textContent = question;
  dialog.returnValue = "no";
  dialog.showModal();
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "yes") event.detail.issueRequest(true);
  }, { once: true });
});
