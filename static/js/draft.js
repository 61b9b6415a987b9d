// A form with data-draft="name" stores its entries in the browser until it has been sent.
// The page that follows has data-draft-sent="name" on some element, which deletes them.
const PREFIX = "draft:";
const isStored = (control) => control.name && control.name !== "csrfmiddlewaretoken"
  && !["password", "file", "hidden", "submit", "button"].includes(control.type);
const localStorageOrNull = () => {
  try {
    return window.localStorage;
  } catch {
    return null; // storage is switched off: no drafts
  }
};
const storage = localStorageOrNull();

const save = (form) => {
  const values = {};
  for (const control of form.elements) {
    if (!isStored(control)) continue;
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
    if (!isStored(control) || !(control.name in values)) continue;
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
  // Logging out deletes all drafts, since others may use this device.
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
