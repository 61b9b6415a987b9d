// A form with data-draft="name" stores its entries in the browser until it has been sent.
// The page that follows has data-draft-sent="name" on some element, which deletes them.
// Entries that must not stay on the device – the control has data-sensitive, or the form data-draft-tab – are stored for
// this tab only. Drafts belong to the account that data-draft-of stands for; those of another one are deleted.
const PREFIX = "draft:";
const OWNER = "draft-of";
const isStored = (control) => control.name && !["password", "file", "hidden", "submit", "button"].includes(control.type)
  && !["one-time-code", "new-password", "current-password"].includes(control.autocomplete);
const storageOrNull = (kind) => {
  try {
    return window[kind];
  } catch {
    return null; // storage is switched off: no drafts
  }
};
const device = storageOrNull("localStorage");
const tab = storageOrNull("sessionStorage");

const storageOf = (form, control) => ("draftTab" in form.dataset || "sensitive" in control.dataset ? tab : device);

const clear = (name = "", storages = [device, tab]) => {
  for (const storage of storages) {
    for (const key of Object.keys(storage)) {
      if (name ? key === PREFIX + name : key.startsWith(PREFIX)) storage.removeItem(key);
    }
  }
};

const save = (form) => {
  const drafts = new Map([[device, {}], [tab, {}]]);
  for (const control of form.elements) {
    if (!isStored(control)) continue;
    const values = drafts.get(storageOf(form, control));
    if (control.type === "checkbox" || control.type === "radio") {
      if (control.checked) (values[control.name] ??= []).push(control.value);
    } else if (control.value) {
      (values[control.name] ??= []).push(control.value);
    }
  }
  for (const [storage, values] of drafts) {
    if (Object.keys(values).length) storage.setItem(PREFIX + form.dataset.draft, JSON.stringify(values));
    else storage.removeItem(PREFIX + form.dataset.draft);
  }
};

const restore = (form) => {
  let found = false;
  const drafts = new Map([device, tab].map(
    (storage) => [storage, JSON.parse(storage.getItem(PREFIX + form.dataset.draft) ?? "null")]
  ));
  for (const control of form.elements) {
    const values = isStored(control) ? drafts.get(storageOf(form, control)) : null;
    if (!values || !(control.name in values)) continue;
    if (control.type === "checkbox" || control.type === "radio") {
      control.checked = values[control.name].includes(control.value);
    } else if (!control.value) {
      control.value = values[control.name][0];
      found = true;
    }
  }
  return found;
};

if (device && tab) {
  // Logging out deletes all drafts, since others may use this device.
  for (const form of document.querySelectorAll("form[data-logout]")) form.addEventListener("submit", () => clear());
  for (const sent of document.querySelectorAll("[data-draft-sent]")) clear(sent.dataset.draftSent);
  for (const form of document.querySelectorAll("form[data-draft]")) {
    // A session that ended by itself leaves drafts of whoever used this device before.
    for (const storage of [device, tab]) {
      if (storage.getItem(OWNER) !== form.dataset.draftOf) clear("", [storage]);
      storage.setItem(OWNER, form.dataset.draftOf);
    }
    const note = form.querySelector("[data-draft-note]");
    // What the server gave back or refused is newer than the draft.
    const given = form.querySelector("[data-kept], [data-form-errors]");
    if (!given && restore(form) && note) note.hidden = false;
    if (given) save(form);
    form.addEventListener("input", () => save(form));
    note?.querySelector("button")?.addEventListener("click", () => {
      clear(form.dataset.draft);
      form.reset();
      note.hidden = true;
    });
  }
}
