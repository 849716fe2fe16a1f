import { showLink } from "./shown.js";

// Ticking, counting what is ticked, short links, printing. The list works without it.
export function startLedger(page) {
  startTicking(page);
  startFilters(page);
  for (const button of page.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => printAll(page));
  }
}

// All hits go on paper, not this page of them alone, as far as one page can show them.
const MOST_ON_PAPER = 1000;
async function printAll(page) {
  const table = page.querySelector("[data-grid]"), here = window.location.href;
  const more = table && Number(table.dataset.rows) > table.querySelectorAll("tr[data-item]").length;
  if (!more) return window.print();
  const whole = new URL(here);
  whole.searchParams.set("size", String(MOST_ON_PAPER));
  await showLink(whole.href, { push: false });
  window.print();
  await showLink(here, { push: false });
}

export function startTicking(page) {
  const boxes = [...page.querySelectorAll("input[type=checkbox][name=item]")];
  const all = page.querySelector("[data-tick-all]");
  let now = boxes.map((box) => box.checked);
  const before = [];
  const count = () => {
    const ticks = boxes.map((box) => box.checked);
    if (ticks.some((ticked, place) => ticked !== now[place])) before.push(now);
    now = ticks;
    show(page, boxes, all);
  };
  page.addEventListener("keydown", (event) => {
    if (!untick(event, boxes, before)) return;
    count();
    before.pop();
  });
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

// Ctrl Z brings back what was ticked before, as long as nothing else is there to be taken back.
function untick(event, boxes, before) {
  if (!event.ctrlKey || event.shiftKey || event.key.toLowerCase() !== "z" || !before.length) return false;
  if (document.querySelector("[data-undo]") || event.target.closest("input:not([type=checkbox]), textarea, select")) return false;
  const ticks = before.pop();
  for (const [place, box] of boxes.entries()) box.checked = ticks[place];
  event.preventDefault();
  return true;
}

function show(page, boxes, all) {
  const ticked = boxes.filter((box) => box.checked);
  // Classes, since a page of 1,000 rows whose style asks for what is ticked in them is asked anew at each scrolling.
  for (const box of boxes) box.closest("tr")?.classList.toggle("is-ticked", box.checked);
  for (const bar of page.querySelectorAll(".batch-bar")) bar.classList.toggle("is-held", ticked.length > 0);
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
    for (const field of event.target.elements) {
      if (field.name && field.value === "") field.disabled = true;
    }
  });
  window.addEventListener("pageshow", () => {
    for (const field of page.querySelectorAll("[data-filters] :disabled")) field.disabled = false;
  });
}
