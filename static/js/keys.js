// "/" goes to the page's search, Escape closes open menus; [data-print] prints.
const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
    const search = document.querySelector("[data-search], input[type=search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
  if (event.key === "Escape") {
    const open = document.querySelector("details.person[open], details.menu[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  }
});

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.person[open], details.menu[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
  if (event.target.closest("[data-print]")) window.print();
});

// A page that came back from the address of one of its acts stands at its own: reloading it sends nothing again.
const own = document.querySelector("meta[name=page-address]")?.content;
if (own) window.history.replaceState(null, "", own + window.location.search);

// A form that came back with errors: say so first.
document.querySelector("[data-form-errors]")?.focus();

// A table wider than the screen scrolls by keyboard too, also after the screen has been turned.
const fit = (region) => {
  if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
  else region.removeAttribute("tabindex");
};
const turned = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target)));
for (const region of document.querySelectorAll(".table-responsive")) turned.observe(region);
