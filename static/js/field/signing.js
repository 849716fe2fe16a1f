// Signatures on the device: who of the team and of the plant signs what was answered, drawn or with a reason.
import { draftsOf, keep, newToken, photoRow } from "./drafts.js";
import { hashOf } from "./answers.js";
import { startPen } from "../pen.js";
import { isFull } from "./store.js";
import { word } from "../words.js";

export class Signing {
  constructor(root, home) {
    this.root = root;
    this.home = home;
    this.canvas = root.querySelector("canvas");
    this.pen = startPen(this.canvas, (isDrawn) => {
      this.isDrawn = isDrawn;
    });
    root.querySelector("[data-wipe]").addEventListener("click", () => this.pen.wipe());
    root.querySelector("[data-who]").addEventListener("change", () => this.choose());
    root.querySelector("[data-keep]").addEventListener("click", () => this.sign());
  }

  part(name) {
    return this.root.querySelector(`[data-${name}]`);
  }

  async open(visit) {
    this.visit = visit;
    this.part("sign-plant").textContent = visit.name;
    this.part("who").replaceChildren(...visit.officers.map(({ id, name }) => new Option(name, id)), new Option(word("plantSigns"), ""));
    await this.begin();
  }

  // The next one who has not signed here yet.
  async begin() {
    const rows = (await draftsOf(this.home.key, this.home.person)).filter(({ content }) => content.kind === "signature" && content.visit === this.visit.id);
    const signed = rows.map(({ content }) => content.officer);
    this.part("signed").replaceChildren(...rows.map(({ content }) => Object.assign(document.createElement("li"), { textContent: `✓ ${content.name}` })));
    const open = [...this.part("who").options].find(({ value }) => !signed.includes(value));
    if (open) this.part("who").value = open.value;
    this.pen.wipe();
    for (const name of ["signer", "sign-note"]) this.part(name).value = "";
    this.part("refused").checked = false;
    this.choose();
  }

  choose() {
    this.part("signer-row").hidden = this.part("who").value !== "";
    this.part("sign-fault").hidden = true;
  }

  faultOf({ officer, name, refused, note }) {
    if (!officer && !name) return "signerless";
    if (refused && !note) return "reasonless";
    return this.isDrawn || note ? "" : "undrawn";
  }

  async sign() {
    const who = this.part("who");
    const officer = who.value;
    const name = officer ? who.selectedOptions[0].textContent : this.part("signer").value.trim();
    const given = { officer, name, refused: this.part("refused").checked, note: this.part("sign-note").value.trim() };
    const fault = this.faultOf(given);
    this.part("sign-fault").hidden = !fault;
    this.part("sign-fault").textContent = word(fault);
    if (fault) return undefined;
    try {
      await this.put(given);
    } catch (trouble) {
      return this.home.notKept(isFull(trouble));
    }
    await this.begin();
    return this.home.signed();
  }

  async put(given) {
    const hash = await hashOf(this.home, this.visit);
    const content = { kind: "signature", visit: this.visit.id, hash, photos: [], description: `${word("sign")} ${given.name}`, ...given };
    const row = { token: newToken(), person: this.home.person, state: "waiting", at: Date.now(), content };
    if (!this.isDrawn || given.refused) return keep(this.home.key, row);
    const drawn = await new Promise((resolve) => this.canvas.toBlob(resolve, "image/png"));
    content.photos.push({ token: newToken(), name: "signature.png" });
    return keep(this.home.key, row, await photoRow(this.home.key, row, content.photos[0].token, drawn));
  }
}
