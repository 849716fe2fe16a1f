// Who is logged in here, asked before a form is sent; whoever was logged out logs in on the spot and loses nothing.
import { word } from "./words.js";

// The person and a fresh token against forged requests; null where the server has something else to say.
export async function whoIsHere() {
  const answer = await fetch(document.body.dataset.session, { headers: { Accept: "application/json" }, cache: "no-store" });
  return answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json") ? answer.json() : null;
}

export function renew(csrf) {
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = csrf;
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": csrf }));
}

// Resolves to whether somebody has logged in. The steps of logging in are the login pages' own.
export function logInHere() {
  const dialog = document.createElement("dialog");
  dialog.className = "login-here";
  document.body.append(dialog);
  return new Promise((resolve) => {
    const end = (done) => {
      dialog.remove();
      resolve(done);
    };
    dialog.addEventListener("close", () => end(false));
    dialog.addEventListener("submit", async (event) => {
      event.preventDefault();
      const form = event.target;
      const address = new URL(form.getAttribute("action") || dialog.dataset.address, window.location.href);
      await step(dialog, fetch(address, { method: "POST", body: new FormData(form, event.submitter) }), end);
    });
    const login = `${document.body.dataset.login}?next=${encodeURIComponent(document.body.dataset.session)}`;
    step(dialog, fetch(login), end).then(() => dialog.isConnected && dialog.showModal());
  });
}

async function step(dialog, asked, end) {
  const answer = await asked.catch(() => null);
  if (!answer) return say(dialog, word("offline"));
  if (answer.url.endsWith(document.body.dataset.session)) return end(true);
  dialog.dataset.address = answer.url;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page.querySelector("main form");
  if (!form) return say(dialog, page.querySelector("main")?.textContent.trim() ?? "");
  show(dialog, document.adoptNode(form));
}

function show(dialog, form) {
  const heading = document.createElement("h2");
  heading.textContent = word("login");
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.className = "btn btn-link";
  cancel.textContent = word("cancel");
  cancel.addEventListener("click", () => dialog.close());
  form.className = "";
  dialog.replaceChildren(heading, form, cancel);
  dialog.setAttribute("aria-label", heading.textContent);
  const name = form.querySelector("[name=username]");
  if (name && !name.value) name.value = document.body.dataset.username;
  (form.querySelector("[type=password]") ?? form.querySelector("input:not([type=hidden])"))?.focus();
}

function say(dialog, text) {
  const line = document.createElement("p");
  line.className = "field-error";
  line.setAttribute("role", "alert");
  line.textContent = text;
  dialog.prepend(line);
}
