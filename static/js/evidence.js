// Files on a page: each is made smaller and sent by itself as it is chosen, shown, and stays until it is used or taken away.
// Without it the plain file fields send their files with the form.
import { sha256, shrunk } from "./shrink.js";
import { drop, hasArrivedSince, keep, noteArrival, restoring, waitingAt } from "./waiting_files.js";

const AGAIN_AFTER = 10000;
const started = new WeakMap();
const held = new Map();
// One after the other on the whole page: on a slow line the first is there before the second begins.
let turn = Promise.resolve();

export function startEvidence(page) {
  for (const box of page.querySelectorAll("[data-evidence]")) {
    if (!started.has(box)) started.set(box, new Evidence(box));
  }
}

class Evidence {
  constructor(box) {
    const { owner, thing, act, field } = box.dataset;
    this.box = box;
    this.list = box.querySelector("[data-files]");
    this.place = [owner, thing, act, field].join(" ");
    this.lines = new Map();
    box.classList.add("is-ready");
    for (const label of box.querySelectorAll("[data-look]")) label.className = label.dataset.look;
    for (const input of box.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", () => this.choose(input));
      this.choose(input);
    }
    this.list.addEventListener("click", (event) => this.click(event));
    window.addEventListener("online", () => this.sendAll());
    window.addEventListener("pageshow", (event) => event.persisted && restoring(this.restore(true)));
    this.dress();
    restoring(this.restore(hasArrivedSince(this.place)));
  }

  // Buttons that only work with scripts are shown by them.
  dress() {
    for (const button of this.list.querySelectorAll("[data-held] [data-remove]")) button.hidden = false;
  }

  async restore(isOutdated) {
    if (isOutdated) await this.refresh();
    for (const entry of await waitingAt(this.place)) if (!this.lines.has(entry.token)) this.add(entry);
    this.sendAll();
  }

  choose(input) {
    const files = [...input.files];
    input.value = "";
    for (const file of files) {
      const entry = { token: token(), place: this.place, name: file.name, file, isSmall: false, sha256: "", chosen: Date.now() };
      this.add(entry);
      keep(entry).then(() => this.send(entry.token));
    }
  }

  add(entry) {
    const line = this.box.querySelector("template[data-line]").content.firstElementChild.cloneNode(true);
    line.dataset.token = entry.token;
    line.querySelector("[data-name]").textContent = entry.name;
    const picture = line.querySelector("img");
    picture.className = "is-blank";
    if (entry.file.type.startsWith("image/")) {
      picture.src = URL.createObjectURL(entry.file);
      picture.addEventListener("load", () => picture.classList.remove("is-blank"), { once: true });
    }
    this.lines.set(entry.token, { entry, line, state: "waiting" });
    this.list.append(line);
    this.say(entry.token, "waiting", this.box.dataset.saidWaiting);
  }

  say(name, state, words) {
    const shown = this.lines.get(name);
    if (!shown) return;
    shown.state = state;
    shown.line.querySelector("[data-state]").textContent = words;
    shown.line.classList.toggle("is-refused", state === "refused");
    shown.line.querySelector("[data-again]").hidden = state !== "cut";
    shown.line.querySelector("progress").hidden = ["refused", "cut"].includes(state);
    this.settle();
  }

  sendAll() {
    for (const name of this.lines.keys()) this.send(name);
  }

  send(name) {
    turn = turn.then(() => this.sendNow(name)).catch(() => this.say(name, "cut", this.box.dataset.saidCut));
  }

  async sendNow(name) {
    const shown = this.lines.get(name);
    if (!shown || !["waiting", "cut"].includes(shown.state)) return;
    const { entry } = shown;
    if (!entry.isSmall) {
      this.say(name, "working", this.box.dataset.saidSmall);
      entry.sha256 = await sha256(entry.file);
      entry.file = await shrunk(entry.file);
      entry.isSmall = true;
      await keep(entry);
    }
    this.say(name, "working", this.box.dataset.saidSending);
    const answer = await this.post(entry, shown.line.querySelector("progress"));
    if (this.lines.has(name)) await this.take(name, answer);
  }

  post(entry, progress) {
    const { thing, act, field, kind, hold } = this.box.dataset;
    const body = new FormData();
    const given = { thing, act, field, kind, token: entry.token, device_sha256: entry.sha256 };
    for (const [name, value] of Object.entries(given)) body.append(name, value);
    const isDrawn = entry.file.type === "image/jpeg" && !/\.jpe?g$/i.test(entry.name);
    body.append("file", entry.file, isDrawn ? `${entry.name.replace(/\.[^.]*$/, "")}.jpg` : entry.name);
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", hold);
      for (const [name, value] of Object.entries(JSON.parse(document.body.getAttribute("hx-headers") ?? "{}"))) request.setRequestHeader(name, value);
      request.upload.addEventListener("progress", (event) => {
        progress.value = (100 * event.loaded) / event.total;
      });
      request.addEventListener("load", () => resolve({ status: request.status, text: request.responseText }));
      for (const fault of ["error", "timeout", "abort"]) request.addEventListener(fault, () => resolve({ status: 0, text: "" }));
      request.timeout = 180000;
      request.send(body);
    });
  }

  async take(name, { status, text }) {
    const { line } = this.lines.get(name);
    if (status === 201) {
      noteArrival(this.place);
      this.put(line, text);
      this.forget(name);
      this.dress();
    } else if (status === 401 || status === 403) {
      this.say(name, "cut", "");
      this.offerLogin(line, said(text));
    } else if ([400, 413, 415, 422].includes(status)) {
      await drop(name);
      this.say(name, "refused", said(text) || this.box.dataset.saidLarge);
    } else {
      this.say(name, "cut", said(text) || this.box.dataset.saidCut);
      window.setTimeout(() => this.send(name), AGAIN_AFTER);
    }
    this.settle();
  }

  // A file that the page has shown already came a second time, since the first answer was cut off.
  put(line, text) {
    line.insertAdjacentHTML("beforebegin", text);
    const { held } = line.previousElementSibling.dataset;
    const [first, second] = this.list.querySelectorAll(`[data-held="${held}"]`);
    if (second) first.remove();
  }

  offerLogin(line, words) {
    const link = document.createElement("a");
    link.href = `${this.box.dataset.login}?next=${encodeURIComponent(window.location.pathname + window.location.search)}`;
    link.textContent = this.box.dataset.saidLogin;
    line.querySelector("[data-state]").replaceChildren(words, " ", link);
  }

  forget(name) {
    const line = this.lines.get(name)?.line;
    URL.revokeObjectURL(line?.querySelector("img").src ?? "");
    line?.remove();
    this.lines.delete(name);
    return drop(name);
  }

  async click(event) {
    const line = event.target.closest("li");
    if (event.target.closest("[data-again]")) this.send(line.dataset.token);
    const remove = event.target.closest("[data-remove]");
    if (!remove) return;
    if (line.dataset.token) {
      this.forget(line.dataset.token);
      tell(this.box, "");
      this.settle();
      return;
    }
    const headers = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
    const answer = await fetch(remove.dataset.remove, { method: "POST", headers, redirect: "manual" }).catch(() => null);
    if (answer?.ok) line.remove();
  }

  // What the server holds, where the page doesn't say it any more.
  async refresh() {
    const { thing, act, field, list } = this.box.dataset;
    const answer = await fetch(`${list}?${new URLSearchParams({ thing, act, field })}`, { redirect: "manual" }).catch(() => null);
    if (!answer?.ok) return;
    for (const line of this.list.querySelectorAll("[data-held]")) line.remove();
    this.list.insertAdjacentHTML("afterbegin", await answer.text());
    this.dress();
  }

  get isUnderway() {
    return [...this.lines.values()].some(({ state }) => state !== "refused");
  }

  settle() {
    this.box.dispatchEvent(new CustomEvent("evidence:settled", { bubbles: true }));
  }
}

function token() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return bytes.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function said(text) {
  try {
    return JSON.parse(text).message ?? "";
  } catch {
    return "";
  }
}

function boxesOf(form) {
  return [...form.querySelectorAll("[data-evidence]")];
}

// A form waits for its files and is sent by itself once all have arrived.
export function holdForFiles(page) {
  page.addEventListener("submit", hold, true);
  page.addEventListener("evidence:settled", (event) => goOn(event.target.closest("form")));
}

function hold(event) {
  const boxes = boxesOf(event.target);
  const refused = boxes.filter((box) => box.querySelector(".is-refused"));
  if (refused.length) {
    // Without a word it would go without a file that somebody means to have sent.
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const box of refused) tell(box, box.dataset.saidRefused);
    refused[0].scrollIntoView({ block: "center" });
    return;
  }
  if (!boxes.some((box) => started.get(box)?.isUnderway)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  held.set(event.target, event.submitter);
  for (const box of boxes) tell(box, box.dataset.saidHold);
}

function goOn(form) {
  if (!held.has(form)) return;
  const boxes = boxesOf(form);
  if (boxes.some((box) => started.get(box)?.isUnderway)) return;
  const submitter = held.get(form);
  held.delete(form);
  for (const box of boxes) tell(box, "");
  if (!form.querySelector(".evidence-file.is-refused")) form.requestSubmit(submitter);
}

function tell(box, words) {
  const line = box.querySelector("[data-status]");
  line.hidden = !words;
  line.textContent = words;
}
