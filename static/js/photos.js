// Photos are made smaller before they are sent, and files chosen in a form with a draft (draft.js) stay in the browser, in
// IndexedDB, until they are sent: through a lost network, an ended session and a closed page. They belong to the account
// in data-draft-of and are deleted when it logs out. Those of a form with data-draft-tab are encrypted with a key that
// only this tab has. Those of a form with data-draft-key, and what is typed into it, are encrypted with that key, which
// only pages of the same account tell. A form that was sent once is sent again under its key, so that it acts once.
const texts = document.querySelector("meta[name=photos]")?.dataset ?? {};
const LOGGED_OUT = "photos-gone", TAB_KEY = "photos-key", FORM_KEYS = "draft-keys";
const SHRUNK = ["image/jpeg", "image/png", "image/webp"];
const LARGE = 1024 * 1024;
const SMALLER = { maxSizeMB: 1.5, maxWidthOrHeight: 2560, initialQuality: 0.85, useWebWorker: false };
const KEPT_DAYS = 7;
// Typing is stored after a pause of so many milliseconds.
const PAUSE = 300;
const forms = Array.from(document.querySelectorAll("form[data-draft]"));
const inputsOf = (form) => Array.from(form.querySelectorAll("input[type=file][data-photos]"));
const onceOf = (form) => form.querySelector("input[name=once]");

const inDatabase = async (act) => {
  try {
    return await act(await import(texts.store));
  } catch {
    return undefined; // storage is switched off or full: nothing is kept
  }
};

const webStorage = (storage, key, value) => {
  try {
    if (value === undefined) return storage().getItem(key);
    return value === null ? storage().removeItem(key) : storage().setItem(key, value);
  } catch {
    return null;
  }
};
const localStore = () => window.localStorage;
const sessionStore = () => window.sessionStorage;

const keyOfTab = async () => {
  if (!window.crypto?.subtle) return null;
  const known = webStorage(sessionStore, TAB_KEY);
  const raw = known ? Uint8Array.from(JSON.parse(known)) : crypto.getRandomValues(new Uint8Array(32));
  webStorage(sessionStore, TAB_KEY, JSON.stringify(Array.from(raw)));
  return webStorage(sessionStore, TAB_KEY) ? crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]) : null;
};

const keyOf = (form) => {
  if (!("draftKey" in form.dataset)) return "draftTab" in form.dataset ? keyOfTab() : null;
  if (!window.crypto?.subtle) return null;
  const raw = Uint8Array.from(form.dataset.draftKey.match(/../g), (two) => parseInt(two, 16));
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
};
const needsKey = (form) => "draftKey" in form.dataset || "draftTab" in form.dataset;

// Return a file as it is stored: name and type, then content, both encrypted if there is a key.
const toStored = async (file, key) => {
  const about = new TextEncoder().encode(JSON.stringify([file.name, file.type]));
  const parts = [about, await file.arrayBuffer()];
  if (!key) return { parts };
  const ivs = parts.map(() => crypto.getRandomValues(new Uint8Array(12)));
  const sealed = parts.map((part, at) => crypto.subtle.encrypt({ name: "AES-GCM", iv: ivs[at] }, key, part));
  return { parts: await Promise.all(sealed), ivs };
};
const fromStored = async ({ parts, ivs }, key) => {
  const open = (part, at) => (ivs ? crypto.subtle.decrypt({ name: "AES-GCM", iv: ivs[at] }, key, part) : part);
  const [about, content] = await Promise.all(parts.map(open));
  const [name, type] = JSON.parse(new TextDecoder().decode(about));
  return new File([content], name, { type });
};

const showNote = (input, text) => {
  let note = input.parentNode.querySelector("output");
  if (!note) input.after(note = Object.assign(document.createElement("output"), { className: "field-help" }));
  note.textContent = text;
};

const setFiles = (input, files) => {
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  input.files = chosen.files;
};

// Time, place and device go before a photo of any size leaves the phone, unless the portal seals the original as evidence.
const shrunkPhoto = async (file, isEvidence) => {
  if (!SHRUNK.includes(file.type) || (isEvidence && file.size < LARGE)) return file;
  try {
    const { default: compress } = await import(texts.shrink);
    const made = await compress(file, { ...SMALLER, preserveExif: isEvidence });
    return !isEvidence || made.size < file.size ? new File([made], file.name, { type: made.type }) : file;
  } catch {
    return file; // sent as it is: the portal says so if it can't be read
  }
};

const megabytesOf = (files) => (files.reduce((sum, file) => sum + file.size, 0) / 1024 / 1024).toFixed(1);

// What was chosen, before it was made smaller: for whoever decides then to send it whole.
const chosenWhole = new WeakMap();
const wholeSwitchOf = (input) => input.parentNode.querySelector("input[data-photos-whole]");

// Add the switch “Send photos whole” behind the input; it has no name, so that it is not sent.
const addWholeSwitch = (input, changed) => {
  const box = Object.assign(document.createElement("input"), { type: "checkbox", className: "form-check-input" });
  const help = Object.assign(document.createElement("div"), { id: `${input.id}_whole_help`, className: "field-help", textContent: texts.wholeHelp });
  const label = document.createElement("label");
  label.className = "photos-whole";
  box.dataset.photosWhole = "";
  box.setAttribute("aria-describedby", help.id);
  box.addEventListener("change", changed);
  label.append(box, texts.whole);
  input.after(label, help);
};

const shrinkChosen = async (input) => {
  const before = chosenWhole.get(input) ?? [];
  const isEvidence = input.dataset.photos === "evidence";
  if (wholeSwitchOf(input)?.checked) {
    setFiles(input, before);
    showNote(input, "");
    return;
  }
  const after = await Promise.all(before.map((file) => shrunkPhoto(file, isEvidence)));
  if (Array.from(input.files).some((file, at) => file !== after[at])) setFiles(input, after);
  if (megabytesOf(before) === megabytesOf(after)) {
    showNote(input, "");
    return;
  }
  showNote(input, texts.smaller.replace("{before}", megabytesOf(before)).replace("{after}", megabytesOf(after)));
};

const entryKey = (form) => `${form.dataset.draftOf} ${form.dataset.draft}`;

// One after the other, so that an older state never comes last.
const storeFiles = (form) => {
  form.storing = (form.storing ?? Promise.resolve()).then(() => storeNow(form));
  return form.storing;
};
const storeNow = (form) => inDatabase(async (db) => {
  const key = await keyOf(form);
  const inputs = inputsOf(form).filter((input) => input.files.length);
  if ((!inputs.length && !form.typedText) || (needsKey(form) && !key)) return db.del(entryKey(form));
  const files = {};
  for (const input of inputs) files[input.name] = await Promise.all(Array.from(input.files, (file) => toStored(file, key)));
  const typed = form.typedText ? await toStored(new File([form.typedText], "typed"), key) : null;
  return db.set(entryKey(form), { owner: form.dataset.draftOf, draft: form.dataset.draft, files, typed, at: Date.now(), once: onceOf(form)?.value });
});

const restoreFiles = (form) => inDatabase(async (db) => {
  const entry = await db.get(entryKey(form));
  if (!entry || inputsOf(form).some((input) => input.files.length)) return;
  const key = await keyOf(form);
  if (entry.typed) {
    form.typedText = await (await fromStored(entry.typed, key)).text();
    form.dispatchEvent(new CustomEvent("draft-back", { detail: form.typedText }));
  }
  for (const input of inputsOf(form).filter((one) => entry.files[one.name])) {
    setFiles(input, await Promise.all(entry.files[input.name].map((one) => fromStored(one, key))));
    chosenWhole.set(input, Array.from(input.files));
    showNote(input, `${texts.back} ${Array.from(input.files, (file) => file.name).join(", ")}`);
    for (const again of form.querySelectorAll(`[data-choose-again="${input.name}"]`)) again.remove();
  }
  const once = onceOf(form);
  if (once && entry.once) {
    once.value = entry.once;
    const keys = JSON.parse(webStorage(sessionStore, FORM_KEYS) ?? "[]");
    webStorage(sessionStore, FORM_KEYS, JSON.stringify([...keys, [entry.once, form.dataset.draft]]));
  }
  const note = form.querySelector("[data-draft-note]");
  if (note) note.hidden = false;
});

// Delete what was sent, is too old, or belongs to another account than the one whose page this is.
const deleteOldEntries = () => inDatabase(async (db) => {
  if (webStorage(localStore, LOGGED_OUT)) {
    await db.clear();
    webStorage(localStore, LOGGED_OUT, null);
  }
  const owner = forms[0]?.dataset.draftOf;
  const sent = document.cookie.match(/(?:^|; )draft-sent=([^;]+)/)?.[1];
  const names = Array.from(document.querySelectorAll("[data-draft-sent]"), (one) => one.dataset.draftSent);
  const oldest = Date.now() - KEPT_DAYS * 24 * 3600 * 1000;
  for (const [name, entry] of await db.entries()) {
    const isSent = names.includes(entry.draft) || (sent && entry.once?.startsWith(sent));
    if (isSent || entry.at < oldest || (owner && entry.owner !== owner)) await db.del(name);
  }
});

const init = async () => {
  await deleteOldEntries();
  for (const form of forms.filter((one) => inputsOf(one).length)) await restoreFiles(form);
  document.documentElement.dataset.photos = "ready";
};

for (const form of document.querySelectorAll("form[data-logout]")) {
  // If the page is left before the browser has deleted them, the next page does it first (tidy).
  form.addEventListener("submit", () => {
    webStorage(localStore, LOGGED_OUT, "1");
    inDatabase((db) => db.clear());
  });
}
for (const input of document.querySelectorAll("form input[type=file][data-photos]")) {
  const { form } = input;
  const shrinkAndStore = () => {
    const shrinking = shrinkChosen(input).then(() => ("draft" in form.dataset ? storeFiles(form) : undefined)).finally(() => {
      if (form.photosBusy === shrinking) form.photosBusy = null;
      input.dataset.kept = String(input.files.length);
    });
    form.photosBusy = shrinking;
  };
  input.addEventListener("change", () => {
    chosenWhole.set(input, Array.from(input.files));
    shrinkAndStore();
  });
  // Photos of a report without a name always lose what is said beside their pixels.
  if (input.dataset.photos === "evidence") addWholeSwitch(input, shrinkAndStore);
  form.addEventListener("submit", (event) => {
    if (!form.photosBusy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.photosBusy.then(() => form.requestSubmit(event.submitter));
  });
}
for (const form of forms.filter((one) => "draftKey" in one.dataset)) {
  let waiting = null;
  form.addEventListener("draft-typed", ({ detail }) => {
    form.typedText = detail === "{}" ? "" : detail;
    clearTimeout(waiting);
    waiting = setTimeout(() => storeFiles(form).then(() => { form.dataset.draftStored = ""; }), PAUSE);
    delete form.dataset.draftStored;
  });
}
for (const form of forms) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || navigator.onLine) return;
    event.preventDefault();
    let note = form.querySelector("[data-no-network]");
    if (!note) {
      note = Object.assign(document.createElement("p"), { className: "note note-warning", textContent: texts.waits });
      note.dataset.noNetwork = "";
      note.setAttribute("role", "status");
      form.append(note);
      window.addEventListener("online", () => {
        note.remove();
        form.requestSubmit(event.submitter);
      }, { once: true });
    }
  });
  form.querySelector("[data-draft-note] button")?.addEventListener("click", () => {
    for (const input of inputsOf(form)) showNote(input, "");
    form.typedText = "";
    inDatabase((db) => db.del(entryKey(form)));
  });
}
if (texts.store) init();
