// What a step's form offers beside its fields: quick days, phrases, a search over the units. Without it all is typed.
import { startComboboxes } from "./combobox.js";

export function startStep(page) {
  page.querySelectorAll("[data-quick-days]").forEach(offerDays);
  page.querySelectorAll("[data-phrases]").forEach(offerPhrases);
  startComboboxes(page);
}

function put(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function offerDays(row) {
  const field = document.getElementById(row.dataset.quickDays);
  row.hidden = false;
  row.addEventListener("click", (event) => {
    const days = Number(event.target.dataset.days);
    if (!days) return;
    const day = new Date(Date.now() + days * 86400000);
    put(field, new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(day));
  });
}

function offerPhrases(row) {
  const field = document.getElementById(row.dataset.phrases);
  row.hidden = false;
  row.addEventListener("click", (event) => {
    const phrase = event.target.closest("button")?.textContent;
    if (!phrase || field.value.includes(phrase)) return;
    put(field, field.value ? `${field.value}\n${phrase}` : phrase);
    field.focus();
  });
}
