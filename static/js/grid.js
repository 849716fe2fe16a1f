// The ledger as a grid: one cell has the focus, keys move it, ranges are chosen and copied. On a phone it stays a list.
// It tells `grid:move` (item, column) and `grid:select` (rows, columns) at the table; cells are edited elsewhere.
import { fit } from "./columns.js";
import { said } from "./heads.js";

const WIDE = "(min-width: 768px)";
const ROLES = [["thead, tbody", "rowgroup"], ["tr", "row"], ["thead th", "columnheader"], ["tbody th", "rowheader"], ["td", "gridcell"]];
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function startGrid(page) {
  const table = page.querySelector("[data-grid]");
  if (!table || table.role === "grid" || !window.matchMedia(WIDE).matches) return;
  new Grid(table);
}

class Grid {
  constructor(table) {
    this.table = table;
    this.anchor = null;
    this.name();
    fit(table);
    this.activate(this.rows[0]?.cells[this.first], false);
    table.addEventListener("keydown", (event) => this.key(event));
    table.addEventListener("mousedown", (event) => this.press(event));
    table.addEventListener("focusin", (event) => this.enter(event));
    table.addEventListener("copy", (event) => this.copy(event));
  }

  get rows() {
    return [...this.table.querySelectorAll("tbody tr[data-item]:not([hidden])")];
  }

  get first() {
    return this.table.querySelector("td[data-column]:not(.tick):not(.light)")?.cellIndex ?? 0;
  }

  // What a reader hears: how many rows there are in the whole list, and which of them these are.
  name() {
    this.table.setAttribute("role", "grid");
    this.table.setAttribute("aria-rowcount", String(Number(this.table.dataset.rows) + 1));
    this.table.setAttribute("aria-multiselectable", "true");
    const pane = this.table.closest(".grid-pane");
    pane.removeAttribute("tabindex");
    this.table.setAttribute("aria-label", pane.getAttribute("aria-label"));
    for (const row of this.rows) row.setAttribute("aria-rowindex", row.dataset.number);
    // Rows are drawn as blocks, of which a browser no longer says that they are a table's.
    for (const [parts, role] of ROLES) for (const part of this.table.querySelectorAll(parts)) part.setAttribute("role", role);
    for (const inner of this.table.querySelectorAll("td a, td input")) inner.tabIndex = -1;
  }

  activate(cell, focus = true) {
    if (!cell) return;
    if (this.active && this.active !== cell) {
      this.active.removeAttribute("tabindex");
      this.active.classList.remove("is-active");
    }
    this.active = cell;
    cell.tabIndex = 0;
    cell.classList.add("is-active");
    if (!focus) return;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.tell("grid:move", { item: cell.parentElement.dataset.item, column: cell.dataset.column, cell });
  }

  tell(name, detail) {
    this.table.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }

  enter(event) {
    const cell = event.target.closest("td[data-column]");
    if (cell && cell === event.target && cell !== this.active) this.activate(cell);
  }

  press(event) {
    const cell = event.target.closest("td[data-column]");
    if (!cell || event.button || event.target.closest("a, input, label, button, select, textarea")) return;
    event.preventDefault();
    if (event.shiftKey && this.active) this.reach(cell);
    else this.choose(null);
    this.activate(cell);
  }

  key(event) {
    if (event.target !== this.active || event.isComposing || event.altKey || event.metaKey) return;
    if (!this.move(event) && !this.act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  move(event) {
    const to = this.target(event);
    if (!to) return false;
    if (event.shiftKey && STEPS[event.key]) this.reach(to);
    else this.choose(null);
    this.activate(to);
    return true;
  }

  target(event) {
    const rows = this.rows, at = rows.indexOf(this.active.parentElement), column = this.active.cellIndex;
    const last = this.active.parentElement.cells.length - 1;
    const cell = (row, place) => rows[Math.min(Math.max(row, 0), rows.length - 1)].cells[Math.min(Math.max(place, 0), last)];
    if (STEPS[event.key] && !event.ctrlKey) return cell(at + STEPS[event.key][0], column + STEPS[event.key][1]);
    const screen = Math.max(Math.floor(this.table.closest(".grid-pane").clientHeight / this.active.offsetHeight) - 2, 1);
    if (event.key === "PageDown") return cell(at + screen, column);
    if (event.key === "PageUp") return cell(at - screen, column);
    if (event.key === "Home") return cell(event.ctrlKey ? 0 : at, event.ctrlKey ? this.first : 0);
    if (event.key === "End") return cell(event.ctrlKey ? rows.length - 1 : at, last);
    return null;
  }

  act(event) {
    if (event.key === "Enter" && !event.ctrlKey && !event.shiftKey) {
      const link = this.active.querySelector("a") ?? this.active.parentElement.querySelector("td.problem a, td a");
      if (this.active.dataset.edit) return false;
      link?.click();
      return Boolean(link);
    }
    if (event.key === " " && !event.ctrlKey) {
      const box = this.active.parentElement.querySelector("input[name=item]");
      box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: event.shiftKey }));
      return Boolean(box);
    }
    if (event.key === "Escape" && this.chosen) return this.choose(null);
    return false;
  }

  // As a table, so that it comes into a spreadsheet as cells: what is chosen, else the ticked rows, else this cell.
  copy(event) {
    if (!window.getSelection().isCollapsed && event.target !== this.active) return;
    const ticked = this.rows.filter((row) => row.querySelector("input[name=item]:checked"));
    const cells = this.chosen ? this.cells() : ticked.length ? ticked.map((row) => [...row.cells]) : [[this.active]];
    const texts = cells.map((row) => row.filter((cell) => !cell.matches(".tick, .light") || row.length === 1).map(said));
    const safe = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    const line = (row) => `<tr>${row.map((text) => `<td>${safe(text)}</td>`).join("")}</tr>`;
    event.clipboardData.setData("text/plain", texts.map((row) => row.join("\t")).join("\r\n"));
    event.clipboardData.setData("text/html", `<table>${texts.map(line).join("")}</table>`);
    event.preventDefault();
  }

  // From the cell where the range began up to this one.
  reach(cell) {
    this.anchor ??= this.active;
    this.choose({ from: this.anchor, to: cell });
  }

  choose(range) {
    for (const cell of this.table.querySelectorAll(".is-chosen")) {
      cell.classList.remove("is-chosen");
      cell.removeAttribute("aria-selected");
    }
    this.chosen = range;
    if (!range) this.anchor = null;
    const cells = this.cells();
    if (range) {
      for (const cell of cells.flat()) {
        cell.classList.add("is-chosen");
        cell.setAttribute("aria-selected", "true");
      }
    }
    const rows = range ? cells.map((row) => row[0].parentElement.dataset.item) : [];
    this.tell("grid:select", { rows, columns: range ? cells[0].map((cell) => cell.dataset.column) : [] });
    return true;
  }

  // The cells of the range, row by row.
  cells() {
    if (!this.chosen) return [];
    const rows = this.rows, order = (a, b) => a - b;
    const [top, bottom] = [this.chosen.from, this.chosen.to].map((cell) => rows.indexOf(cell.parentElement)).sort(order);
    const [left, right] = [this.chosen.from.cellIndex, this.chosen.to.cellIndex].sort(order);
    return rows.slice(top, bottom + 1).map((row) => [...row.cells].slice(left, right + 1));
  }
}
