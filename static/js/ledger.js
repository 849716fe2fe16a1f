// Ticking, counting what is ticked, short links, printing. The list works without it.
const boxes = [...document.querySelectorAll("input[name=item]")];
const counter = document.querySelector("[data-ticked]");
const all = document.querySelector("[data-tick-all]");

const acts = [...document.querySelectorAll("[data-batch] [data-act]")];
const noneFits = document.querySelector("[data-none-fits]");

// An act is offered with the number of ticked items that it fits; without one it isn't offered.
function offer(ticked) {
  for (const button of acts) {
    const fits = ticked.filter((box) => box.dataset.acts.split(" ").includes(button.dataset.act)).length;
    button.hidden = fits === 0;
    button.querySelector("[data-fits]").textContent = fits ? ` (${fits})` : "";
  }
  if (noneFits) noneFits.hidden = ticked.length === 0 || acts.some((button) => !button.hidden);
}

function count() {
  const chosen = boxes.filter((box) => box.checked);
  const ticked = chosen.length;
  if (counter) counter.textContent = ticked;
  offer(chosen);
  if (!all) return;
  all.checked = ticked > 0 && ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
}

all?.addEventListener("change", () => {
  for (const box of boxes) box.checked = all.checked;
  count();
});

let last = null;
for (const box of boxes) {
  box.addEventListener("click", (event) => {
    if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
    }
    last = box;
    count();
  });
}
count();

// The link says what is filtered by and nothing else.
document.querySelector("[data-filters]")?.addEventListener("submit", (event) => {
  const columns = [...event.target.querySelectorAll("[name=cols]")];
  const usual = columns.every((box) => box.checked === ("usual" in box.dataset));
  for (const field of event.target.elements) {
    if (field.name && (field.value === "" || (usual && field.name === "cols"))) field.disabled = true;
  }
});
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("[data-filters] :disabled")) field.disabled = false;
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
