// Lets people sign on the glass: each input[data-signature] gets a canvas above it, and what is drawn on it becomes the
// file of the input. The input stays, so that a photo of a signature can be chosen, by keyboard too.
const texts = document.querySelector("meta[name=signature]").dataset;
const { default: SignaturePad } = await import(texts.pad);
const PEN = { minWidth: 1.2, maxWidth: 3.2, backgroundColor: "#ffffff", penColor: "#10131a" };

const scaled = (strokes, factor) => strokes.map((stroke) => ({
  ...stroke, points: stroke.points.map((point) => ({ ...point, x: point.x * factor, y: point.y * factor })),
}));

for (const input of document.querySelectorAll("input[type=file][data-signature]")) {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", texts.sign);
  const clear = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: texts.clear });
  const glass = Object.assign(document.createElement("div"), { className: "glass" });
  glass.append(canvas, clear);
  input.before(glass);
  const pad = new SignaturePad(canvas, PEN);
  let width = 0, drawing = false;

  // A canvas loses what is on it when its size changes, as when the phone is turned: it is drawn again in the new size.
  const fit = () => {
    const shown = canvas.offsetWidth;
    if (!shown || shown === width) return;
    const strokes = scaled(pad.toData(), width ? shown / width : 1);
    const density = Math.max(window.devicePixelRatio || 1, 2);
    canvas.width = shown * density;
    canvas.height = canvas.offsetHeight * density;
    canvas.getContext("2d").scale(density, density);
    pad.clear();
    pad.fromData(strokes, { clear: false });
    width = shown;
  };
  new ResizeObserver(fit).observe(canvas);

  const choose = (files) => {
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(file);
    drawing = true;
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    drawing = false;
  };
  pad.addEventListener("endStroke", async () => {
    const picture = await new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
    if (!pad.isEmpty()) choose([new File([picture], "signature.png", { type: "image/png" })]);
  });
  clear.addEventListener("click", () => {
    pad.clear();
    choose([]);
  });
  input.addEventListener("change", () => {
    if (!drawing) pad.clear();
  });
  input.form.addEventListener("reset", () => pad.clear());
}
document.documentElement.dataset.signature = "ready";
