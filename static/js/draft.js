// A form with data-draft="name" stores what was changed in it in the browser until it has been sent.
// The page that follows has data-draft-sent="name" on some element, which deletes it, or the cookie "draft-sent" names
// the key of the form that was carried out.
// Entries that must not stay on the device – the control has data-sensitive, or the form data-draft-tab – are stored for
// this tab only. Drafts belong to the account that data-draft-of stands for; those of another one are deleted.
// A form with data-draft-key is stored by photos.js, encrypted: it is told what was typed ("draft-typed"), and gives it
// back ("draft-back").
// A form with data-no-draft is stored nowhere: leaving its page asks first.
const PREFIX = "draft:";
const OWNER = "draft-of";
const KEYS = "draft-keys";
const MOST_KEYS = 40;
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

// What a control says, and what it said when the page came: text, a list of chosen values, or whether it is ticked.
const isTicked = (control) => control.type === "checkbox" || control.type === "radio";
const now = (control) => {
  if (isTicked(control)) return control.checked;
  return control.options ? Array.from(control.selectedOptions, (option) => option.value) : control.value;
};
const before = (control) => {
  if (isTicked(control)) return control.defaultChecked;
  if (!control.options) return control.defaultValue ?? "";
  const chosen = Array.from(control.options).filter((option) => option.defaultSelected);
  // Without one the browser takes the first.
  const taken = chosen.length || control.multiple ? chosen : Array.from(control.options).slice(0, 1);
  return taken.map((option) => option.value);
};
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const put = (control, value) => {
  if (isTicked(control)) control.checked = value;
  else if (!control.options) control.value = value;
  else for (const option of control.options) option.selected = value.includes(option.value);
};

// Each control that is stored, with a name that it has to itself.
const controlsOf = (form) => {
  const counts = {};
  return Array.from(form.elements).filter(isStored).map((control) => {
    counts[control.name] = (counts[control.name] ?? -1) + 1;
    return [`${control.name} ${counts[control.name]}`, control];
  });
};

const save = (form) => {
  const drafts = new Map([[device, {}], [tab, {}]]);
  for (const [name, control] of controlsOf(form)) {
    if (!same(now(control), before(control))) {
      drafts.get(storageOf(form, control))[name] = [now(control), before(control)];
    }
  }
  for (const [storage, values] of drafts) {
    if (Object.keys(values).length) storage.setItem(PREFIX + form.dataset.draft, JSON.stringify(values));
    else storage.removeItem(PREFIX + form.dataset.draft);
  }
};

const typedIn = (form) => Object.fromEntries(controlsOf(form)
  .filter(([, control]) => !same(now(control), before(control)))
  .map(([name, control]) => [name, [now(control), before(control)]]));

// Put back what was typed; `entryOf` returns what is stored of a control.
const fill = (form, entryOf) => {
  let found = false;
  for (const [name, control] of controlsOf(form)) {
    const entry = entryOf(name, control);
    // Not over what the browser has restored, nor over what somebody else has saved meanwhile.
    if (entry && same(now(control), before(control)) && same(entry[1], before(control))) {
      put(control, entry[0]);
      found = true;
    }
  }
  return found;
};

const restore = (form) => {
  const drafts = new Map([device, tab].map(
    (storage) => [storage, JSON.parse(storage.getItem(PREFIX + form.dataset.draft) ?? "null")]
  ));
  return fill(form, (name, control) => drafts.get(storageOf(form, control))?.[name]);
};

// The keys of the forms that this tab has shown, each with the name of its draft, the newest last.
const keys = () => JSON.parse(tab.getItem(KEYS) ?? "[]");

const clearSent = () => {
  const sent = document.cookie.match(/(?:^|; )draft-sent=([^;]+)/)?.[1];
  const isSent = ([key]) => sent && key.startsWith(sent);
  for (const [, name] of keys().filter(isSent)) clear(name);
  tab.setItem(KEYS, JSON.stringify(keys().filter((one) => !isSent(one))));
};

if (device && tab) {
  // Logging out deletes all drafts, since others may use this device.
  for (const form of document.querySelectorAll("form[data-logout]")) form.addEventListener("submit", () => clear());
  for (const sent of document.querySelectorAll("[data-draft-sent]")) clear(sent.dataset.draftSent);
  clearSent();
  for (const form of document.querySelectorAll("form[data-draft]:not([data-draft-key])")) {
    // A session that ended by itself leaves drafts of whoever used this device before.
    for (const storage of [device, tab]) {
      if (storage.getItem(OWNER) !== form.dataset.draftOf) clear("", [storage]);
      storage.setItem(OWNER, form.dataset.draftOf);
    }
    const note = form.querySelector("[data-draft-note]");
    // What the server gave back or refused is newer than the draft; what was sent already needs none.
    const given = form.querySelector("[data-kept], [data-form-errors]");
    if (given?.dataset.kept?.startsWith("repeated")) clear(form.dataset.draft);
    else if (given) tab.setItem(PREFIX + form.dataset.draft, tab.getItem(PREFIX + form.dataset.draft) ?? "{}");
    if (!given && restore(form) && note) note.hidden = false;
    form.addEventListener("input", () => save(form));
    const key = form.querySelector("input[name=once]")?.value;
    if (key) tab.setItem(KEYS, JSON.stringify([...keys(), [key, form.dataset.draft]].slice(-MOST_KEYS)));
    note?.querySelector("button")?.addEventListener("click", () => {
      clear(form.dataset.draft);
      form.reset();
      note.hidden = true;
    });
  }
}

for (const form of document.querySelectorAll("form[data-draft-key]")) {
  form.addEventListener("input", () => form.dispatchEvent(new CustomEvent("draft-typed", { detail: JSON.stringify(typedIn(form)) })));
  form.addEventListener("draft-back", ({ detail }) => {
    const typed = JSON.parse(detail);
    // What the server gave back or refused is newer.
    if (!form.querySelector("[data-kept], [data-form-errors]")) fill(form, (name) => typed[name]);
  });
  const note = form.querySelector("[data-draft-note]");
  note?.querySelector("button")?.addEventListener("click", () => {
    form.reset();
    note.hidden = true;
  });
}

for (const form of document.querySelectorAll("form[data-no-draft]")) {
  let leaving = false;
  const isTyped = () => controlsOf(form).some(([, control]) => !same(now(control), before(control)));
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && isTyped()) event.preventDefault();
  });
  // The switch of the language takes what was typed along: the form's own address answers in that language.
  for (const button of document.querySelectorAll("form.switches button[name=language]")) {
    button.addEventListener("click", (event) => {
      if (!("takesLanguage" in form.dataset) || !isTyped()) return;
      event.preventDefault();
      const chosen = Object.assign(document.createElement("input"), { type: "hidden", name: "language" });
      chosen.value = button.value;
      form.append(chosen);
      leaving = true;
      form.submit();
    });
  }
}
