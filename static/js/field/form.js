// One finding on the screen: photos first, then where, what, and how grave. Every change is kept on the device at once.
import { askForMarks, baked } from "./marks.js";
import { begun, keep, newToken, noPhoto, photo, photoRow } from "./drafts.js";
import { metres, whereAmI } from "./place.js";
import { reasonOf, reasonOfPhoto } from "./refusals.js";
import { placeOf, startScan } from "./scan.js";
import { isFull } from "./store.js";
import { asPhoto, sha256, shrunk } from "../shrink.js";
import { word } from "../words.js";

const SOON = 300;
const DARK = 45;
const PLACES = 8;
const TEXTS = 4;
const TEXT_FIELDS = ["enterprise", "park", "place", "description", "level"];

export class CaptureForm {
  constructor(root, home) {
    this.root = root;
    this.home = home;
    this.blobs = new Map();
    this.turn = Promise.resolve();
    this.underway = new Set();
    this.form = root.querySelector("form");
    this.form.addEventListener("input", (event) => this.note(event.target));
    this.form.addEventListener("change", (event) => this.note(event.target));
    this.form.addEventListener("click", (event) => this.click(event));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.finish();
    });
    startScan(this.part("scanning"), (text) => placeOf(text, this.home.pack), (text) => this.stand(text), () => this.fault("enterprise", word("strange")));
    for (const input of this.form.querySelectorAll("[data-camera], [data-album]")) input.addEventListener("change", () => this.during(this.choose(input)));
  }

  field(name) {
    return this.form.elements[name];
  }

  part(name) {
    return this.form.querySelector(`[data-${name}]`);
  }

  // What takes a while, such as a photo that is made smaller: nothing is finished or left before it has ended.
  during(work) {
    this.underway.add(work);
    this.form.classList.add("is-working");
    const end = () => {
      this.underway.delete(work);
      this.form.classList.toggle("is-working", this.underway.size > 0);
    };
    return work.finally(end);
  }

  async settled() {
    while (this.underway.size) await Promise.allSettled([...this.underway]);
    if (this.soon) await this.save();
  }

  async open(draft) {
    await this.settled();
    this.draft = draft;
    this.release();
    this.offer();
    for (const name of TEXT_FIELDS) if (name !== "level") this.field(name).value = draft.content[name];
    this.choosePlant();
    this.form.querySelector(`[name=level][value=${draft.content.level}]`).checked = true;
    for (const each of draft.content.photos) this.blobs.set(each.token, await photo(this.home.key, each.token));
    this.showPhotos();
    this.showPosition();
    this.showProposal();
    this.showRefusal();
  }

  release() {
    for (const picture of this.form.querySelectorAll("[data-shots] img")) URL.revokeObjectURL(picture.src);
    this.blobs.clear();
  }

  // What the pack offers: enterprises with those of late first, parks, categories.
  offer() {
    const { enterprises, usual_places, parks, categories } = this.home.pack;
    const names = new Map(enterprises.map((each) => [each.id, each]));
    const late = usual_places.map((id) => names.get(id)).filter(Boolean);
    const groups = parks.map((park) => [park.name, enterprises.filter((each) => each.park === park.id)]);
    const rest = enterprises.filter((each) => !parks.some((park) => park.id === each.park));
    fill(this.field("enterprise"), word("none"), [[word("late"), late], ...groups, [word("elsewhere"), rest]]);
    fill(this.field("park"), word("none"), [["", parks]]);
    const byGroup = [...new Set(categories.map(({ group }) => group))];
    const named = (group) => categories.filter((each) => each.group === group).map(({ code, name }) => ({ id: code, name }));
    fill(this.field("another"), word("none"), byGroup.map((group) => [group, named(group)]));
  }

  get plant() {
    const id = Number(this.field("enterprise").value);
    return this.home.pack.enterprises.find((each) => each.id === id);
  }

  // Where the sticker stands that was scanned.
  stand(text) {
    const { enterprise, place } = placeOf(text, this.home.pack);
    this.put("enterprise", enterprise);
    if (place) this.put("place", place);
    this.field("description").focus();
  }

  // What follows from the enterprise: its park's places, what it mostly has, what is open there already.
  choosePlant() {
    const { of_plants, places, texts, items, usual_categories } = this.home.pack;
    const plant = this.plant;
    const own = of_plants[plant?.id] ?? { categories: [], texts: [] };
    this.part("park").hidden = Boolean(plant);
    const park = plant?.park ?? Number(this.field("park").value);
    const near = places.filter((each) => each.park === park).slice(0, PLACES);
    chips(this.part("places"), near.map(({ name }) => ({ label: name, place: name })));
    const said = new Map([...own.texts, ...texts].map((each) => [each.text, each]));
    chips(this.part("texts"), [...said.values()].slice(0, TEXTS).map((each) => ({ label: each.text, text: each.text, category: each.category, level: each.level })));
    this.offerCategories([...new Set([...own.categories, ...usual_categories])]);
    this.showOpen(items.filter((each) => each.enterprise === plant?.id));
    this.showPosition();
  }

  offerCategories(codes) {
    const names = new Map(this.home.pack.categories.map((each) => [each.code, each.name]));
    const chosen = this.draft.content.category;
    const shown = [...codes.filter((code) => names.has(code)).slice(0, PLACES)];
    const list = this.part("categories");
    list.replaceChildren(...shown.map((code) => radio("category", code, names.get(code), code === chosen)));
    this.field("another").value = shown.includes(chosen) ? "" : chosen;
  }

  showOpen(items) {
    this.part("open").hidden = !items.length;
    this.part("open-count").textContent = word("openHere").replace("{n}", items.length);
    this.part("open-list").replaceChildren(
      ...items.map(({ number, title, state }) => Object.assign(document.createElement("li"), { textContent: `${number} ${title} · ${state}` })),
    );
  }

  note(field) {
    if (!this.draft || field.type === "file") return;
    const { content } = this.draft;
    if (field.name === "another" || field.name === "category") this.chooseCategory(field.value);
    else if (TEXT_FIELDS.includes(field.name) && (field.type !== "radio" || field.checked)) content[field.name] = field.value;
    if (field.name === "enterprise" || field.name === "park") this.choosePlant();
    this.clearFault(field.name);
    window.clearTimeout(this.soon);
    this.soon = window.setTimeout(() => this.save(), SOON);
  }

  chooseCategory(code) {
    this.draft.content.category = code;
    for (const choice of this.form.querySelectorAll("[name=category]")) choice.checked = choice.value === code;
    if (this.field("another").value !== code) this.field("another").value = this.form.querySelector("[name=category]:checked") ? "" : code;
    const usual = this.home.pack.categories.find((each) => each.code === code)?.level;
    if (usual) this.chooseLevel(usual);
  }

  chooseLevel(level) {
    this.draft.content.level = level;
    this.form.querySelector(`[name=level][value=${level}]`).checked = true;
  }

  // One change after the other; what the device has no room for stays on the screen and is tried again.
  save(...photos) {
    const draft = this.draft;
    window.clearTimeout(this.soon);
    this.soon = 0;
    this.unsaved = [...(this.unsaved ?? []), ...photos];
    this.turn = this.turn.then(async () => {
      const waiting = this.unsaved;
      try {
        await keep(this.home.key, draft, ...waiting);
        this.unsaved = this.unsaved.filter((each) => !waiting.includes(each));
        this.home.kept();
        return true;
      } catch (fault) {
        this.home.notKept(isFull(fault));
        return false;
      }
    });
    return this.turn;
  }

  async choose(input) {
    const files = [...input.files];
    input.value = "";
    for (const file of files) {
      const taken = await asPhoto(file);
      if (!taken) {
        this.fault("", word("unreadable").replace("{name}", file.name));
        continue;
      }
      const each = { token: newToken(), name: taken.name, sha256: await sha256(file), marks: [], marked: "", isSent: false };
      const blob = await shrunk(taken);
      const row = await photoRow(this.home.key, this.draft, each.token, blob);
      this.blobs.set(each.token, blob);
      this.draft.content.photos.push(each);
      this.showPhotos();
      await this.save(row);
      this.warnOfDark(each.token, blob);
    }
  }

  async warnOfDark(token, blob) {
    const picture = await createImageBitmap(blob, { resizeWidth: 16, resizeHeight: 16 }).catch(() => null);
    if (!picture) return;
    const canvas = Object.assign(document.createElement("canvas"), { width: 16, height: 16 });
    const brush = canvas.getContext("2d");
    brush.drawImage(picture, 0, 0);
    const points = brush.getImageData(0, 0, 16, 16).data;
    const light = points.reduce((sum, part, place) => (place % 4 === 3 ? sum : sum + part), 0) / (16 * 16 * 3);
    if (light < DARK) this.part("shots").querySelector(`[data-token="${token}"] [data-dark]`).hidden = false;
  }

  showPhotos() {
    const line = this.form.querySelector("template[data-shot]").content.firstElementChild;
    const list = this.part("shots");
    const known = new Map([...list.children].map((each) => [each.dataset.token, each]));
    list.replaceChildren(
      ...this.draft.content.photos.map((each, place) => {
        const shown = known.get(each.token) ?? line.cloneNode(true);
        if (!shown.dataset.token) shown.querySelector("img").src = URL.createObjectURL(this.blobs.get(each.token) ?? new Blob());
        shown.dataset.token = each.token;
        shown.querySelector("img").alt = word("photo").replace("{n}", place + 1);
        for (const button of shown.querySelectorAll("button")) button.setAttribute("aria-label", `${button.textContent.trim()} ${place + 1}`);
        const marks = shown.querySelector("[data-shot-marks]");
        const refused = shown.querySelector("[data-shot-refused]");
        refused.textContent = each.refused ? reasonOfPhoto(each) : "";
        refused.hidden = !each.refused;
        marks.textContent = each.marks.length ? word("marks").replace("{n}", each.marks.length) : "";
        return shown;
      }),
    );
  }

  async click(event) {
    const button = event.target.closest("button");
    if (!button || button.type === "submit") return;
    const token = button.closest("[data-token]")?.dataset.token;
    const each = this.draft.content.photos.find((one) => one.token === token);
    if ("mark" in button.dataset) await this.mark(each);
    if ("remove" in button.dataset) this.remove(each);
    if ("where" in button.dataset) await this.locate(button);
    if ("place" in button.dataset) this.put("place", button.dataset.place);
    if ("text" in button.dataset) this.say(button.dataset);
  }

  put(name, value) {
    this.field(name).value = value;
    this.note(this.field(name));
  }

  say({ text, category, level }) {
    const before = this.field("description").value.trim();
    if (category) this.chooseCategory(category);
    if (level) this.chooseLevel(level);
    this.put("description", before && before !== text ? `${before}\n${text}` : text);
  }

  async mark(each) {
    const blob = this.blobs.get(each.token);
    const marks = await askForMarks(document.querySelector("[data-marking]"), blob, each.marks).catch(() => this.home.say("unmarkable"));
    if (marks) await this.during(this.markWith(each, blob, marks));
  }

  // The marked photo and what is said of it come in one change; until then the photo is sent as it was.
  async markWith(each, blob, marks) {
    const marked = marks.length ? newToken() : "";
    const drawn = marked ? [await photoRow(this.home.key, this.draft, marked, await baked(blob, marks))] : [];
    const before = each.marked ? [noPhoto(each.marked)] : [];
    Object.assign(each, { marks, marked, isSent: false });
    this.showPhotos();
    await this.save(...before, ...drawn);
  }

  remove(each) {
    const { photos } = this.draft.content;
    photos.splice(photos.indexOf(each), 1);
    this.unsaved = (this.unsaved ?? []).filter(([, row]) => ![each.token, each.marked].includes(row.token));
    this.showPhotos();
    this.save(...[each.token, each.marked].filter(Boolean).map(noPhoto));
    this.form.querySelector("[data-album]").focus();
  }

  async locate(button) {
    button.disabled = true;
    this.part("position").textContent = word("locating");
    try {
      this.draft.content.position = await whereAmI();
      this.save();
      this.showPosition();
    } catch {
      this.part("position").textContent = word("nowhere");
    } finally {
      button.disabled = false;
    }
  }

  showPosition() {
    const { position } = this.draft.content;
    const known = this.home.pack.positions[this.plant?.id];
    let said = position ? word("located").replace("{n}", position.accuracy) : "";
    if (position && known) said += ` ${word("distance").replace("{n}", metres(position, known))}`;
    this.part("position").textContent = said;
  }

  // Of a checklist item: which criteria would make it a major hazard, and the way back.
  showProposal() {
    const { criteria, code } = this.draft.content;
    this.part("proposed").hidden = !criteria?.length;
    this.part("proposed").textContent = criteria?.length ? word("proposed").replace("{names}", criteria.join("；")) : "";
    this.part("back").hidden = !code;
  }

  showRefusal() {
    this.clearFault();
    if (this.draft.content.refusal) this.fault("", reasonOf(this.draft.content));
  }

  fault(name, said) {
    const line = this.form.querySelector(`[data-fault="${name}"]`);
    line.textContent = said;
    line.hidden = false;
    if (!name) {
      line.scrollIntoView({ block: "center" });
      return;
    }
    this.field(name).setAttribute("aria-invalid", "true");
    this.field(name).focus();
  }

  clearFault(name) {
    for (const line of this.form.querySelectorAll("[data-fault]")) if (!name || line.dataset.fault === name) line.hidden = true;
    if (name && this.field(name)?.removeAttribute) this.field(name).removeAttribute("aria-invalid");
  }

  faultOf({ description, enterprise, park, place }) {
    if (!description.trim()) return ["description", word("needed")];
    return enterprise || park || place.trim() ? null : ["enterprise", word("placeless")];
  }

  async finish() {
    const { content } = this.draft;
    const isRefused = content.photos.some(({ refused }) => refused);
    const wrong = isRefused ? ["", reasonOf({ photos: content.photos })] : this.faultOf(content);
    this.clearFault();
    if (wrong) return this.fault(...wrong);
    await this.settled();
    if (this.draft.state !== "open") return undefined;
    const before = { state: this.draft.state, at: this.draft.at };
    Object.assign(this.draft, { state: "waiting", at: Date.now() });
    content.foundOn = today();
    content.visit ??= this.home.visitAt(content.enterprise, content.foundOn);
    delete content.refusal;
    if (await this.save()) return this.home.finished(this.draft);
    return Object.assign(this.draft, before);
  }

  next() {
    const { enterprise, park } = this.draft.content;
    return begun(this.home.person, { enterprise, park });
  }
}

function today() {
  const parts = new Intl.DateTimeFormat("en", { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts();
  const { year, month, day } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${year}-${month}-${day}`;
}

function option({ id, name }) {
  return new Option(name, id);
}

function fill(select, none, groups) {
  const made = groups.filter(([, rows]) => rows.length).map(([label, rows]) => {
    if (!label) return rows.map(option);
    const group = document.createElement("optgroup");
    group.label = label;
    group.append(...rows.map(option));
    return [group];
  });
  select.replaceChildren(new Option(none, ""), ...made.flat());
}

function chips(list, shown) {
  list.closest("[data-chips]").hidden = !shown.length;
  list.replaceChildren(
    ...shown.map(({ label, ...said }) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "btn field-chip", textContent: label });
      Object.assign(button.dataset, said);
      return button;
    }),
  );
}

function radio(name, value, text, checked) {
  const label = document.createElement("label");
  label.append(Object.assign(document.createElement("input"), { type: "radio", name, value, checked }), text);
  return label;
}
