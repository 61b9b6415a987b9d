// Runs before the page is drawn, so that it is not drawn in the other theme first.
(() => {
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      return window.localStorage.getItem("theme");
    } catch {
      return null; // storage is switched off: use the system's theme
    }
  };
  const show = () => root.setAttribute("data-bs-theme", chosen() ?? (system.matches ? "dark" : "light"));

  show();
  system.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const next = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
        try {
          window.localStorage.setItem("theme", next);
        } catch {
          // storage is switched off: only this page changes
        }
        root.setAttribute("data-bs-theme", next);
        document.dispatchEvent(new CustomEvent("theme:changed"));
      });
    }
  });
})();
