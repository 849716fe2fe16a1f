// A form is sent once, however often the button is pressed; before it leaves, the session is looked at, so that nothing
// that was typed or chosen gets lost on the way. The token in the form keeps the act single whatever happens here.
import { logInHere, renew, whoIsHere } from "./session.js";
import { restored } from "./waiting_files.js";
import { word } from "./words.js";

const LONGEST_WAIT = 20000;
const going = new WeakMap();

export function startSending(page) {
  rememberTokens(page);
  page.addEventListener("submit", hold, true);
  page.addEventListener("htmx:afterRequest", (event) => release(event.target));
  window.addEventListener("pageshow", () => page.querySelectorAll("form[data-sent]").forEach(release));
}

// Whoever comes back to a page, or loads it anew, sends the same form and not another one: the tokens stay with the
// place in the history.
function rememberTokens(page) {
  const known = window.history.state?.once ?? {};
  const once = {};
  page.querySelectorAll("form[method=post]").forEach((form, place) => {
    const token = form.elements.once;
    if (!token) return;
    const key = `${place} ${form.getAttribute("action") ?? ""}`;
    if (known[key]) token.value = known[key];
    once[key] = token.value;
  });
  window.history.replaceState({ ...window.history.state, once }, "");
}

async function hold(event) {
  const form = event.target;
  if (form.getAttribute("method") !== "post" || !form.elements.once || "unguarded" in form.dataset) return;
  if (form.dataset.sent === "go") {
    form.dataset.sent = "yes";
    going.set(form, event);
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset.sent) return;
  const button = event.submitter;
  busy(form, button);
  if (!(await isReady(form))) return release(form);
  form.dataset.sent = "go";
  form.requestSubmit(button);
  if (going.get(form)?.defaultPrevented && !form.classList.contains("htmx-request")) return release(form);
  if (button) button.disabled = true;
  window.setTimeout(() => release(form), LONGEST_WAIT);
}

async function isReady(form) {
  form.querySelector(".sending-told")?.remove();
  await restored();
  let here = await whoIsHere().catch(() => undefined);
  if (here?.person === null && (await logInHere())) here = await whoIsHere().catch(() => undefined);
  if (here === undefined) return tell(form, word("offline"));
  if (here === null) return true;
  if (here.person === null) return tell(form, word("unsent"));
  if (String(here.person) !== document.body.dataset.person) return tell(form, word("other"));
  renew(here.csrf);
  return true;
}

function tell(form, text) {
  const line = document.createElement("div");
  line.className = "alert alert-warning sending-told";
  line.setAttribute("role", "alert");
  line.textContent = text;
  form.append(line);
  line.scrollIntoView({ block: "nearest" });
  return false;
}

function busy(form, button) {
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
  if (!button) return;
  button.dataset.said = button.textContent;
  button.textContent = word("sending");
  button.setAttribute("aria-disabled", "true");
}

function release(form) {
  if (!form?.dataset?.sent) return;
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
  for (const button of form.querySelectorAll("[data-said]")) {
    button.textContent = button.dataset.said;
    button.disabled = false;
    button.removeAttribute("aria-disabled");
    delete button.dataset.said;
  }
}
