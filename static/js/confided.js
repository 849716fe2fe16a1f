// What somebody tells in confidence: the answer to a form takes its place, so that neither Back nor Forward nor a tab
// that is opened again brings back what was sent; what is not sent yet stays. Without it each answer is a page.
import { startLengths } from "./lengths.js";
import { word } from "./words.js";

const FORM = "form[data-confided]", ANSWER = "[data-confided-answer]";
const going = new Set();

export function startConfided(page) {
  if (!page.querySelector(`${FORM}, ${ANSWER}`)) return;
  beginEntry(page);
  page.addEventListener("submit", (event) => event.target.matches(FORM) && send(event));
  window.addEventListener("pagehide", () => leave(page));
  window.addEventListener("pageshow", (event) => event.persisted && comeBack(page));
}

// What was typed before something was told at this address may be of it: an older place in the history begins anew.
function beginEntry(page) {
  const opened = window.history.state?.opened ?? Date.now();
  if (opened < Number(window.sessionStorage.getItem(toldHere()))) return beginAnew(page);
  noteInEntry({ opened });
  const carried = page.querySelector(`${FORM} input[type=hidden][name=text]`);
  if (carried && window.history.state.words) carried.value = window.history.state.words;
}

function comeBack(page) {
  if (page.getElementById("main").childElementCount) beginEntry(page);
  else window.location.reload();
}

function beginAnew(page) {
  page.getElementById("main").replaceChildren();
  window.location.replace(window.location.pathname);
}

// An answer stays in no page that is left; what was written and not sent goes on to whoever gives number and code again.
function leave(page) {
  const words = page.querySelector(`${FORM} textarea[name=text]`)?.value;
  if (!page.querySelector(ANSWER)) return;
  noteInEntry({ words });
  page.getElementById("main").replaceChildren();
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
  noteInEntry({ opened: now, words: undefined });
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
  window.location.replace(`${form.dataset.confided}?${new URLSearchParams({ letters: body.get("letters") ?? "" })}`);
}

function show(page) {
  if (page.querySelector(ANSWER)) noteTold();
  document.documentElement.lang = page.documentElement.lang;
  document.title = page.title;
  const fresh = page.querySelector(".page-wrapper");
  document.querySelector(".page-wrapper").replaceWith(fresh);
  startLengths(fresh);
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
