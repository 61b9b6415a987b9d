// The tree of units: keyboard navigation, and closing of open rows. htmx opens rows; without script they are links.
const tree = document.querySelector("[data-tree]");

const rows = () => [...tree.querySelectorAll("tbody tr[aria-level]")];
const isOpen = (row) => row.getAttribute("aria-expanded") === "true";
const below = (row) => [...tree.querySelectorAll("tbody tr")].filter(
  (other) => other !== row && other.dataset.path.startsWith(row.dataset.path),
);

const close = (row) => {
  for (const other of below(row)) other.remove();
  row.setAttribute("aria-expanded", "false");
  // The row with tabindex 0 may have been removed.
  if (!tree.querySelector("tr[tabindex='0']")) row.tabIndex = 0;
};

const focus = (row) => {
  if (!row) return;
  for (const other of rows()) other.tabIndex = other === row ? 0 : -1;
  row.focus();
};

const above = (row) => rows().findLast(
  (other) => other !== row && row.dataset.path.startsWith(other.dataset.path),
);

const toggleRow = (row) => {
  if (isOpen(row)) close(row);
  else row.querySelector("a.tree-toggle")?.click();
};

const keys = {
  ArrowDown: (row, all) => focus(all[all.indexOf(row) + 1]),
  ArrowUp: (row, all) => focus(all[all.indexOf(row) - 1]),
  Home: (_row, all) => focus(all[0]),
  End: (_row, all) => focus(all.at(-1)),
  ArrowRight: (row, all) => (isOpen(row) ? focus(all[all.indexOf(row) + 1]) : toggleRow(row)),
  ArrowLeft: (row) => (isOpen(row) ? close(row) : focus(above(row))),
  Enter: (row) => row.querySelector("th > a:not(.tree-toggle)").click(),
};

if (tree) {
  const first = rows()[0];
  if (first) first.tabIndex = 0;

  tree.addEventListener("keydown", (event) => {
    const row = event.target;
    if (row.matches("tr[aria-level]") && keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      keys[event.key](row, rows());
    }
  });

  // In the capture phase, before htmx: a click on an open row closes it.
  tree.addEventListener("click", (event) => {
    const toggle = event.target.closest("a.tree-toggle");
    const row = toggle?.closest("tr");
    if (row && isOpen(row)) {
      event.preventDefault();
      event.stopPropagation();
      close(row);
    }
  }, { capture: true });

  tree.addEventListener("htmx:afterRequest", (event) => {
    const toggle = event.target.closest("a.tree-toggle");
    if (toggle && event.detail.successful) toggle.closest("tr").setAttribute("aria-expanded", "true");
  });
}
