// What lies on the device, honestly: being written, waiting, being sent, sent with its number, refused and why.
import { reasonOf } from "./refusals.js";
import { word } from "../words.js";

const OLD = 3 * 24 * 3600 * 1000;

export class Queue {
  constructor(root, act) {
    this.root = root;
    this.list = root.querySelector("[data-lines]");
    this.underway = new Set();
    this.list.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) act(button.dataset.act, button.closest("li").dataset.token);
    });
  }

  show(drafts, current) {
    const others = drafts.filter((each) => each.token !== current);
    const left = others.filter(({ state }) => state !== "sent");
    // Answers of checklists stand in their lists; here those alone that are refused.
    this.drafts = others.filter(({ state, content }) => content.kind !== "answer" || state === "refused");
    this.root.hidden = !this.drafts.length && !left.length;
    this.root.querySelector("[data-count]").textContent = left.length ? word("waiting").replace("{n}", left.length) : word("allsent");
    this.root.querySelector("[data-send-now]").hidden = !others.some(({ state }) => state === "waiting");
    this.list.replaceChildren(...[...this.drafts].reverse().map((each) => this.line(each)));
    return left.filter(({ at }) => at < Date.now() - OLD).length;
  }

  get isWaiting() {
    return this.drafts.some(({ state }) => state !== "sent");
  }

  mark(token, isUnderway) {
    if (isUnderway) this.underway.add(token);
    else this.underway.delete(token);
    const line = this.list.querySelector(`[data-token="${token}"]`);
    if (line && isUnderway) line.querySelector("[data-state]").textContent = word("sending");
  }

  line({ token, state, at, content }) {
    const line = this.root.querySelector("template").content.firstElementChild.cloneNode(true);
    line.dataset.token = token;
    line.dataset.sort = state;
    line.querySelector("[data-what]").textContent = content.description.trim() || word("wordless");
    line.querySelector("[data-when]").textContent = moment(at);
    line.querySelector("[data-state]").textContent = this.stateOf(token, state, content);
    const link = line.querySelector("[data-number]");
    if (content.number) Object.assign(link, { href: content.url, textContent: content.number, hidden: false });
    const why = line.querySelector("[data-why]");
    why.textContent = content.remark || (state === "refused" ? reasonOf(content) : "");
    why.hidden = !why.textContent;
    const isOpen = ["open", "refused"].includes(state) || (state === "waiting" && !content.wasTried && !this.underway.has(token));
    for (const button of line.querySelectorAll("button")) {
      const isShut = content.kind === "signature" && button.dataset.act === "open";
      button.hidden = !isOpen || isShut || (button.dataset.act === "drop" && state === "waiting");
      button.setAttribute("aria-label", `${button.textContent.trim()} ${content.description.trim() || moment(at)}`);
    }
    return line;
  }

  stateOf(token, state, content) {
    if (this.underway.has(token)) return word("sending");
    return word(state === "waiting" && content.wasTried ? "unanswered" : `state${state[0].toUpperCase()}${state.slice(1)}`);
  }
}

export function moment(at) {
  const form = { timeZone: "Asia/Shanghai", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false };
  return new Intl.DateTimeFormat(document.documentElement.lang, form).format(at);
}
