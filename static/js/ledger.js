// Ticking, counting what is ticked, short links, printing. The list works without it.
export function startLedger(page) {
  startTicking(page);
  startFilters(page);
  for (const button of page.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

function startTicking(page) {
  const boxes = [...page.querySelectorAll("input[type=checkbox][name=item]")];
  const all = page.querySelector("[data-tick-all]");
  const count = () => show(page, boxes, all);
  const tickAll = () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  };
  all?.addEventListener("change", tickAll);
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
  // Whoever was quicker than the script has ticked all of them too.
  if (all?.checked) tickAll();
  else count();
  // After Back the browser ticks the boxes again once the script has run, or shows the whole page as it was left.
  window.addEventListener("pageshow", count);
}

function show(page, boxes, all) {
  const ticked = boxes.filter((box) => box.checked);
  const counter = page.querySelector("[data-ticked]");
  if (counter) counter.textContent = ticked.length;
  offer(page, ticked);
  if (!all) return;
  all.checked = ticked.length > 0 && ticked.length === boxes.length;
  all.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
}

// An act is offered with the number of ticked items that it fits; without one it isn't offered.
function offer(page, ticked) {
  const acts = [...page.querySelectorAll("[data-batch] [data-act]")];
  for (const button of acts) {
    const fits = ticked.filter((box) => box.dataset.acts.split(" ").includes(button.dataset.act)).length;
    button.hidden = fits === 0;
    button.querySelector("[data-fits]").textContent = fits ? ` (${fits})` : "";
  }
  const noneFits = page.querySelector("[data-none-fits]");
  if (noneFits) noneFits.hidden = ticked.length === 0 || acts.some((button) => !button.hidden);
}

// The link says what is filtered by and nothing else.
function startFilters(page) {
  page.querySelector("[data-filters]")?.addEventListener("submit", (event) => {
    const columns = [...event.target.querySelectorAll("[name=cols]")];
    const usual = columns.every((box) => box.checked === ("usual" in box.dataset));
    for (const field of event.target.elements) {
      if (field.name && (field.value === "" || (usual && field.name === "cols"))) field.disabled = true;
    }
  });
  window.addEventListener("pageshow", () => {
    for (const field of page.querySelectorAll("[data-filters] :disabled")) field.disabled = false;
  });
}
