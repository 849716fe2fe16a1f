// What somebody tells in confidence: the answer to a form takes its place, so that neither Back nor Forward nor a tab
// that is opened again brings back what was sent. What is not sent yet stays with its place in the history, but for who
// somebody is. Without it each answer is a page.
import { startLengths } from "./lengths.js";
import { word } from "./words.js";

const UNTYPED = ["hidden", "file", "submit", "button", "checkbox"];
const FORM = "form[data-confided]", ANSWER = "[data-confided-answer]";
const PAUSE = 400;
const going = new Set();
let noting = 0, isGone = false;

export function startConfided(page) {
  if (!page.querySelector(`${FORM}, ${ANSWER}`)) return;
  beginEntry(page);
  page.addEventListener("submit", (event) => event.target.matches(FORM) && send(event));
  page.addEventListener("input", () => {
    window.clearTimeout(noting);
    noting = window.setTimeout(() => noteTyped(page), PAUSE);
  });
  window.addEventListener("beforeunload", () => noteTyped(page));
  window.addEventListener("pagehide", () => leave(page));
  window.addEventListener("pageshow", (event) => event.persisted && comeBack(page));
}

// What was typed before something was told at this address may be of it: an older place in the history begins anew.
function beginEntry(page) {
  const opened = window.history.state?.opened ?? Date.now();
  if (opened < Number(window.sessionStorage.getItem(toldHere()))) return beginAnew(page);
  noteInEntry({ opened });
  const form = page.querySelector(FORM), { typed } = window.history.state;
  if (!form || !typed) return;
  for (const field of form.elements) if (isKept(field)) put(field, typed);
  const carried = form.querySelector("input[type=hidden][name=text]");
  if (carried) carried.value = typed.text || typed.why || "";
}

function isKept(field) {
  return field.name === "key" || (field.name && !UNTYPED.includes(field.type) && !("who" in field.dataset));
}

function put(field, typed) {
  const value = typed[field.name];
  if (value === undefined) return;
  if (field.type === "radio") field.checked = field.value === value;
  else field.value = value;
}

function noteTyped(page) {
  window.clearTimeout(noting);
  if (isGone) return;
  const typed = {};
  for (const field of page.querySelector(FORM)?.elements ?? []) {
    if (isKept(field) && (field.type !== "radio" || field.checked)) typed[field.name] = field.value;
  }
  noteInEntry({ typed });
}

function comeBack(page) {
  if (page.getElementById("main").childElementCount) beginEntry(page);
  else window.location.reload();
}

function beginAnew(page) {
  isGone = true;
  noteInEntry({ opened: Date.now(), typed: undefined });
  page.getElementById("main").replaceChildren();
  window.location.replace(window.location.pathname);
}

// An answer stays in no page that is left; what was written and not sent goes on to whoever gives number and code again.
function leave(page) {
  if (page.querySelector(ANSWER)) page.getElementById("main").replaceChildren();
}

function noteInEntry(facts) {
  window.history.replaceState({ ...window.history.state, ...facts }, "");
}

function toldHere() {
  return `told ${window.location.pathname}`;
}

function noteTold() {
  const now = Date.now();
  window.sessionStorage.setItem(toldHere(), now);
  noteInEntry({ opened: now, typed: undefined });
}

async function send(event) {
  const form = event.target, button = event.submitter;
  event.preventDefault();
  if (going.has(form)) return;
  going.add(form);
  const body = new FormData(form, button);
  const release = hush(form, button);
  try {
    const headers = { "X-In-Place": "yes", Accept: "text/html" };
    const answer = await fetch(window.location.pathname, { method: "POST", body, headers, redirect: "manual" });
    if (answer.type === "opaqueredirect") return goOn(form, body);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector(FORM)) tell(form, page.querySelector("main")?.textContent.replace(/\s+/g, " ").trim() || word("offline"));
    else show(page);
  } catch {
    tell(form, word("offline"));
  } finally {
    going.delete(form);
    release();
  }
}

function goOn(form, body) {
  noteTold();
  isGone = true;
  window.location.replace(`${form.dataset.confided}?${new URLSearchParams({ letters: body.get("letters") ?? "" })}`);
}

function show(page) {
  if (page.querySelector(ANSWER)) noteTold();
  document.documentElement.lang = page.documentElement.lang;
  document.title = page.title;
  const fresh = page.querySelector(".page-wrapper");
  document.querySelector(".page-wrapper").replaceWith(fresh);
  startLengths(fresh);
  noteTyped(document);
  window.scrollTo(0, 0);
  (fresh.querySelector("[data-autofocus]") ?? document.getElementById("main")).focus();
}

// While it is sent the button says so, and the browser learns nothing that it would propose to the next person.
function hush(form, button) {
  const fields = [form, ...form.elements].map((field) => [field, field.getAttribute("autocomplete")]);
  for (const [field] of fields) field.setAttribute("autocomplete", "off");
  const said = button?.textContent;
  form.setAttribute("aria-busy", "true");
  if (button) button.textContent = word("sending");
  return () => {
    for (const [field, before] of fields) if (before === null) field.removeAttribute("autocomplete");
      else field.setAttribute("autocomplete", before);
    form.removeAttribute("aria-busy");
    if (button) button.textContent = said;
  };
}

function tell(form, text) {
  form.querySelector(".sending-told")?.remove();
  const line = document.createElement("div");
  line.className = "alert alert-warning sending-told";
  line.setAttribute("role", "alert");
  line.textContent = text;
  form.append(line);
  line.scrollIntoView({ block: "nearest" });
}
