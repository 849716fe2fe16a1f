// Columns as somebody wants them: drawn wider, dragged elsewhere, or by the buttons and numbers of the form; groups folded.
export function startColumns(page) {
  const table = page.querySelector("[data-grid]"), form = page.querySelector("[data-arrange]");
  if (!table) return;
  startFolding(table);
  if (!form) return;
  startButtons(form);
  if (!window.matchMedia("(min-width: 768px)").matches) return;
  for (const head of table.querySelectorAll("thead th[data-column]")) {
    startWidth(head, table, form);
    startDragging(head, table, form);
  }
}

function startFolding(table) {
  for (const button of table.querySelectorAll("[data-fold]")) {
    button.hidden = false;
    button.setAttribute("aria-label", button.parentElement.querySelector(".group-name").textContent);
    button.addEventListener("click", () => {
      const folded = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!folded));
      const rows = [...table.querySelectorAll("tbody tr")], from = rows.indexOf(button.closest("tr")) + 1;
      const next = rows.findIndex((row, place) => place >= from && "group" in row.dataset);
      for (const row of rows.slice(from, next < 0 ? rows.length : next)) row.hidden = folded;
    });
  }
}

// The buttons move a line of the form; the form is kept when it is sent.
function startButtons(form) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=left], button[name=right]");
    if (!button) return;
    event.preventDefault();
    const line = button.closest("li");
    if (button.name === "left") line.previousElementSibling?.before(line);
    else line.nextElementSibling?.after(line);
    button.focus();
  });
}

function startWidth(head, table, form) {
  const grip = document.createElement("span");
  grip.className = "head-width";
  head.append(grip);
  const column = table.querySelector(`col[data-width="${head.dataset.column}"]`);
  grip.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const from = event.clientX, width = head.offsetWidth;
    const draw = (moved) => {
      column.width = Math.min(Math.max(width + moved.clientX - from, 48), 800);
      fit(table);
    };
    table.classList.add("is-drawn");
    grip.setPointerCapture(event.pointerId);
    grip.addEventListener("pointermove", draw);
    grip.addEventListener(
      "pointerup",
      async () => {
        grip.removeEventListener("pointermove", draw);
        form.querySelector(`[name="width-${head.dataset.column}"]`).value = column.width;
        await keepAndTell(form);
      },
      { once: true },
    );
  });
}

// The rule stands in `places.js`, which is read before the rows are drawn.
export function fit(table) {
  window.fitColumns(table);
}

function startDragging(head, table, form) {
  head.draggable = true;
  head.addEventListener("dragstart", (event) => {
    if (event.target.closest(".head-width")) return event.preventDefault();
    event.dataTransfer.setData("text/column", head.dataset.column);
    head.classList.add("is-dragged");
  });
  head.addEventListener("dragend", () => head.classList.remove("is-dragged"));
  head.addEventListener("dragover", (event) => {
    event.preventDefault();
    head.classList.add("is-target");
  });
  head.addEventListener("dragleave", () => head.classList.remove("is-target"));
  head.addEventListener("drop", async (event) => {
    event.preventDefault();
    const name = event.dataTransfer.getData("text/column");
    const line = (column) => form.querySelector(`[name="column"][value="${CSS.escape(column)}"]`)?.closest("li");
    if (!name || name === head.dataset.column || !line(name)) return;
    line(head.dataset.column).before(line(name));
    await keepAndTell(form);
  });
}

// What was done is told above the ledger, with the button that takes it back.
async function keepAndTell(form) {
  if (await keep(form, { shown: "yes" })) form.ownerDocument.dispatchEvent(new CustomEvent("grid:arranged"));
}

// Kept without leaving the page; the token by which a form acts once belongs to the form that is sent whole.
async function keep(form, more = {}) {
  const said = new FormData(form);
  said.delete("once");
  said.set("quiet", "yes");
  for (const [name, value] of Object.entries(more)) said.set(name, value);
  const answer = await fetch(form.action, { method: "POST", body: said });
  return answer.ok;
}
