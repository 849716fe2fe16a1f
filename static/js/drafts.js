// What somebody has typed survives reload, Back, an expired session and a switch of language, until the server has given
// its receipt. Only what was typed is restored, and it wins over what the page proposes, also where it was emptied.
// What a hidden field holds is kept too where somebody has chosen it (`data-chosen`), such as a spot on the map.
// A draft belongs to a person, a thing and an act: the address that the form writes to. Personal data stay out of it.
import { forget, unsent } from "./field/store.js";
import { forgetFiles } from "./waiting_files.js";
import { word } from "./words.js";

const PREFIX = "draft:";
const UNTYPED = ["hidden", "password", "file", "submit", "button", "image", "reset"];

export function startDrafts(page) {
  forgetSent();
  for (const spent of page.querySelectorAll("[data-spent]")) handOn(spent.dataset.spent, spent.querySelector("[name=once]")?.value);
  for (const form of page.querySelectorAll("form[method=post]")) if (isKept(form)) begin(form);
}

// Whoever logs out leaves nothing behind; what was typed and not sent, here or in the field, is asked for first.
export function startFarewell(page) {
  for (const form of page.querySelectorAll("form[data-farewell]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      leave(form);
    });
  }
}

async function leave(form) {
  const { person } = document.body.dataset;
  const inTheField = await unsent(person).catch(() => 0);
  const asked = inTheField ? form.dataset.farewellField.replace("{n}", inTheField) : form.dataset.farewell;
  if ((keys().length || inTheField) && !window.confirm(asked)) return;
  sessionStorage.clear();
  forgetFiles();
  await forget(person).catch(() => {});
  form.submit();
}

function isKept(form) {
  return document.body.dataset.person && !("confided" in form.dataset) && fields(form).length > 0;
}

function begin(form) {
  const key = keyOf(form);
  for (const field of form.querySelectorAll("[data-chosen]")) field.dataset.chosen = field.value;
  restore(form, key);
  form.addEventListener("input", (event) => note(form, key, event.target));
  form.addEventListener("change", (event) => note(form, key, event.target));
  form.addEventListener("submit", () => note(form, key));
  form.addEventListener("htmx:afterSettle", (event) => refill(form, key, event.target));
  document.addEventListener("DOMContentLoaded", () => recall(form, key));
}

function typedIn(key) {
  return Object.entries(read(key)?.values ?? {});
}

// Fields that come with what another one says, such as the bases that a category offers, get what was typed when they are there.
function refill(form, key, part) {
  for (const [name, values] of typedIn(key)) if (part.querySelector(`[name="${CSS.escape(name)}"]`)) put(form, name, values);
}

// Fields are restored before htmx listens: what follows from them is asked for now that it does.
function recall(form, key) {
  for (const [name] of typedIn(key)) fields(form, name)[0]?.dispatchEvent(new Event("change", { bubbles: true }));
}

function keyOf(form) {
  const thing = form.dataset.draft || new URL(form.getAttribute("action") || window.location.href, window.location.href).pathname;
  const act = form.querySelector("input[type=hidden][name=act]")?.value ?? "";
  return `${PREFIX}${document.body.dataset.person}:${thing}${act && `#${act}`}`;
}

function keys() {
  return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
}

function read(key) {
  return JSON.parse(sessionStorage.getItem(key) ?? "null");
}

function write(key, draft) {
  sessionStorage.setItem(key, JSON.stringify(draft));
}

function isTyped(field) {
  return field.name && !field.dataset.personal && (!UNTYPED.includes(field.type) || "chosen" in field.dataset);
}

function fields(form, name) {
  return [...form.elements].filter((field) => isTyped(field) && (!name || field.name === name));
}

// What was touched is kept, and the token under which it is sent: also of a form whose fields are all personal.
function note(form, key, field) {
  if (field && !isTyped(field)) return;
  const draft = read(key) ?? { values: {} };
  const once = form.elements.once?.value;
  if (field) draft.values[field.name] = valuesOf(form, field.name);
  write(key, { ...draft, once, late: sent().includes(once), at: Date.now() });
}

function valuesOf(form, name) {
  return fields(form, name).flatMap((field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked ? [field.value] : [];
    return field.multiple ? [...field.selectedOptions].map((option) => option.value) : [field.value];
  });
}

function restore(form, key) {
  const draft = read(key);
  if (!draft) return;
  const own = form.elements.once?.value;
  const changed = Object.entries(draft.values).filter(([name, values]) => put(form, name, values));
  if (own && draft.once) form.elements.once.value = draft.once;
  if (changed.length) say(form, key, draft, own);
}

// Whether it made a difference.
function put(form, name, values) {
  const before = JSON.stringify(valuesOf(form, name));
  if (before === JSON.stringify(values)) return false;
  for (const field of fields(form, name)) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
    else field.value = values[0] ?? "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return before !== JSON.stringify(valuesOf(form, name));
}

function say(form, key, draft, own) {
  const told = document.createElement("div");
  told.className = "alert alert-info draft-told";
  told.setAttribute("role", "status");
  const zone = { timeZone: "Asia/Shanghai", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" };
  const when = new Intl.DateTimeFormat(document.documentElement.lang, zone).format(draft.at);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm";
  button.textContent = word("discard");
  button.addEventListener("click", () => {
    sessionStorage.removeItem(key);
    Object.keys(draft.values).forEach((name) => propose(form, name));
    if (own) form.elements.once.value = own;
    sessionStorage.removeItem(key);
    told.remove();
    fields(form)[0]?.focus();
  });
  told.append(`${word("restored").replace("{when}", when)} `, button);
  form.prepend(told);
}

// Back to what the page itself shows.
function propose(form, name) {
  for (const field of fields(form, name)) {
    if (field.options) for (const option of field.options) option.selected = option.defaultSelected;
    else if (field.type === "checkbox" || field.type === "radio") field.checked = field.defaultChecked;
    else field.value = field.dataset.chosen ?? field.defaultValue;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

// The tokens whose forms have got their receipt, as the server says them.
export function sent() {
  return (document.cookie.match(/(?:^|; )(?:__Host-)?sent=([^;]*)/)?.[1] ?? "").split(".");
}

// What was typed after the receipt, on a page come back to, is not sent yet and stays.
function forgetSent() {
  const tokens = sent();
  for (const key of keys()) {
    const draft = read(key);
    if (tokens.includes(draft.once) && !draft.late) sessionStorage.removeItem(key);
  }
}

function handOn(spent, token) {
  for (const key of keys()) {
    const draft = read(key);
    if (draft.once === spent) write(key, { ...draft, once: token, late: false });
  }
}
