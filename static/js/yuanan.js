// What every page shares: focus after errors, keyboard, and typed text that is never lost.
import { startShortcuts } from "./shortcuts.js";
import { startDrafts, startFarewell } from "./drafts.js";
import { startFaults } from "./faults.js";
import { startSearch } from "./search.js";
import { startSending } from "./sending.js";
import { startForgetting } from "./waiting_files.js";

document.querySelector("[data-autofocus]")?.focus();
startShortcuts(document);
startSending(document);
startDrafts(document);
startFarewell(document);
startFaults(document);
startSearch(document);
startForgetting(document);

for (const box of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(box.dataset.reveal);
  box.closest("label").hidden = false;
  box.addEventListener("change", () => {
    field.type = box.checked ? "text" : "password";
  });
}

// After a swap the reader hears and stands at the new content.
document.addEventListener("htmx:afterSwap", (event) => {
  const heading = event.target.querySelector("h1, h2, [data-autofocus]");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus();
  }
});
