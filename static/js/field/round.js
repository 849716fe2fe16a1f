// Today's visits, and one of their checklists with one item on the screen; it goes on where it stopped.
import { begun } from "./drafts.js";
import { answer, answersOf, asked, leftOf } from "./answers.js";
import { isFull } from "./store.js";
import { word } from "../words.js";

export class Visits {
  constructor(root, act) {
    this.root = root;
    root.addEventListener("click", (event) => {
      const { visit, list } = event.target.closest("button")?.dataset ?? {};
      if (visit) act(Number(visit), list);
    });
  }

  async show(home) {
    const { visits } = home.pack;
    this.root.hidden = !home.isChoosing;
    const line = this.root.querySelector("template").content.firstElementChild;
    const lines = [];
    for (const visit of visits) {
      const shown = line.cloneNode(true);
      shown.querySelector("[data-visit-name]").textContent = `${visit.hour} ${visit.name}`.trim();
      shown.querySelector("[data-visit-state]").textContent = visit.state;
      const acts = await Promise.all(visit.lists.map((list) => said(home, visit, list)));
      shown.querySelector("[data-visit-acts]").append(...acts.map(([kind, text]) => button(visit.id, kind, text)), button(visit.id, "", word("sign")));
      lines.push(shown);
    }
    this.root.querySelector("[data-visit-lines]").replaceChildren(...lines);
  }
}

async function said(home, visit, list) {
  const answers = await answersOf(home, visit, list);
  const items = asked(list.items, visit.traits, answers);
  return [list.kind, `${list.title} ${items.filter(({ code }) => answers[code]).length}/${items.length}`];
}

function button(visit, list, text) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: text });
  Object.assign(made.dataset, { visit, list });
  return made;
}

export class Round {
  constructor(root, home) {
    this.root = root;
    this.home = home;
    root.addEventListener("click", (event) => {
      const { said: given, step } = event.target.closest("button")?.dataset ?? {};
      if (given) this.answer(given);
      if (step) this.go(Number(step));
    });
  }

  get part() {
    return (name) => this.root.querySelector(`[data-round-${name}]`);
  }

  async open(visit, list, code) {
    Object.assign(this, { visit, list });
    await this.look();
    const open = this.items.findIndex((item) => (code ? item.code === code : !this.answers[item.code]));
    this.place = Math.max(open, 0);
    this.show();
  }

  async look() {
    this.answers = await answersOf(this.home, this.visit, this.list);
    this.items = asked(this.list.items, this.visit.traits, this.answers);
  }

  get isDone() {
    return this.items.every(({ code }) => this.answers[code]);
  }

  get item() {
    return this.items[this.place];
  }

  show() {
    const { item } = this;
    const given = this.answers[item.code];
    const last = this.list.last[item.code];
    this.part("plant").textContent = `${this.visit.name} · ${this.list.title}`;
    this.part("place").textContent = `${item.code} · ${this.place + 1}/${this.items.length}`;
    this.part("name").textContent = item.name;
    this.part("last").textContent = last ? `${word("last")} ${last.said} ${last.day} ${last.note}`.trim() : "";
    this.part("basis").hidden = !item.basis.length;
    this.part("basis").open = false;
    this.part("bases").replaceChildren(...item.basis.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    this.part("note").value = given?.note ?? "";
    this.part("fault").hidden = true;
    for (const each of this.root.querySelectorAll("[data-said]")) each.setAttribute("aria-pressed", String(each.dataset.said === given?.said));
    this.root.querySelector("[data-step='-1']").disabled = this.place === 0;
    this.root.querySelector("[data-step='1']").disabled = this.place === this.items.length - 1;
  }

  go(step) {
    this.place += step;
    this.show();
    this.part("name").focus();
  }

  fault(text) {
    this.part("fault").textContent = text;
    this.part("fault").hidden = false;
    this.part("note").focus();
  }

  async answer(said) {
    const note = this.part("note").value.trim();
    const { item, visit, list } = this;
    if (said === "NONE" && !note) return this.fault(word("noteless"));
    if (this.answers[item.code]?.found && said !== "UNMET") return this.fault(word("found"));
    try {
      await answer(this.home, visit, list, item, { said, note });
    } catch (fault) {
      return this.home.notKept(isFull(fault));
    }
    await this.look();
    if (said === "UNMET" && !this.answers[item.code].found) return this.home.write(await this.drafted(item, note));
    this.place = this.items.findIndex(({ code }) => code === item.code);
    if (this.place < this.items.length - 1) return this.go(1);
    return this.home.openVisit(visit.id, "");
  }

  // What a finding of this item begins with; its first words are the note.
  async drafted(item, note) {
    const { category, level, criterion, criteria, bases } = item;
    const of = { visit: this.visit.id, checklist: this.list.kind, code: item.code };
    const left = await leftOf(this.home, of);
    return left ?? begun(this.home.person, { enterprise: String(this.visit.enterprise), description: note || item.words, category, level, criterion, criteria, bases, ...of });
  }
}
