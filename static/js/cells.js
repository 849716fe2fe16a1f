// Correcting in the grid. Enter, F2 or a double click opens the editor of a cell, which the server makes and judges; Enter
// saves, Esc leaves, Tab saves and goes on. A pasted block and filling down are looked at on a page of their own first.
import { startStep } from "./step.js";
import { word } from "./words.js";

const SHOWN_ANYWAY = [409, 422];
const REASON = "reason";
const PASTING = 'a[href$="/ledger/paste/"]';

export function startCells(page) {
  for (const form of page.querySelectorAll("[data-undo]")) startUndo(form);
  page.addEventListener("keydown", undoWithKeys);
  page.addEventListener("undo:offered", (event) => offerUndo(event.detail));
  const table = page.querySelector("[data-grid]");
  if (!table) return;
  table.addEventListener("keydown", (event) => key(table, event));
  table.addEventListener("dblclick", (event) => {
    const cell = event.target.closest("td[data-edit]");
    if (cell && !event.target.closest("a, input, label")) edit(cell);
  });
  page.addEventListener("paste", (event) => paste(table, event));
  for (const button of page.querySelectorAll("[data-fill]")) {
    button.hidden = false;
    button.addEventListener("click", () => fill(table));
  }
}

function key(table, event) {
  const cell = event.target.closest("td[data-column]");
  if (!cell || cell !== event.target || event.isComposing || event.altKey || event.metaKey || event.defaultPrevented) return;
  if (event.ctrlKey && event.key.toLowerCase() === "d") take(event, () => fill(table));
  else if (event.key === "F2" && !event.ctrlKey) take(event, () => edit(cell));
  else if (event.key === "Enter" && !event.ctrlKey && cell.dataset.edit) take(event, () => edit(cell));
}

function take(event, act) {
  event.preventDefault();
  event.stopPropagation();
  act();
}

// The editor stands over its cell: a cell can be narrower than what is asked.
async function edit(cell) {
  document.querySelector(".cell-panel")?.remove();
  const item = cell.parentElement.dataset.item;
  const answer = await ask(`/ledger/${item}/cell/?column=${cell.dataset.column}`);
  if (!answer) return;
  const panel = document.createElement("div");
  panel.className = "cell-panel";
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", nameOf(cell));
  document.body.append(panel);
  show(panel, cell, await answer.text());
  place(panel, cell);
  panel.addEventListener("keydown", (event) => keyInEditor(panel, cell, event));
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    save(panel, cell);
  });
  panel.addEventListener("click", (event) => {
    if (event.target.closest("[data-leave]")) leave(panel, cell);
  });
}

function nameOf(cell) {
  const head = cell.closest("table").querySelector(`th[data-column="${cell.dataset.column}"]`);
  return `${head?.textContent.trim() ?? ""} ${cell.parentElement.querySelector('[data-column="number"]')?.textContent.trim() ?? ""}`;
}

function show(panel, cell, html) {
  panel.innerHTML = html;
  startStep(panel);
  const reason = panel.querySelector(`[name=${REASON}]`);
  if (reason && !reason.value) reason.value = sessionStorage.getItem(REASON) ?? "";
  const first = panel.querySelector(".has-error input:not([type=hidden]), .has-error select") ?? valueIn(panel);
  if (!first) {
    panel.tabIndex = -1;
    panel.focus();
    return;
  }
  first.focus();
  first.select?.();
}

function valueIn(panel) {
  return panel.querySelector("form .combobox input, form input:not([type=hidden]), form select, form textarea");
}

function place(panel, cell) {
  const at = cell.getBoundingClientRect();
  const left = Math.max(Math.min(at.left, window.innerWidth - panel.offsetWidth - 8), 8);
  const top = at.top + panel.offsetHeight + 8 > window.innerHeight ? Math.max(window.innerHeight - panel.offsetHeight - 8, 8) : at.top;
  panel.style.setProperty("left", `${left}px`);
  panel.style.setProperty("top", `${top}px`);
}

function leave(panel, cell) {
  panel.remove();
  cell.focus();
}

// A list that is open has its own Enter and Esc; Tab goes to the reason as long as there is none.
function keyInEditor(panel, cell, event) {
  if (event.isComposing || event.defaultPrevented) return;
  const reason = panel.querySelector(`[name=${REASON}]`), form = panel.querySelector("form");
  if (event.key === "Escape") take(event, () => leave(panel, cell));
  if (event.key !== "Enter" && event.key !== "Tab") return;
  if (!form || event.shiftKey || event.target.closest("button, a")) return;
  if (event.target !== reason && !reason.value.trim()) {
    take(event, () => reason.focus());
    return;
  }
  panel.dataset.next = event.key === "Tab" ? "yes" : "";
  take(event, () => form.requestSubmit(form.querySelector("[type=submit]")));
}

async function save(panel, cell) {
  const form = panel.querySelector("form"), body = new FormData(form);
  body.set("query", window.location.search.slice(1));
  const reason = body.get(REASON).trim();
  const answer = await ask(form.getAttribute("action"), { method: "POST", body });
  if (!answer) return tell(panel, word("offline"));
  const html = await answer.text();
  if (!answer.ok) return show(panel, cell, html);
  if (reason) sessionStorage.setItem(REASON, reason);
  put(cell, html);
  const next = panel.dataset.next ? followingIn(cell) : null;
  leave(panel, cell);
  if (next) {
    next.focus();
    edit(next);
  }
}

// Nothing where there was no answer that belongs into the editor.
async function ask(address, options = {}) {
  const answer = await fetch(address, { ...options, headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer || answer.redirected || !(answer.ok || SHOWN_ANYWAY.includes(answer.status))) return null;
  return answer;
}

function tell(panel, text) {
  const line = panel.querySelector(".cell-told") ?? document.createElement("p");
  line.className = "cell-told field-error";
  line.setAttribute("role", "alert");
  line.textContent = text;
  panel.append(line);
}

function followingIn(cell) {
  let next = cell.nextElementSibling;
  while (next && !next.dataset.edit) next = next.nextElementSibling;
  return next;
}

// The cells stay, what they say is replaced; the link to the item keeps its place in the list.
function put(cell, html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const row = cell.parentElement, fresh = parsed.querySelector("tr");
  row.dataset.version = fresh.dataset.version;
  for (const old of row.querySelectorAll("td[data-column]")) {
    const now = fresh.querySelector(`td[data-column="${old.dataset.column}"]`);
    if (!now) continue;
    if (old.dataset.column === "tick") retick(old, now);
    else rewrite(old, now);
  }
  say(parsed);
}

function retick(old, now) {
  const box = old.querySelector("input"), fresh = now.querySelector("input");
  if (!box || !fresh) return;
  box.value = fresh.value;
  box.dataset.acts = fresh.dataset.acts;
}

function rewrite(old, now) {
  const link = old.querySelector("a")?.getAttribute("href");
  old.innerHTML = now.innerHTML;
  if (link) old.querySelector("a")?.setAttribute("href", link);
  for (const inner of old.querySelectorAll("a, input")) inner.tabIndex = -1;
  if (now.dataset.edit) old.dataset.edit = now.dataset.edit;
  else delete old.dataset.edit;
}

function say(parsed) {
  const live = document.getElementById("live"), told = parsed.querySelector(".alert");
  live.textContent = told.querySelector("[role=status]")?.textContent ?? told.textContent;
  offerUndo(told);
}

function offerUndo(told) {
  document.querySelectorAll("[data-undo], .alert-success").forEach((before) => before.remove());
  document.getElementById("live").after(told);
  if (told.matches("[data-undo]")) startUndo(told);
}

// The button goes after its time, but never from under somebody who is at it.
function startUndo(form) {
  form.classList.add("is-floating");
  const go = () => {
    if (form.matches(":hover, :focus-within") || form.dataset.sent) window.setTimeout(go, 1000);
    else form.remove();
  };
  window.setTimeout(go, Number(form.dataset.undo) * 1000);
}

function undoWithKeys(event) {
  if (!event.ctrlKey || event.shiftKey || event.key.toLowerCase() !== "z" || event.isComposing) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  const form = document.querySelector("[data-undo]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button"));
}

function chosenIn(table) {
  return [...table.querySelectorAll("td.is-chosen")];
}

function paste(table, event) {
  const cell = document.activeElement;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!text || cell?.closest("table") !== table || !cell.matches("td[data-column]")) return;
  event.preventDefault();
  const chosen = chosenIn(table), first = chosen[0] ?? cell, rows = [...table.querySelectorAll("tr[data-item]")];
  const several = new Set(chosen.map((each) => each.parentElement)).size > 1;
  const from = rows.indexOf(first.parentElement), lines = text.trimEnd().split("\n").length;
  const onto = several && lines === 1 ? rows.filter((row) => row.querySelector(".is-chosen")) : rows.slice(from, from + lines);
  const columns = [...first.parentElement.cells].slice(first.cellIndex).map((each) => each.dataset.column);
  // What is below the last row of the page goes on over the next rows of the list; what is below its end is new.
  send({ text, chosen: several ? "yes" : "", after: several ? "" : onto.at(-1).dataset.number - 1 }, onto, columns);
}

// From the first chosen row into the others; without a range from the row above.
function fill(table) {
  const chosen = chosenIn(table), cell = table.querySelector("td.is-active");
  const all = [...table.querySelectorAll("tbody tr")], above = all[all.indexOf(cell?.parentElement) - 1];
  const rows = chosen.length > 1 ? [...new Set(chosen.map((each) => each.parentElement))] : [above, cell?.parentElement];
  const columns = chosen.length > 1 ? [...new Set(chosen.map((each) => each.dataset.column))] : [cell?.dataset.column];
  if (rows.every((row) => row?.dataset.item)) send({ fill: "yes" }, rows, columns);
}

function send(said, rows, columns) {
  const form = document.querySelector("[data-paste-form]"), page = document.querySelector(PASTING);
  if (!form || !page) return;
  form.action = page.href;
  form.querySelectorAll("[data-given]").forEach((input) => input.remove());
  const pairs = [...Object.entries(said), ...rows.map((row) => ["item", `${row.dataset.item}.${row.dataset.version}`])];
  for (const [name, value] of [...pairs, ...columns.map((column) => ["column", column])]) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    form.lastElementChild.dataset.given = "";
  }
  form.requestSubmit();
}
