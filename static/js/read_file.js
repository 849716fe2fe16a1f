// A text that can be pasted or read from a file that never leaves the device as a file.
import { word } from "./words.js";

export function startReadFile(page) {
  for (const area of page.querySelectorAll("textarea[data-reads-file]")) {
    const input = document.createElement("input");
    const label = document.createElement("label");
    Object.assign(input, { type: "file", accept: area.dataset.readsFile, className: "form-control" });
    label.className = "form-label";
    label.append(word("readFile"), input);
    area.before(label);
    input.addEventListener("change", async () => {
      if (!input.files.length) return;
      area.value = await input.files[0].text();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
