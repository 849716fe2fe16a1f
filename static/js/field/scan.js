// The code of a place: what a sticker's address says of plant and place, read by the camera or by a scanner that types.
const PLACE = /\/visits\/places\/(enterprises|sources)\/([1-9]\d{0,14})\//;

// The plant and the place that an address leads to; null for any other words, or for a place that is not in the pack.
export function placeOf(text, { enterprises, sources }) {
  const [, kind, key] = PLACE.exec(text) ?? [];
  const id = Number(key);
  const source = kind === "sources" ? sources.find((each) => each.id === id) : null;
  const plant = enterprises.find((each) => each.id === (kind === "enterprises" ? id : source?.enterprise));
  return plant ? { enterprise: String(plant.id), place: source?.name ?? "" } : null;
}

// Calls `found` with the text of a code as soon as it is whole, `strange` with what is none.
export function startScan(part, isPlace, found, strange) {
  const field = part.querySelector("[data-code]");
  const take = (text, isWhole) => {
    if (isPlace(text)) {
      field.value = "";
      found(text);
    } else if (isWhole && text.trim()) strange();
  };
  field.addEventListener("input", () => take(field.value, false));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    take(field.value, true);
  });
  if (!globalThis.BarcodeDetector) return;
  const camera = part.querySelector("[data-scan]");
  camera.hidden = false;
  const input = camera.querySelector("input");
  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (file) take(await textIn(file).catch(() => "?"), true);
  });
}

async function textIn(file) {
  const detector = new globalThis.BarcodeDetector({ formats: ["qr_code"] });
  const [code] = await detector.detect(await createImageBitmap(file));
  return code?.rawValue ?? "?";
}
