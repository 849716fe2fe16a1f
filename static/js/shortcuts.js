// Keyboard of lists and items: off while typing, while an input method composes, and where the user switched it off.
const GO = { t: "/", l: "/ledger/" };

export function startShortcuts(page) {
  if (page.body.dataset.shortcuts !== "on") return;
  let going = false;
  page.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.metaKey) return;
    if (isTyping(event.target) && !(event.ctrlKey && event.key === "k")) return;
    if ((event.ctrlKey && event.key === "k") || (!event.ctrlKey && event.key === "/")) {
      focusSearch(page, event);
      return;
    }
    if (event.ctrlKey) return;
    if (going && GO[event.key]) window.location.assign(GO[event.key]);
    going = event.key === "g";
    if (!going) act(page, event);
  });
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
  else if (event.key === "Enter") currentRow(page)?.querySelector("a")?.click();
  else if (event.key === "x") currentRow(page)?.querySelector("input[type=checkbox]")?.click();
  else page.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
}

function currentRow(page) {
  return page.activeElement?.closest("[data-row]");
}

function moveRow(page, step) {
  const rows = [...page.querySelectorAll("[data-row]")];
  if (!rows.length) return;
  const next = rows[Math.min(Math.max(rows.indexOf(currentRow(page)) + step, 0), rows.length - 1)];
  next.tabIndex = -1;
  next.focus();
}
