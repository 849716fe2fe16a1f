// Field capture: the page opens without a connection, keeps what is written down sealed on the device, and sends it when
// there is a connection again. Who is logged in is asked of the server; until it says otherwise it is who was last here.
import { begun, draftsOf, drop, dropOld, leftByOthers, readDraft } from "./drafts.js";
import { CaptureForm } from "./form.js";
import { Queue, moment } from "./queue.js";
import { Round, Visits } from "./round.js";
import { keyOf, sealWords, unsealWords } from "./seal.js";
import { sendAll, whoIsHere } from "./sending.js";
import { Signing } from "./signing.js";
import { all, change } from "./store.js";
import { logInHere } from "../session.js";
import { word } from "../words.js";

const FRESH = 10 * 60 * 1000;
const AGAIN = [3, 10, 30, 60, 300];
const { session, pack, photos, findings, answers, signatures } = document.body.dataset;
const addresses = { session, pack, photos, findings, answers, signatures };
const PARTS = ["capture", "done", "round", "signing"];

class Page {
  constructor(root, own) {
    this.root = root;
    Object.assign(this, own);
    this.tries = 0;
    this.form = new CaptureForm(root.querySelector("[data-capture]"), this);
    this.queue = new Queue(root.querySelector("[data-queue]"), (act, token) => this.act(act, token));
    this.visits = new Visits(root.querySelector("[data-visits]"), (visit, list) => this.openVisit(visit, list));
    this.round = new Round(root.querySelector("[data-round]"), this);
    this.signing = new Signing(root.querySelector("[data-signing]"), this);
    for (const back of root.querySelectorAll("[data-back]")) back.addEventListener("click", () => this.back());
    for (const leave of root.querySelectorAll("[data-leave]")) leave.addEventListener("click", () => this.leave());
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
    await this.form.open(draft);
    this.show("capture");
    await this.list();
  }

  show(name) {
    for (const each of PARTS) this.part(each).hidden = each !== name;
    this.part("visits").hidden = !this.isChoosing;
  }

  // Whether the visits of today are offered: beside one item, or who signs, there is room for nothing else.
  get isChoosing() {
    return Boolean(this.pack?.visits.length) && this.part("round").hidden && this.part("signing").hidden;
  }

  // A checklist of a visit of today, or who signs there.
  async openVisit(id, kind, code) {
    const visit = this.pack.visits.find((each) => each.id === id);
    const list = visit?.lists.find((each) => each.kind === kind);
    if (!visit) return;
    await this.form.settled();
    this.show(list ? "round" : "signing");
    await (list ? this.round.open(visit, list, code) : this.signing.open(visit));
    this.root.querySelector(list ? "[data-round-name]" : "[data-sign-head]").focus();
    await this.list();
  }

  // From a finding to the checklist of which it came, where that goes on; to the signatures where all is answered.
  async back() {
    const { visit, checklist } = this.form.draft.content;
    await this.openVisit(visit, checklist);
    if (this.round.isDone) await this.openVisit(visit, "");
  }

  async leave() {
    await this.write(await this.first());
    return this.refresh();
  }

  async signed() {
    await this.list();
    this.woken();
    return this.send();
  }

  // The own visit of a plant on a day, if there is one and only one.
  visitAt(enterprise, day) {
    const found = this.pack.visits.filter((each) => String(each.enterprise) === enterprise && each.day === day);
    return found.length === 1 ? found[0].id : undefined;
  }

  woken() {
    navigator.serviceWorker.ready.then((ready) => ready.sync?.register("field")).catch(() => {});
  }

  async list() {
    if (!this.key) return;
    const current = this.part("capture").hidden ? "" : this.form.draft?.token;
    const old = this.queue.show(await draftsOf(this.key, this.person), current);
    this.say("kept", this.isLasting === false && this.queue.isWaiting ? word("unpersisted") : "");
    this.say("old", old ? word("old").replace("{n}", old) : "");
    await this.visits.show(this);
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
    const { kind, visit, checklist, code } = draft.content;
    if (kind) return this.openVisit(visit, checklist, code);
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
    this.show("done");
    this.part("done").querySelector("[data-back]").hidden = !draft.content.code;
    this.part("done-what").textContent = draft.content.description.trim();
    this.root.querySelector(draft.content.code ? "[data-done] [data-back]" : "[data-more]").focus();
    this.isLasting = (await navigator.storage?.persist?.()) ?? false;
    await this.list();
    this.woken();
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
    if (!answer?.ok) return undefined;
    const told = await answer.json();
    const key = await keyOf(told.key);
    const isNew = person !== this.person;
    // The key of whoever was here before leaves the device; what that person has not sent stays, sealed.
    const before = (await all("keys")).filter((row) => row.person !== person).flatMap((row) => [["keys", row.person, true], ["packs", row.person, true]]);
    const sealed = await sealWords(key, person, told.pack);
    await change(...before, ["keys", { person, key }], ["packs", { person, sealed }]).catch(() => this.notKept(true));
    Object.assign(this, { person, key, pack: told.pack });
    this.showAge();
    if (!isNew) return this.visits.show(this);
    this.part("unready").hidden = true;
    return this.write(await this.first());
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
    this.say("early", end === "early" ? word("early") : "");
    if (end === "offline") this.say("offline");
    await this.list();
    if (["later", "early", "offline", "busy"].includes(end)) this.later = window.setTimeout(() => this.refresh(), 1000 * AGAIN[Math.min(this.tries, AGAIN.length - 1)]);
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
