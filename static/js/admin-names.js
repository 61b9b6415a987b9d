// Select2 draws a searched choice without a name of its own: it is that of the field's label.
function nameChoices() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const drawn = select.nextElementSibling;
    const label = select.labels?.[0];
    if (!label || !drawn?.classList.contains("select2-container")) continue;
    const box = drawn.querySelector(".select2-selection");
    const shown = drawn.querySelector(".select2-selection__rendered");
    label.id ||= `${select.id}_label`;
    box?.setAttribute("aria-labelledby", shown?.id ? `${label.id} ${shown.id}` : label.id);
    shown?.setAttribute("aria-labelledby", label.id);
  }
  // The signs of help beside a choice of many have a label, but no role that may have one.
  for (const sign of document.querySelectorAll(".help-tooltip[aria-label]:not([role])")) sign.setAttribute("role", "img");
}

// Both are drawn by scripts that begin at moments of their own, and again for each form that is added to a page.
document.addEventListener("DOMContentLoaded", () => {
  nameChoices();
  new MutationObserver(nameChoices).observe(document.body, { childList: true, subtree: true });
});
