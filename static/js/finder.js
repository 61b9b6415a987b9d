// The search box in the head of pages: Ctrl-K or Cmd-K goes to it, arrows walk through what it found, Escape closes it.
const box = document.querySelector("[data-finder]");
const link = document.querySelector(".finder-link");

if (box) {
  const input = box.querySelector("input");
  const found = box.querySelector(".finder-found");
  const links = () => [...found.querySelectorAll("a")];
  const show = (open) => found.classList.toggle("open", open);

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      if (box.offsetParent === null) {
        window.location.assign(link.href); // a narrow screen has the page in place of the box
        return;
      }
      input.focus();
      input.select();
    }
  });
  found.addEventListener("htmx:afterSwap", () => show(input.value.trim() !== ""));
  input.addEventListener("focus", () => show(found.childElementCount > 0 && input.value.trim() !== ""));
  input.addEventListener("input", () => {
    if (input.value.trim() === "") show(false);
  });
  box.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape") {
      input.focus();
      show(false);
    } else if (event.key === "ArrowDown" && all.length > 0) {
      event.preventDefault();
      all[Math.min(at + 1, all.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at === 0 ? input : all[at - 1]).focus();
    }
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) show(false);
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) show(false);
  });
}
