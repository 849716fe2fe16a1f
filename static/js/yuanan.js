// What every page has, in the order in which it begins; a page without the elements of a part is left alone by it. All of
// it goes out as one file, so that a first visit asks once. A form waits for its files, then looks at the session, then goes.
import { startChosenFiles } from "./chosen_files.js";
import { startDrafts, startFarewell } from "./drafts.js";
import { startDrawer } from "./drawer.js";
import { holdForFiles, startEvidence } from "./evidence.js";
import { startFaults } from "./faults.js";
import { startLedger } from "./ledger.js";
import { startLengths } from "./lengths.js";
import { startSearch } from "./search.js";
import { startSending } from "./sending.js";
import { startShortcuts } from "./shortcuts.js";
import { startStep } from "./step.js";
import { startViewer } from "./viewer.js";
import { startForgetting } from "./waiting_files.js";

document.querySelector("[data-autofocus]")?.focus();
holdForFiles(document);
startShortcuts(document);
startSending(document);
startDrafts(document);
startChosenFiles(document);
startFarewell(document);
startFaults(document);
startSearch(document);
startForgetting(document);
startStep(document);
startLengths(document);
startEvidence(document);
startViewer(document);
startLedger(document);
startDrawer(document);

for (const box of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(box.dataset.reveal);
  box.closest("label").hidden = false;
  box.addEventListener("change", () => {
    field.type = box.checked ? "text" : "password";
  });
}

document.addEventListener("htmx:load", (event) => {
  startLengths(event.detail.elt);
  startEvidence(event.detail.elt);
  startViewer(event.detail.elt);
});

// After a swap the reader hears and stands at the new content.
document.addEventListener("htmx:afterSwap", (event) => {
  const heading = event.target.querySelector("h1, h2, [data-autofocus]");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus();
  }
});
