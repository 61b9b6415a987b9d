// "/" focuses the page's search box, Escape closes open menus, [data-print] prints, [data-print-now] at once.
const OPEN = ":is(details.person, details.menu, details.page-help)[open]";
const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
    const search = document.querySelector("main :is([data-search], input[type=search])");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
  if (event.key === "Escape") {
    const open = document.querySelector(OPEN);
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  }
});

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll(OPEN)) {
    if (!open.contains(event.target)) open.open = false;
  }
  if (event.target.closest("[data-print]")) window.print();
});

if (document.querySelector("[data-print-now]")) window.addEventListener("load", () => window.print());

// A page that a refused form returned from another URL gets its own one, so that reloading sends nothing again.
const address = document.querySelector("meta[name=page-address]")?.content;
if (address) window.history.replaceState(null, "", address + window.location.search);

// Focus the errors of a form that was refused.
document.querySelector("[data-form-errors]")?.focus();

// A table wider than its region can be scrolled by keyboard, also after the region has been resized.
const updateTabIndex = (region) => {
  if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
  else region.removeAttribute("tabindex");
};
const observer = new ResizeObserver((entries) => entries.forEach((entry) => updateTabIndex(entry.target)));
for (const region of document.querySelectorAll(".table-responsive")) observer.observe(region);
