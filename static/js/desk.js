// The desk: a line opens beside the list, J and K open the next, the verdict is given without leaving, and what stood
// behind the decided item opens by itself. Without it a line opens as a page, and so does each step.
import { startDrafts } from "./drafts.js";
import { startTicking } from "./ledger.js";
import { startStep } from "./step.js";

const WIDE = "(min-width: 1000px)", LINGER = 150;
let waiting = 0;

export function startDesk(page) {
  if (!page.getElementById("desk")) return;
  page.addEventListener("click", (event) => {
    const link = event.target.closest("#desk .desk-open");
    if (link && isWide() && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(link, { enter: event.detail === 0 });
    }
  });
  page.addEventListener("focusin", (event) => {
    const row = event.target.closest("#desk [data-row]");
    if (row && event.target === row && isWide()) linger(row.querySelector(".desk-open"));
  });
  page.addEventListener("keydown", leave);
  page.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "verdict") begin(event.detail.target);
  });
  openFirst(page);
}

// What htmx has put in anew: the whole desk after a verdict or another kind of act, or the item beside the list.
export function startPart(part) {
  if (part.id === "desk") {
    startTicking(document);
    const row = part.querySelector(".desk-open[aria-current]")?.closest("[data-row]");
    dress(part);
    if (!row) return openFirst(document, { enter: !part.querySelector("[role=status]") });
    stand(row);
    if (!isWide()) part.scrollIntoView();
    document.getElementById("live").textContent = part.querySelector("[role=status]")?.textContent.trim() ?? "";
  } else if (part.parentElement?.id === "desk-pane") dress(part.parentElement);
}

function isWide() {
  return window.matchMedia(WIDE).matches;
}

function openFirst(page) {
  dress(page);
  const lines = page.querySelectorAll("#desk .desk-open");
  if (!lines.length || !isWide() || page.querySelector("#desk .desk-open[aria-current], #verdict")) return;
  open(lines[0], {});
}

function linger(link) {
  window.clearTimeout(waiting);
  if (link.hasAttribute("aria-current")) return;
  waiting = window.setTimeout(() => open(link, {}), LINGER);
}

// The focus stays on the line, so that J and K go on; Enter goes into what has been opened.
function open(link, { enter = false }) {
  window.clearTimeout(waiting);
  if (link.hasAttribute("aria-current") && document.getElementById("verdict")) {
    if (enter) intoPane();
    return;
  }
  for (const other of document.querySelectorAll("#desk .desk-open[aria-current]")) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  const href = link.getAttribute("href"), pane = document.getElementById("desk-pane");
  window.history.replaceState(window.history.state, "", href);
  window.htmx.ajax("GET", href, { target: pane, swap: "innerHTML", source: pane }).then(() => {
    dress(pane);
    if (pane.getBoundingClientRect().top < 0) pane.scrollIntoView();
    if (enter) intoPane();
  });
}

function intoPane() {
  const head = document.querySelector("#desk-pane h2");
  if (!head) return;
  head.tabIndex = -1;
  head.focus();
}

// A step that is the only one has its form at hand already: 1 begins it, as it begins the first of several verdicts.
function dress(part) {
  const form = part.querySelector("#verdict form");
  if (!form) return;
  startStep(form);
  startDrafts(form.parentElement);
  const label = form.querySelector("label[for]");
  if (label) label.dataset.key = "1";
}

function begin(verdict) {
  startStep(verdict);
  startDrafts(verdict);
  const field = verdict.querySelector("[data-autofocus]") ?? verdict.querySelector("textarea, select, input:not([type=hidden])");
  (field ?? verdict.querySelector("h2"))?.focus();
  verdict.scrollIntoView({ block: "nearest" });
}

function leave(event) {
  if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
  const link = event.target.closest("#desk-pane") && document.querySelector("#desk .desk-open[aria-current]");
  if (!link) return;
  const chosen = document.querySelector("#verdict form") && !document.querySelector("#verdict [data-key='1']");
  stand(link.closest("[data-row]"));
  if (!chosen) return;
  link.removeAttribute("aria-current");
  open(link, {});
}

function stand(row) {
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}
