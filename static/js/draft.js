// A form with data-draft="name" keeps what was typed on this device until it has been sent.
// The page after a successful send carries data-draft-sent="name" on any element.
const PREFIX = "draft:";
const kept = (control) => control.name && control.name !== "csrfmiddlewaretoken"
  && !["password", "file", "hidden", "submit", "button"].includes(control.type);
const stored = () => {
  try {
    return window.localStorage;
  } catch {
    return null; // storage is switched off: no drafts, the form works all the same
  }
};
const storage = stored();

const save = (form) => {
  const values = {};
  for (const control of form.elements) {
    if (!kept(control)) continue;
    if (control.type === "checkbox" || control.type === "radio") {
      if (control.checked) (values[control.name] ??= []).push(control.value);
    } else if (control.value) {
      (values[control.name] ??= []).push(control.value);
    }
  }
  storage.setItem(PREFIX + form.dataset.draft, JSON.stringify(values));
};

const restore = (form) => {
  const text = storage.getItem(PREFIX + form.dataset.draft);
  if (!text) return false;
  const values = JSON.parse(text);
  let found = false;
  for (const control of form.elements) {
    if (!kept(control) || !(control.name in values)) continue;
    if (control.type === "checkbox" || control.type === "radio") {
      control.checked = values[control.name].includes(control.value);
    } else if (!control.value) {
      control.value = values[control.name][0];
      found = true;
    }
  }
  return found;
};

if (storage) {
  // Whoever uses this device next must find nothing.
  for (const form of document.querySelectorAll("form[data-logout]")) {
    form.addEventListener("submit", () => {
      for (const name of Object.keys(storage)) if (name.startsWith(PREFIX)) storage.removeItem(name);
    });
  }
  for (const sent of document.querySelectorAll("[data-draft-sent]")) {
    storage.removeItem(PREFIX + sent.dataset.draftSent);
  }
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const note = form.querySelector("[data-draft-note]");
    if (restore(form) && note) note.hidden = false;
    form.addEventListener("input", () => save(form));
    note?.querySelector("button")?.addEventListener("click", () => {
      storage.removeItem(PREFIX + form.dataset.draft);
      form.reset();
      note.hidden = true;
    });
  }
}
