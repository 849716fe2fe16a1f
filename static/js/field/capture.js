// Field capture: the page opens without a connection, keeps what is written down sealed on the device, and sends it when
// there is a connection again. Who is logged in is asked of the server; until it says otherwise it is who was last here.
import { begun, draftsOf, drop, dropOld, leftByOthers, readDraft } from "./drafts.js";
import { CaptureForm } from "./form.js";
import { Queue, moment } from "./queue.js";
import { keyOf, sealWords, unsealWords } from "./seal.js";
import { sendAll, whoIsHere } from "./sending.js";
import { all, change } from "./store.js";
import { logInHere } from "../session.js";
import { word } from "../words.js";

const FRESH = 10 * 60 * 1000;
const AGAIN = [3, 10, 30, 60, 300];
const { session, pack, photos, findings } = document.body.dataset;
const addresses = { session, pack, photos, findings };

class Page {
  constructor(root, own) {
    this.root = root;
    Object.assign(this, own);
    this.tries = 0;
    this.form = new CaptureForm(root.querySelector("[data-capture]"), this);
    this.queue = new Queue(root.querySelector("[data-queue]"), (act, token) => this.act(act, token));
    root.querySelector("[data-more]").addEventListener("click", () => this.write(this.form.next()));
    root.querySelector("[data-send-now]").addEventListener("click", () => this.refresh());
    root.addEventListener("click", (event) => this.answer(event.target.closest("[data-answer]")?.dataset.answer));
    window.addEventListener("online", () => this.refresh());
    window.addEventListener("offline", () => this.say("offline"));
    document.addEventListener("visibilitychange", () => (document.hidden ? this.form.settled() : this.refresh()));
    navigator.serviceWorker.addEventListener("message", () => this.list());
  }

  get part() {
    return (name) => this.root.querySelector(`[data-${name}]`);
  }

  async open() {
    if (this.key) {
      await dropOld(this.key, this.person);
      await this.write(await this.first());
    }
    this.part("unready").hidden = Boolean(this.key);
    this.root.removeAttribute("aria-busy");
    performance.mark("field-open");
    return this.refresh();
  }

  // What was left half-written, unless the address asks for a plant.
  async first() {
    const asked = new URLSearchParams(window.location.search).get("enterprise") ?? "";
    const known = this.pack.enterprises.some(({ id }) => String(id) === asked) ? asked : "";
    const left = (await draftsOf(this.key, this.person)).filter(({ state }) => state === "open").at(-1);
    if (left && (!known || left.content.enterprise === known)) return left;
    return begun(this.person, { enterprise: known });
  }

  async write(draft) {
    this.part("done").hidden = true;
    this.part("capture").hidden = false;
    await this.form.open(draft);
    await this.list();
  }

  async list() {
    if (!this.key) return;
    const current = this.part("capture").hidden ? "" : this.form.draft?.token;
    const old = this.queue.show(await draftsOf(this.key, this.person), current);
    this.say("kept", this.isLasting === false && this.queue.isWaiting ? word("unpersisted") : "");
    this.say("old", old ? word("old").replace("{n}", old) : "");
    const others = await leftByOthers(this.person);
    this.say("others", others ? word("others").replace("{n}", others) : "");
  }

  async act(name, token) {
    const draft = await readDraft(this.key, token);
    const isUnderway = draft?.state === "waiting" && draft.content.wasTried;
    if (!draft || draft.state === "sent" || isUnderway) return this.list();
    if (name === "drop") {
      if (!window.confirm(word("dropping"))) return undefined;
      await drop(draft);
      return this.list();
    }
    Object.assign(draft, { state: "open" });
    draft.content.wasTried = false;
    await this.write(draft);
    await this.form.save();
    this.root.querySelector("[name=description]").focus();
    return this.list();
  }

  kept() {
    this.say("full", "");
  }

  notKept(isFull) {
    this.say("full", word(isFull ? "full" : "unkept"));
  }

  async finished(draft) {
    this.part("capture").hidden = true;
    this.part("done").hidden = false;
    this.part("done-what").textContent = draft.content.description.trim();
    this.part("more").focus();
    this.isLasting = (await navigator.storage?.persist?.()) ?? false;
    await this.list();
    navigator.serviceWorker.ready.then((ready) => ready.sync?.register("field")).catch(() => {});
    return this.send();
  }

  // Alerts by their kind; an empty text takes one away.
  say(kind, text = word(kind)) {
    const line = this.root.querySelector(`[data-alert=${kind}]`);
    line.querySelector("[data-text]").textContent = text;
    line.hidden = !text;
  }

  async answer(name) {
    if (name === "login" && (await logInHere())) await this.refresh();
    if (name === "again") await this.form.save();
    if (name === "update") {
      await this.form.settled();
      const { waiting } = await navigator.serviceWorker.ready;
      navigator.serviceWorker.addEventListener("controllerchange", () => window.location.reload(), { once: true });
      waiting?.postMessage("take over");
    }
  }

  // Who is here, what the pack says now, and off with what waits.
  async refresh() {
    this.turn = (this.turn ?? Promise.resolve()).then(() => this.look());
    return this.turn;
  }

  async look() {
    const here = await whoIsHere(addresses);
    this.say("offline", here ? "" : word("offline"));
    this.say("login", here?.person === null ? this.loggedOut() : "");
    this.showAge();
    if (!here || here.person === null) return;
    const person = String(here.person);
    if (person !== this.person || !this.pack || Date.parse(this.pack.made_at) < Date.now() - FRESH) await this.fetchPack(here.csrf, person);
    if (person === this.person) await this.send();
  }

  async fetchPack(csrf, person) {
    const answer = await fetch(addresses.pack, { method: "POST", headers: { "X-CSRFToken": csrf }, redirect: "manual" }).catch(() => null);
    const isRefused = answer !== null && [403, 404].includes(answer.status);
    this.say("unfit", isRefused ? word("unfit") : "");
    if (!answer?.ok) return;
    const told = await answer.json();
    const key = await keyOf(told.key);
    const isNew = person !== this.person;
    // The key of whoever was here before leaves the device; what that person has not sent stays, sealed.
    const before = (await all("keys")).filter((row) => row.person !== person).flatMap((row) => [["keys", row.person, true], ["packs", row.person, true]]);
    const sealed = await sealWords(key, person, told.pack);
    await change(...before, ["keys", { person, key }], ["packs", { person, sealed }]).catch(() => this.notKept(true));
    Object.assign(this, { person, key, pack: told.pack });
    this.showAge();
    if (!isNew) return;
    this.part("unready").hidden = true;
    await this.write(await this.first());
  }

  // After a log-out that has wiped the device nothing is kept any more.
  loggedOut() {
    return word(this.key ? "login" : "loggedOut");
  }

  showAge() {
    this.part("age").textContent = this.pack ? word("asOf").replace("{when}", moment(Date.parse(this.pack.made_at))) : "";
  }

  async send() {
    window.clearTimeout(this.later);
    const end = await sendAll(addresses, (token, state) => {
      this.queue.mark(token, state === "sending");
      if (!state) this.list();
    });
    this.say("other", end === "other" ? word("other") : "");
    if (end === "login") this.say("login", this.loggedOut());
    if (end === "offline") this.say("offline");
    await this.list();
    if (["later", "offline", "busy"].includes(end)) this.later = window.setTimeout(() => this.refresh(), 1000 * AGAIN[Math.min(this.tries, AGAIN.length - 1)]);
    this.tries = end === "done" ? 0 : this.tries + 1;
  }
}

async function ownOf() {
  const [own] = await all("keys");
  if (!own) return {};
  const row = (await all("packs")).find(({ person }) => person === own.person);
  return row ? { ...own, pack: await unsealWords(own.key, own.person, row.sealed) } : {};
}

function languageOf(own) {
  return document.cookie.match(/(?:^|; )django_language=([\w-]+)/)?.[1] ?? own.pack?.language ?? "zh-hans";
}

function show(language) {
  const parts = [...document.querySelectorAll("template[data-language]")];
  const part = parts.find((each) => each.dataset.language === language) ?? parts[0];
  document.documentElement.lang = part.dataset.tag;
  document.title = part.dataset.title;
  document.body.append(part.content.cloneNode(true));
  return document.querySelector("[data-field]");
}

async function work(page) {
  const { worker } = document.body.dataset;
  const registration = await navigator.serviceWorker.register(worker);
  const look = () => page.say("update", registration.waiting && navigator.serviceWorker.controller ? word("update") : "");
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  look();
  await navigator.serviceWorker.ready;
  page.root.dataset.ready = "yes";
  page.part("line").textContent = word("ready");
}

async function start() {
  const canWork = globalThis.indexedDB && globalThis.crypto?.subtle && navigator.serviceWorker;
  const own = canWork ? await ownOf().catch(() => ({})) : {};
  const root = show(languageOf(own));
  if (!canWork) {
    root.querySelector("[data-unable]").hidden = false;
    return;
  }
  const page = new Page(root, own);
  work(page).catch(() => {});
  await page.open();
}

start();
