{% load static %}// Shows the page "no network" where a page can't be fetched. It keeps that page and its style, and no page of anybody.
const KEPT = "offline-{% static 'vendor/portal.css' %}";
const OFFLINE = "{% url 'offline' %}";
const FILES = [OFFLINE, "{% static 'vendor/tabler.min.css' %}", "{% static 'vendor/portal.css' %}", "{% static 'img/favicon.svg' %}"];

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then((kept) => kept.addAll(FILES.map((url) => new Request(url, { credentials: "omit", cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (FILES.slice(1).includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request.url)));
  }
});
