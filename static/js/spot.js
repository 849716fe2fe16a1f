// A point of the plan for a form: a pin fills the enterprise and the place where they are empty, a tap anywhere the point.
import { word } from "./words.js";

export function startSpot(page) {
  for (const part of page.querySelectorAll("[data-spot-part]")) {
    if (part.dataset.ready) continue;
    part.dataset.ready = "yes";
    begin(part, part.closest("form"));
  }
}

function begin(part, form) {
  const field = form.elements.spot;
  const told = part.querySelector("[data-spot-told]");
  const show = () => {
    told.textContent = field.value ? word("spot").replace("{at}", field.value.split(":").slice(1).join(", ")) : "";
    part.querySelector("[data-spot-clear]").hidden = !field.value;
  };
  part.querySelector("[data-spot-open]").hidden = false;
  part.addEventListener("map:spot", (event) => {
    put(field, event.detail.spot);
    if (event.detail.row) fill(form, event.detail.row.dataset);
    show();
  });
  part.querySelector("[data-spot-clear]").addEventListener("click", () => {
    put(field, "");
    show();
  });
  field.addEventListener("change", show);
  show();
}

function fill(form, said) {
  const { enterprise, place } = form.elements;
  const chosen = [...enterprise.options].some((option) => option.value === said.enterprise);
  if (said.enterprise && chosen) put(enterprise, said.enterprise);
  if (said.place && !place.value) put(place, said.place);
}

function put(field, value) {
  field.value = value;
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
}
