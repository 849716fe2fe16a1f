// What a step's form offers beside its fields: quick days, phrases, a search over the units. Without it all is typed.
export function startStep(page) {
  page.querySelectorAll("[data-quick-days]").forEach(offerDays);
  page.querySelectorAll("[data-phrases]").forEach(offerPhrases);
  page.querySelectorAll("select[data-units]").forEach(offerUnits);
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

function offerUnits(select) {
  const [usual, all] = select.querySelectorAll("optgroup");
  const options = [...select.querySelectorAll("option")];
  const row = document.createElement("p");
  row.className = "quick-days";
  for (const option of usual?.querySelectorAll("option") ?? []) row.append(unitButton(select, option));
  const search = document.createElement("input");
  search.type = "search";
  search.className = "form-control";
  search.placeholder = all?.label ?? "";
  search.setAttribute("aria-label", `${select.labels[0]?.textContent.trim()}: ${all?.label ?? ""}`);
  search.addEventListener("input", () => narrow(select, options, search.value.trim()));
  select.before(row, search);
}

function unitButton(select, option) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm";
  button.textContent = option.textContent;
  button.addEventListener("click", () => put(select, option.value));
  return button;
}

function narrow(select, options, words) {
  const fits = options.filter((option) => option.value && option.textContent.includes(words));
  for (const option of options) option.hidden = Boolean(words) && !fits.includes(option);
  if (words && fits.length) put(select, fits[0].value);
}

startStep(document);
