// Lets the portal be installed on a phone, and say in its own words when there is no network.
if ("serviceWorker" in navigator && window.isSecureContext) {
  const root = document.querySelector("meta[name=service-worker]")?.content;
  if (root) navigator.serviceWorker.register(root);
}

// Logging out deletes what pages keep in the browser. While a counter has hand-outs that are not sent, it leads there
// first, so that none is lost.
for (const form of document.querySelectorAll("form[data-logout]")) {
  form.addEventListener("submit", (event) => {
    let unsent = null;
    try {
      unsent = localStorage.getItem("counter-unsent");
    } catch {
      // Storage is switched off: nothing can wait there.
    }
    if (!unsent) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (location.pathname === unsent) window.scrollTo(0, 0);
    else location.assign(unsent);
  }, { capture: true });
}
