// A button [data-insert] puts its text into the answer's field, where the cursor stands; hidden where there is no field.
const field = document.querySelector("form textarea[id$=answer_text]");
for (const button of field ? document.querySelectorAll("[data-insert]") : []) {
  button.hidden = false;
  button.addEventListener("click", () => {
    field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
