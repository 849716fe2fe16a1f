// A signature on a page: what is drawn goes along with the form as a picture.
import { startPen } from "./pen.js";

export function startSignature(page) {
  for (const part of page.querySelectorAll("[data-signature]")) {
    const canvas = part.querySelector("canvas");
    const field = part.querySelector("input[type=hidden]");
    const kept = field.value;
    const pen = startPen(canvas, (isDrawn) => (field.value = isDrawn ? canvas.toDataURL("image/png") : ""));
    // What was drawn before the page came back with a fault is there again.
    if (kept) pen.show(kept).then(() => (field.value = kept));
    part.querySelector("[data-wipe]").addEventListener("click", () => pen.wipe());
  }
}
