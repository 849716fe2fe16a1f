// Ticking, counting what is ticked, short links, printing. The list works without it.
const boxes = [...document.querySelectorAll("input[name=item]")];
const counter = document.querySelector("[data-ticked]");
const all = document.querySelector("[data-tick-all]");

function count() {
  const ticked = boxes.filter((box) => box.checked).length;
  if (counter) counter.textContent = ticked;
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
