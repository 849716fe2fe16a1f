// Keyboard of lists and items: off while typing, while an input method composes, and where the user switched it off.
const GO = { t: 'a[href="/"]', l: 'a[href="/ledger/"]', b: 'a[href^="/dashboards/"]' };
const STEPS = { a: ["assign"], s: ["accept", "submit"], 1: ["pass", "approve-plan"], 2: ["fail", "reject-plan"], c: ["supervise"] };

export function startShortcuts(page) {
  const keys = page.getElementById("keys");
  for (const button of page.querySelectorAll("[data-keys]")) {
    button.hidden = false;
    button.addEventListener("click", () => keys.showModal());
  }
  page.addEventListener("keydown", sendWithKeys);
  if (page.body.dataset.shortcuts !== "on") return;
  let going = false;
  page.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.metaKey || page.querySelector("dialog[open]")) return;
    if (isTyping(event.target) && !(event.ctrlKey && event.key === "k")) return;
    if ((event.ctrlKey && event.key === "k") || (!event.ctrlKey && event.key === "/")) {
      focusSearch(page, event);
      return;
    }
    if (event.ctrlKey) return;
    if (going && GO[event.key]) page.querySelector(`header ${GO[event.key]}`)?.click();
    else if (event.key === "?") keys?.showModal();
    else if (event.key !== "g") act(page, event);
    going = event.key === "g";
  });
}

// Ctrl Enter sends the form that is being filled in.
function sendWithKeys(event) {
  if (!event.ctrlKey || event.key !== "Enter" || event.isComposing) return;
  const form = event.target.closest('form[method="post"]');
  form?.requestSubmit(form.querySelector('button[type="submit"]'));
}

function isTyping(target) {
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) && target.type !== "checkbox";
}

// Ctrl K searches everything, / the list at hand.
function focusSearch(page, event) {
  const everywhere = page.querySelector("#nav-search");
  const field = event.ctrlKey ? everywhere : page.querySelector("[data-search]") ?? everywhere;
  if (!field) return;
  event.preventDefault();
  field.focus();
}

function act(page, event) {
  if (event.key === "j" || event.key === "k") moveRow(page, event.key === "j" ? 1 : -1);
  else if (event.key === "Enter" && !event.defaultPrevented) currentRow(page)?.querySelector("a")?.click();
  else if (event.key === "x" || event.key === "X") tick(currentRow(page), event.shiftKey);
  else actOnPage(page, event.key);
}

function actOnPage(page, key) {
  const marks = [`[data-key="${CSS.escape(key)}"]`, ...(STEPS[key] ?? []).map((step) => `[data-step="${step}"]`)];
  const place = page.querySelector(marks.join());
  place?.focus();
  place?.click();
}

// With Shift everything between the last tick and this one.
function tick(row, shiftKey) {
  const box = row?.querySelector("input[type=checkbox]");
  box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
}

function currentRow(page) {
  return page.activeElement?.closest("[data-row]");
}

function moveRow(page, step) {
  const rows = [...page.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
  if (!rows.length) return;
  const next = rows[Math.min(Math.max(rows.indexOf(currentRow(page)) + step, 0), rows.length - 1)];
  const cell = next.querySelector("td.is-active") ?? next.querySelector("td.is-first");
  if (cell && next.closest("[role=grid]")) {
    cell.tabIndex = 0;
    cell.focus();
    return;
  }
  next.tabIndex = -1;
  next.focus();
}
