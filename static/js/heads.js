// What a head asks and what can be done with a value: the panel of a column, the menu of a cell, the whole text of one.
import { linkOf, showLink } from "./shown.js";

const LINGER = 80;

export function startHeads(page) {
  const panel = page.getElementById("head-panel");
  if (!panel) return;
  page.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-head]");
    if (opener && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      open(panel, opener);
    } else if (panel.open && !panel.contains(event.target)) panel.close();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    panel.close();
    document.querySelector(`th[data-column="${panel.dataset.column}"] [data-head]`)?.focus();
  });
  panel.addEventListener("change", (event) => ask(panel, event));
  panel.addEventListener("submit", (event) => ask(panel, event));
  panel.addEventListener("click", (event) => follow(panel, event));
  startMenu(page, page.getElementById("cell-menu"));
  startWhole(page, page.getElementById("cell-whole"));
}

async function open(panel, opener) {
  const answer = await fetch(opener.href, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return;
  panel.innerHTML = await answer.text();
  panel.dataset.column = opener.closest("th").dataset.column;
  panel.show();
  place(panel, opener.getBoundingClientRect());
  panel.querySelector("input:not([type=hidden]), a")?.focus();
}

// Beneath where it was asked for, within the window.
function place(box, near) {
  const left = Math.min(near.left, window.innerWidth - box.offsetWidth - 8);
  const top = Math.min(near.bottom, window.innerHeight - box.offsetHeight - 8);
  box.style.left = `${Math.max(left, 8)}px`;
  box.style.top = `${Math.max(top, 8)}px`;
}

// A box that is ticked holds at once, and the panel stays; a text holds with Enter.
async function ask(panel, event) {
  const form = event.target.closest("form[data-narrow]");
  if (!form) return;
  event.preventDefault();
  await showLink(linkOf(form));
  if (event.type === "submit") panel.close();
}

function follow(panel, event) {
  const link = event.target.closest("a[data-apply]");
  if (!link) return;
  event.preventDefault();
  panel.close();
  showLink(link.href);
}

function startMenu(page, menu) {
  const leave = (back) => {
    if (menu.hidden) return;
    menu.hidden = true;
    if (back) menu.cell?.focus();
  };
  page.addEventListener("contextmenu", (event) => {
    const cell = event.target.closest?.("[data-grid] td[data-pick]");
    if (!cell || (event.shiftKey && event.button === 2) || event.target.closest("input")) return;
    event.preventDefault();
    openMenu(menu, cell, event);
  });
  page.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target)) leave(false);
  });
  menu.addEventListener("keydown", (event) => {
    const offered = [...menu.querySelectorAll("button:not([hidden])")], at = offered.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) offered[(at + step + offered.length) % offered.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") leave(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  menu.addEventListener("click", (event) => {
    const act = event.target.closest("[data-cell-act]")?.dataset.cellAct;
    if (!act) return;
    leave(true);
    if (act === "copy") navigator.clipboard.writeText(said(menu.cell));
    else showLink(narrowed(menu.cell.dataset.pick, act === "without"));
  });
}

function openMenu(menu, cell, event) {
  menu.cell = cell;
  menu.hidden = false;
  menu.querySelector("[data-cell-act=without]").hidden = !excludes(cell);
  const near = cell.getBoundingClientRect(), byKey = event.button !== 2;
  place(menu, byKey ? near : { left: event.clientX, bottom: event.clientY });
  menu.querySelector("button").focus();
}

// The filters that can leave a value out.
function excludes(cell) {
  return cell.closest("table").dataset.excluded.split(" ").includes(cell.dataset.pick.split("=")[0]);
}

// The present link with this value alone, or with it left out beside what is left out already.
function narrowed(pick, without) {
  const at = pick.indexOf("="), name = pick.slice(0, at), value = pick.slice(at + 1);
  const query = new URLSearchParams(window.location.search);
  query.delete("page");
  query.delete("all");
  if (without) query.set(`${name}_not`, [query.get(`${name}_not`), value].filter(Boolean).join(","));
  else query.set(name, value);
  if (!without && name.endsWith("_after")) query.set(name.replace("_after", "_before"), value);
  return `${window.location.pathname}?${query}`;
}

export function said(cell) {
  return cell.innerText.trim().replace(/\s+/g, " ");
}

// What is cut off is shown whole at the cell with the focus, or under the pointer; Escape puts it away.
function startWhole(page, whole) {
  let waiting = 0;
  const leave = () => {
    window.clearTimeout(waiting);
    if (!whole.hidden) whole.hidden = true;
  };
  const measure = (cell) => {
    if (cell.scrollWidth <= cell.clientWidth + 1) return;
    whole.textContent = said(cell);
    whole.hidden = false;
    place(whole, cell.getBoundingClientRect());
  };
  // To measure a cell the page must be laid out: only where it may be cut, and not while it is scrolled past.
  const show = (cell) => {
    leave();
    if (cell?.matches(".is-cut, .is-first, .is-drawn td")) waiting = window.setTimeout(measure, LINGER, cell);
  };
  page.addEventListener("grid:move", (event) => show(event.detail.cell));
  page.addEventListener("mouseover", (event) => {
    if (whole.contains(event.target)) return;
    show(event.target.closest?.("[data-grid] td[data-column]"));
  });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
  });
  page.addEventListener("scroll", leave, true);
}
