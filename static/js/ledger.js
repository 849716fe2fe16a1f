// Ticking, counting what is ticked, printing. The batch bar works without it.
const boxes = [...document.querySelectorAll("input[name=item]")];
const counter = document.querySelector("[data-ticked]");
const label = counter?.textContent;

function count() {
  if (counter) counter.textContent = `${label} ${boxes.filter((box) => box.checked).length}`;
}

document.querySelector("[data-tick-all]")?.addEventListener("change", (event) => {
  for (const box of boxes) box.checked = event.target.checked;
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
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
