// Lets the portal be installed on a phone, and say in its own words when there is no network.
if ("serviceWorker" in navigator && window.isSecureContext) {
  const root = document.querySelector("meta[name=service-worker]")?.content;
  if (root) navigator.serviceWorker.register(root);
}
