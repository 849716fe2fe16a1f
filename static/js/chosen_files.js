// The list that was chosen in a plain file field stays chosen after a reload, a new login or a cut line, until the form
// that it goes with has got its receipt. Of what is told in confidence nothing is kept.
import { sent } from "./drafts.js";
import { drop, keep, restoring, waitingAt } from "./waiting_files.js";

export function startChosenFiles(page) {
  if (!document.body.dataset.person) return;
  page.querySelectorAll("form[method=post]:not([data-confided]) input[type=file]:not([data-evidence] input)").forEach((field) => restoring(begin(field)));
}

async function begin(field) {
  const place = `chosen:${document.body.dataset.person}:${window.location.pathname}:${field.name}`;
  field.addEventListener("change", () => remember(field, place));
  const [entry] = await waitingAt(place);
  if (!entry) return;
  if (sent().includes(entry.once)) await drop(place);
  else if (!field.files.length) choose(field, entry);
}

function remember(field, place) {
  const [file] = field.files;
  const once = field.form.elements.once?.value;
  return file ? keep({ token: place, place, file, once, chosen: Date.now() }) : drop(place);
}

function choose(field, entry) {
  const chosen = new DataTransfer();
  chosen.items.add(entry.file);
  field.files = chosen.files;
  if (field.form.elements.once && entry.once) field.form.elements.once.value = entry.once;
}
