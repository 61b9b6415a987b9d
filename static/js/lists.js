// Lists: no empty parameters in addresses, one box that ticks all rows, a bar for what is ticked.
for (const form of document.querySelectorAll("form[data-compact]")) {
  form.addEventListener("formdata", (event) => {
    const columns = event.formData.getAll("columns");
    const filled = [...event.formData].filter(([name, value]) => name !== "columns" && (value !== "" || form.elements[name].type === "hidden"));
    for (const name of new Set(event.formData.keys())) event.formData.delete(name);
    for (const [name, value] of filled) event.formData.append(name, value);
    if (columns.length) event.formData.set("columns", columns.join("."));
  });
}

const bar = document.querySelector("[data-bulk]");
const box = document.querySelector("[data-tick-all]");
if (bar && box) {
  const table = box.closest("table");
  const count = bar.querySelector("[data-bulk-count]");
  const everything = document.querySelector("[data-all-of-list]") && bar.querySelector("[data-bulk-all]");
  const rows = () => [...table.querySelectorAll("tbody input[type=checkbox][form]")];
  let all = false;

  // An act on the whole list names its filter instead of rows: [data-all-of-list] has the parameters.
  const chooseAll = (chosen) => {
    all = chosen;
    for (const input of document.querySelectorAll("[data-all-of-list]")) {
      if (input.type === "checkbox") input.checked = chosen;
      else input.disabled = !chosen;
    }
  };

  const update = () => {
    const boxes = rows();
    const ticked = boxes.filter((one) => one.checked).length;
    const whole = ticked > 0 && ticked === boxes.length;
    if (!whole) chooseAll(false);
    box.checked = whole;
    box.indeterminate = ticked > 0 && !whole;
    bar.hidden = ticked === 0;
    count.textContent = all ? count.dataset.all : (whole ? count.dataset.page : count.dataset.some).replace("{n}", ticked);
    if (everything) everything.hidden = !whole || all;
  };

  box.hidden = false;
  bar.classList.add("bulk-sticky");
  box.addEventListener("change", () => {
    for (const one of rows()) one.checked = box.checked;
    update();
  });
  table.addEventListener("change", (event) => {
    if (event.target !== box) update();
  });
  everything?.addEventListener("click", () => {
    chooseAll(true);
    update();
    bar.querySelector("form .btn, button[form]")?.focus();
  });
  const form = document.getElementById("selection");
  form?.addEventListener("formdata", (event) => {
    if (all && rows().length) event.formData.delete(rows()[0].name);
  });
  // Shift ticks from the last ticked row to this one.
  let last = null;
  table.addEventListener("click", (event) => {
    const boxes = rows();
    const index = boxes.indexOf(event.target);
    if (index < 0) return;
    if (event.shiftKey && last !== null) {
      for (const one of boxes.slice(Math.min(last, index), Math.max(last, index) + 1)) one.checked = event.target.checked;
      update();
    }
    last = index;
  });
  update();
}
