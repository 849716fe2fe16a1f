// After an @ in a text the people who may be named: by parts of the name or its pinyin initials, picked by arrow keys and
// Enter or by a click. Without script the name is typed; the server says where one names nobody or several.
import { word } from "./words.js";

const BEGUN = /(^|[^A-Za-z0-9._%+-])[@＠]([^\s@＠]{0,20})$/u;
const MOST_LINES = 8;
const LETTERS = [..."ABCDEFGHJKLMNOPQRSTWXYZ"];
const FIRSTS = [..."阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀"];
// Surnames that are read otherwise than the sign alone.
const SURNAMES = { 单: "S", 解: "X", 仇: "Q", 查: "Z", 曾: "Z", 区: "O", 盖: "G", 朴: "P", 乐: "Y", 种: "C", 召: "S", 缪: "M" };
const order = new Intl.Collator("zh-Hans-CN-u-co-pinyin");

export function startMentions(page) {
  for (const field of page.querySelectorAll("textarea[data-people]")) if (!field.dataset.mentions) begin(field);
}

function begin(field) {
  field.dataset.mentions = "yes";
  const box = build(field);
  field.addEventListener("input", () => offer(field, box));
  field.addEventListener("keydown", (event) => steer(event, field, box));
  field.addEventListener("click", () => close(field, box));
  // The line below stays: what stands under it must not move while a button there is pressed.
  field.addEventListener("blur", () => hide(field, box));
}

function build(field) {
  const root = document.createElement("div");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  root.className = "combobox mentions";
  list.id = `${field.id}_people`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.querySelector(`label[for="${field.id}"]`)?.textContent.trim() ?? "");
  status.className = "form-hint";
  status.setAttribute("role", "status");
  for (const [name, value] of Object.entries({ "aria-autocomplete": "list", "aria-controls": list.id })) field.setAttribute(name, value);
  field.before(root);
  root.append(field, list, status);
  return { list, status, asked: 0, known: new Map() };
}

function typed(field) {
  return field.selectionStart === field.selectionEnd ? BEGUN.exec(field.value.slice(0, field.selectionStart)) : null;
}

async function offer(field, box) {
  const found = typed(field);
  if (!found) return close(field, box);
  const words = found[2];
  const asked = ++box.asked;
  const people = await fetched(field, box, /^[A-Za-z]*$/.test(words) ? "" : words);
  if (asked !== box.asked) return undefined;
  return show(field, box, people.filter((person) => fits(person, words)).slice(0, MOST_LINES), words);
}

// Letters are looked for here, among all that there are; signs by the server, which knows more of them than one list takes.
async function fetched(field, box, words) {
  if (!box.known.has(words)) {
    const answer = await fetch(`${field.dataset.people}?${new URLSearchParams({ q: words })}`, { redirect: "manual" }).catch(() => null);
    if (!answer?.ok) return [];
    box.known.set(words, (await answer.json()).people);
  }
  return box.known.get(words);
}

function fits(person, words) {
  const said = words.toUpperCase();
  return person.name.toUpperCase().includes(said) || initials(person.name).startsWith(said);
}

function initials(name) {
  return [...name].map((sign, place) => (place === 0 && SURNAMES[sign]) || letterOf(sign)).join("");
}

function letterOf(sign) {
  if (!/\p{Script=Han}/u.test(sign)) return sign.toUpperCase();
  const after = FIRSTS.findLastIndex((first) => order.compare(first, sign) <= 0);
  return LETTERS[after] ?? "";
}

function show(field, box, people, words) {
  box.list.replaceChildren(...people.map((person, place) => line(field, box, person, place)));
  box.list.hidden = !people.length;
  box.status.textContent = people.length ? word("found").replace("{n}", people.length) : words ? word("nothing") : "";
  if (people.length) mark(field, box, 0);
  else field.removeAttribute("aria-activedescendant");
}

function line(field, box, person, place) {
  const item = document.createElement("li");
  item.id = `${box.list.id}_${place}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.textContent = `${person.name} · ${person.unit}`;
  item.addEventListener("mousedown", (event) => event.preventDefault());
  item.addEventListener("click", () => pick(field, box, person));
  item.person = person;
  return item;
}

function pick(field, box, person) {
  const caret = field.selectionStart;
  const begun = caret - typed(field)[2].length;
  field.setRangeText(`${person.as} `, begun, caret, "end");
  close(field, box);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function close(field, box) {
  hide(field, box);
  box.status.textContent = "";
}

function hide(field, box) {
  box.asked += 1;
  box.list.hidden = true;
  field.removeAttribute("aria-activedescendant");
}

function steer(event, field, box) {
  if (event.isComposing || box.list.hidden) return;
  const options = [...box.list.children];
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    mark(field, box, (now + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length);
  } else if (event.key === "Enter" || event.key === "Tab") {
    pick(field, box, options[now].person);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    close(field, box);
  } else return;
  event.preventDefault();
}

function mark(field, box, place) {
  [...box.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
  box.list.children[place].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", box.list.children[place].id);
}
