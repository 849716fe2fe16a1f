// A list that is searched by typing. Only picking chooses: a click, Enter on the marked line, or the whole name or short
// name of one; whatever else is typed clears the choice and says so. The select below holds the choice; without script
// it is used. What stands on several lines, of late and of all, counts once.
import { word } from "./words.js";

const MOST_LINES = 50;

export function startComboboxes(page) {
  for (const select of page.querySelectorAll("select[data-units]")) if (!select.dataset.ready) begin(select);
}

function begin(select) {
  select.dataset.ready = "yes";
  const box = build(select);
  const lines = [...select.options].filter((option) => option.value);
  const show = (words) => open(box, lines, words, (option) => pick(select, box, option));
  box.input.addEventListener("input", () => {
    const named = whole(lines, box.input.value.trim());
    choose(select, named?.value ?? "");
    tell(select, box);
    if (named) close(box);
    else show(box.input.value.trim());
  });
  box.input.addEventListener("click", () => show(isChosen(select, box) ? "" : box.input.value.trim()));
  box.input.addEventListener("keydown", (event) => steer(event, select, box, show));
  box.input.addEventListener("blur", () => close(box));
  box.input.addEventListener("change", () => tell(select, box));
  select.addEventListener("change", () => {
    if (select.value) box.input.value = labelOf(select);
    tell(select, box);
  });
  tell(select, box);
}

function build(select) {
  const root = document.createElement("div");
  const input = document.createElement("input");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  root.className = "combobox";
  Object.assign(input, { type: "text", className: "form-control", name: `${select.name}_typed`, id: select.id, autocomplete: "off" });
  input.defaultValue = select.value ? labelOf(select) : (select.dataset.typed ?? "");
  select.id = `${select.id}_chosen`;
  select.classList.add("visually-hidden");
  select.tabIndex = -1;
  select.setAttribute("aria-hidden", "true");
  list.id = `${input.id}_list`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.querySelector(`label[for="${input.id}"]`)?.textContent.trim() ?? "");
  status.id = `${input.id}_status`;
  status.className = "form-hint";
  status.setAttribute("role", "status");
  const said = { role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" };
  const described = [select.getAttribute("aria-describedby"), status.id].filter(Boolean).join(" ");
  for (const [name, value] of Object.entries({ ...said, "aria-describedby": described })) input.setAttribute(name, value);
  root.append(quick(select), input, list, status);
  select.before(root);
  return { input, list, status };
}

// The usual ones are a click away.
function quick(select) {
  const row = document.createElement("p");
  row.className = "quick-days";
  for (const option of select.querySelectorAll("optgroup:first-of-type:not(:last-of-type) option")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm";
    button.textContent = option.textContent;
    button.addEventListener("click", () => choose(select, option.value));
    row.append(button);
  }
  row.hidden = !row.childElementCount;
  return row;
}

function labelOf(select) {
  return select.selectedOptions[0]?.textContent.trim() ?? "";
}

function isChosen(select, box) {
  const typed = box.input.value.trim();
  return select.value && [...select.options].some((option) => option.value === select.value && namesOf(option).includes(typed));
}

function namesOf(option) {
  return [option.textContent.trim(), option.dataset.also].filter(Boolean);
}

function choose(select, value) {
  if (select.value === value) return;
  select.value = value;
  select.dispatchEvent(new Event("input", { bubbles: true }));
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

function pick(select, box, option) {
  box.input.value = option.textContent.trim();
  choose(select, option.value);
  box.input.dispatchEvent(new Event("change", { bubbles: true }));
  close(box);
}

// The one that is called exactly so; where two are, it has to be picked.
function whole(lines, name) {
  const called = lines.filter((option) => namesOf(option).includes(name));
  return new Set(called.map((option) => option.value)).size === 1 ? called[0] : undefined;
}

function tell(select, box) {
  const typed = box.input.value.trim();
  const open = Boolean(typed) && !isChosen(select, box);
  box.status.textContent = open ? word("unchosen") : typed ? word("chosen").replace("{name}", typed) : "";
  box.status.classList.toggle("field-error", open);
}

function open(box, lines, words, take) {
  const found = lines.filter((option) => namesOf(option).some((name) => name.includes(words)));
  const fits = [...new Map(found.toReversed().map((option) => [option.value, option])).values()].toReversed().slice(0, MOST_LINES);
  box.list.replaceChildren(...fits.map((option, place) => line(box, option, place, take)));
  if (!fits.length) box.list.append(Object.assign(document.createElement("li"), { textContent: word("nothing") }));
  box.list.hidden = false;
  box.input.setAttribute("aria-expanded", "true");
  box.input.removeAttribute("aria-activedescendant");
  // The only one that fits is a press of Enter away.
  if (words && fits.length === 1) mark(box, 1);
}

function line(box, option, place, take) {
  const item = document.createElement("li");
  item.id = `${box.list.id}_${place}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const [name, also] = namesOf(option);
  item.textContent = also && !name.includes(also) ? `${name} · ${also}` : name;
  item.addEventListener("mousedown", (event) => event.preventDefault());
  item.addEventListener("click", () => take(option));
  return item;
}

function close(box) {
  box.list.hidden = true;
  box.input.setAttribute("aria-expanded", "false");
  box.input.removeAttribute("aria-activedescendant");
}

function steer(event, select, box, show) {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (box.list.hidden) show(isChosen(select, box) ? "" : box.input.value.trim());
    mark(box, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape" && !box.list.hidden) {
    event.preventDefault();
    event.stopPropagation();
    close(box);
  } else if (event.key === "Enter" && !box.list.hidden) {
    event.preventDefault();
    box.list.querySelector("[aria-selected=true]")?.click();
  }
}

function mark(box, step) {
  const items = [...box.list.querySelectorAll("[role=option]")];
  if (!items.length) return;
  const now = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const next = (now + step + items.length + (now < 0 && step < 0 ? 1 : 0)) % items.length;
  items.forEach((item, place) => item.setAttribute("aria-selected", String(place === next)));
  items[next].scrollIntoView({ block: "nearest" });
  box.input.setAttribute("aria-activedescendant", items[next].id);
}
