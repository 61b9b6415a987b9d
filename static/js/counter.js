// The counter on an officer's phone. With network the server answers; without, people are looked up in the list that was
// taken along (names masked), and what is handed out stays in IndexedDB until it has been sent, each under a number of
// its own, so that it is noted once. What was not taken stays on the page until the officer has seen it.
const counter = document.getElementById("counter");
const texts = counter.dataset;
const { createStore, del, entries, get, set } = await import(texts.store);
const store = createStore("counter", "kept");
const find = document.querySelector("[data-counter-find]");
const panel = document.getElementById("counter-panel");
const UNSENT = "counter-unsent";
const TOO_OLD = 24 * 3600 * 1000, PATIENCE = 8000, AGAIN = 10000, LOOK_EVERY = 250, AT_ONCE = 50, DAY = 24 * 3600 * 1000;
let kept = null, conflicts = 0, sending = false, loggedOut = false;

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
const show = (selector, text) => {
  const place = counter.querySelector(selector);
  place.textContent = text;
  place.hidden = !text;
};
const note = (text, tone = "warning") => {
  panel.replaceChildren(Object.assign(document.createElement("p"), { className: `note note-${tone}`, textContent: text }));
};
const mine = async () => (await entries(store))
  .filter(([key, one]) => String(key).startsWith("scan ") && one.owner === texts.owner)
  .sort((one, other) => one[1].scan.at.localeCompare(other[1].scan.at));

const showWaiting = async () => {
  const found = await mine();
  const place = counter.querySelector("[data-counter-waiting]");
  place.replaceChildren();
  const line = (text) => {
    const shown = Object.assign(document.createElement("p"), { className: "note note-warning", textContent: text });
    place.append(shown);
    return shown;
  };
  const waiting = found.filter(([, one]) => !one.told);
  if (waiting.length) line(filled(texts.unsent, { count: waiting.length }));
  if (conflicts) line(filled(texts.conflicts, { count: conflicts }));
  if (loggedOut) line(texts.logIn);
  for (const [key, one] of found.filter(([, each]) => each.told)) {
    const seen = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: texts.seen });
    seen.addEventListener("click", () => del(key, store).then(showWaiting));
    line(filled(texts.notTaken, { who: one.who, told: one.told })).append(" ", seen);
  }
  if (found.length) localStorage.setItem(UNSENT, location.pathname);
  else localStorage.removeItem(UNSENT);
};

// The list for the time without network: from the server, else the one that this phone keeps.
const takeAlong = async () => {
  const key = `list ${texts.owner} ${texts.run}`;
  try {
    const answer = await fetch(texts.lines, { signal: AbortSignal.timeout(60000) });
    if (answer.ok && answer.headers.get("Content-Type")?.includes("json")) await set(key, await answer.json(), store);
  } catch {
    // The one from before is as good as any now.
  }
  for (const [name, one] of await entries(store)) {
    const old = String(name).startsWith("list ") && Date.now() - Date.parse(one.at) > TOO_OLD;
    if (old || (String(name).startsWith("list ") && !String(name).startsWith(`list ${texts.owner} `))) await del(name, store);
  }
  kept = await get(key, store);
  const time = kept && new Date(kept.at).toTimeString().slice(0, 5);
  const told = kept ? filled(texts.kept, { time, count: kept.lines.length }) + (kept.more ? ` ${texts.more}` : "") : "";
  show("[data-counter-kept]", told);
  counter.dataset.ready = kept ? "list" : "none";
};

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const hash = async (text) => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (one) => one.toString(16).padStart(2, "0")).join("");
};

// Return the member whose card this is; null for one with a wrong signature, or shown too long ago.
const holderOf = async (card) => {
  const [member, day, signature] = card.split(".");
  const age = Math.floor(Date.now() / DAY) - Number(day);
  if (!signature || !(age >= -1 && age <= kept.days)) return null;
  try {
    const key = await crypto.subtle.importKey("raw", bytes(kept.key), "Ed25519", false, ["verify"]);
    const genuine = await crypto.subtle.verify("Ed25519", key, bytes(signature), new TextEncoder().encode(`${member}.${day}`));
    return genuine ? Number(member) : null;
  } catch {
    return null; // a browser without Ed25519 knows people by their number alone
  }
};

const lookUpHere = async (code) => {
  if (!kept) return note(texts.notOnList);
  const card = code.replace(/\/+$/, "").split("/").pop();
  let isThem;
  if (card.includes(".")) {
    const holder = await holderOf(card);
    if (holder === null) return note(texts.noCard);
    isThem = (one) => one.member === holder;
  } else {
    const numbers = await Promise.all([code, code.toUpperCase()].map((one) => hash(`${kept.salt}:${one}`)));
    isThem = (one) => numbers.includes(one.number);
  }
  const line = kept.lines.find(isThem);
  const leader = (kept.leaders ?? []).find(isThem);
  const group = leader ? kept.lines.filter((one) => leader.grants.includes(one.grant) && !one.handed) : [];
  if (!line && !group.length) return note(texts.notOnList);
  panel.replaceChildren();
  if (line?.handed) note(texts.handedHere);
  else if (line) panel.append(offer(line));
  if (group.length) panel.append(offerGroup(leader, group));
  return undefined;
};

// Fill the field of the sizes, or leave it out where the article has none.
const askSize = (select, line) => {
  const none = line.size ? [] : [new Option(texts.choose, "")];
  select.replaceChildren(...none, ...line.sizes.map((one) => new Option(one, one, one === line.size, one === line.size)));
  select.required = true;
};

// What a leader takes for others, as the list on this phone knows them.
const offerGroup = (leader, group) => {
  const local = document.querySelector("[data-counter-group]").content.cloneNode(true);
  local.querySelector("[data-name]").textContent = leader.name;
  const lines = local.querySelector("[data-lines]");
  for (const line of group) {
    const row = document.querySelector("[data-counter-line]").content.cloneNode(true);
    const select = row.querySelector("select");
    row.querySelector("input").value = line.grant;
    row.querySelector("[data-name]").textContent = `${line.name} ${line.masked}`;
    row.querySelector("[data-what]").textContent = line.what || line.unit;
    select.name = `size_${line.grant}`;
    select.hidden = !line.sizes?.length;
    if (line.sizes?.length) askSize(select, line);
    lines.append(row);
  }
  local.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = new FormData(event.target);
    const ticked = group.filter((one) => typed.getAll("line").includes(String(one.grant)));
    const unsaid = ticked.find((one) => one.sizes?.length && !typed.get(`size_${one.grant}`));
    if (unsaid) {
      event.target.elements[`size_${unsaid.grant}`].reportValidity();
      return;
    }
    for (const one of ticked) {
      await keep(newNonce(), one.grant, one.name, { leader: leader.account, size: typed.get(`size_${one.grant}`) ?? "" });
    }
  });
  return local;
};

const offer = (line) => {
  const local = document.querySelector("[data-counter-local]").content.cloneNode(true);
  for (const name of ["name", "masked", "unit", "what"]) local.querySelector(`[data-${name}]`).textContent = line[name] || "—";
  const size = local.querySelector("[data-size]");
  if (line.sizes?.length) askSize(size.querySelector("select"), line);
  else size.remove();
  local.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = Object.fromEntries(new FormData(event.target));
    if (!event.target.elements.size?.value && line.sizes?.length) {
      event.target.elements.size.reportValidity();
      return;
    }
    if (typed.taker === "deputy" && ![typed.deputy, typed.relation, typed.why].every((one) => one.trim())) {
      const open = event.target.querySelector("details");
      open.open = true;
      open.querySelectorAll("input").forEach((one) => { one.required = true; });
      event.target.reportValidity();
      return;
    }
    await keep(newNonce(), line.grant, line.name, typed);
  });
  return local;
};

const newNonce = () => {
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

const keep = async (nonce, grant, who, typed) => {
  const scan = { nonce, grant: Number(grant), at: new Date().toISOString(), offline: true, quantity: Number(typed.quantity || 1), size: typed.size || "", taker: typed.taker || "self" };
  for (const name of ["deputy", "relation", "why"]) if (typed[name] && scan.taker === "deputy") scan[name] = typed[name];
  if (typed.leader) Object.assign(scan, { taker: "leader", leader: Number(typed.leader) });
  await set(`scan ${nonce}`, { owner: texts.owner, who, scan }, store);
  const line = kept?.lines.find((one) => one.grant === scan.grant);
  if (line) {
    line.handed = true;
    await set(`list ${texts.owner} ${texts.run}`, kept, store);
  }
  find.reset();
  note(filled(texts.handed, { who }), "success");
  await showWaiting();
  send();
};

// Send what waits, the oldest first; what was sent before is answered the same.
const send = async () => {
  if (sending) return;
  sending = true;
  try {
    for (;;) {
      const waiting = (await mine()).filter(([, one]) => !one.told).slice(0, AT_ONCE);
      if (!waiting.length) break;
      const answer = await fetch(texts.scans, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": document.querySelector("[data-counter-token] input").value },
        body: JSON.stringify({ scans: waiting.map(([, one]) => one.scan) }),
        signal: AbortSignal.timeout(60000),
      });
      loggedOut = [401, 403].includes(answer.status);
      if (!answer.ok) break;
      const { outcomes } = await answer.json();
      for (const [at, { outcome, told }] of outcomes.entries()) {
        const [key, one] = waiting[at];
        if (outcome === "refused" || outcome === "unknown") await set(key, { ...one, told }, store);
        else await del(key, store);
        if (outcome === "conflict") conflicts += 1;
      }
    }
    online();
  } catch {
    offline();
  } finally {
    sending = false;
    await showWaiting();
  }
};

const online = () => show("[data-counter-network]", "");
const offline = () => show("[data-counter-network]", texts.noNetwork);

// Take the panel and the messages out of the page that the server has answered.
const put = async (answer) => {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("counter-panel");
  if (!fresh) return location.assign(answer.url);
  const told = page.querySelector("main .notes");
  const error = page.querySelector("[data-counter-find] .field-error");
  panel.replaceChildren(...[told, error, ...fresh.childNodes].filter(Boolean));
  online();
  return undefined;
};

find.addEventListener("submit", async (event) => {
  event.preventDefault();
  const code = new FormData(find).get("code").trim();
  if (!code) return;
  try {
    const sent = navigator.onLine ? await fetch(`?code=${encodeURIComponent(code)}`, { signal: AbortSignal.timeout(PATIENCE) }) : null;
    if (sent && sent.status < 500) {
      await put(sent);
      return;
    }
  } catch {
    // No answer came: the list on this phone has to do.
  }
  offline();
  await lookUpHere(code);
});

panel.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.matches("[data-counter-keep]") || form.method !== "post") return;
  event.preventDefault();
  const sent = new FormData(form);
  try {
    const answer = navigator.onLine ? await fetch(form.action, { method: "POST", body: sent, signal: AbortSignal.timeout(PATIENCE) }) : null;
    if (answer && answer.status < 500) {
      if (!answer.redirected || answer.url.includes(location.pathname)) find.reset();
      await put(answer);
      return;
    }
  } catch {
    // Perhaps it has arrived: it is sent again under the same number.
  }
  offline();
  const typed = Object.fromEntries(sent);
  for (const line of form.querySelectorAll("[name=line]")) {
    if (line.type === "checkbox" && !line.checked) continue;
    const [grant, nonce] = line.value.split(".");
    const size = typed[`size_${grant}`] ?? typed.size;
    await keep(nonce, grant, line.dataset.who ?? form.dataset.who ?? "", { ...typed, size });
  }
});

const detector = async () => {
  if ("BarcodeDetector" in window && (await window.BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    return new window.BarcodeDetector({ formats: ["qr_code"] });
  }
  if (!window.BarcodeDetectionAPI) {
    await new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: texts.detector, onload: resolve, onerror: reject });
      document.head.append(script);
    });
    window.BarcodeDetectionAPI.prepareZXingModule({ overrides: { locateFile: () => texts.wasm } });
  }
  return new window.BarcodeDetectionAPI.BarcodeDetector({ formats: ["qr_code"] });
};

const read = async (picture) => (await (await detector()).detect(picture))[0]?.rawValue;
const lookUp = (code) => {
  find.elements.code.value = code;
  find.requestSubmit();
};

const photo = find.querySelector("[data-counter-photo]");
photo.hidden = false;
photo.querySelector("input").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  event.target.value = "";
  if (!file) return;
  const code = await createImageBitmap(file).then(read).catch(() => undefined);
  if (code) lookUp(code);
  else note(texts.noCode);
});

const camera = find.querySelector("[data-counter-camera]");
const video = find.querySelector("video");
let looking = false;
const stop = () => {
  looking = false;
  for (const track of video.srcObject?.getTracks() ?? []) track.stop();
  video.srcObject = null;
  video.hidden = true;
};
if (navigator.mediaDevices?.getUserMedia) {
  camera.hidden = false;
  camera.addEventListener("click", async () => {
    if (looking) {
      stop();
      return;
    }
    looking = true;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      // Pressed again while it was asked for: it goes off at once.
      if (!looking) stop();
      video.hidden = !looking;
      if (looking) await video.play();
      const seen = await detector();
      while (looking) {
        const [code] = await seen.detect(video);
        if (code && looking) {
          stop();
          lookUp(code.rawValue);
        }
        await new Promise((resolve) => { setTimeout(resolve, LOOK_EVERY); });
      }
    } catch {
      if (looking) note(texts.noCamera);
      stop();
    }
  });
}

window.addEventListener("online", send);
window.addEventListener("offline", offline);
setInterval(async () => {
  if ((await mine()).some(([, one]) => !one.told)) send();
}, AGAIN);
await takeAlong();
await showWaiting();
send();
// What reads codes is fetched while there is network.
detector().then((reader) => reader.detect(new ImageData(16, 16))).then(() => { counter.dataset.reads = "codes"; }, () => {});
