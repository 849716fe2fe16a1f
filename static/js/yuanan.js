// What every page has, in the order in which it begins; a page without the elements of a part is left alone by it. All of
// it goes out as one file, so that a first visit asks once. A form waits for its files, then looks at the session, then goes.
import { startCells } from "./cells.js";
import { startChosenFiles } from "./chosen_files.js";
import { startConfided } from "./confided.js";
import { startColumns } from "./columns.js";
import { startDesk, startPart } from "./desk.js";
import { startDrafts, startFarewell } from "./drafts.js";
import { startDrawer, startRefusals } from "./drawer.js";
import { holdForFiles, startEvidence } from "./evidence.js";
import { startFaults } from "./faults.js";
import { startGrid } from "./grid.js";
import { startHeads } from "./heads.js";
import { startInTheHand } from "./in_the_hand.js";
import { startLedger } from "./ledger.js";
import { startLengths } from "./lengths.js";
import { startMap } from "./map.js";
import { startMentions } from "./mentions.js";
import { startMenus } from "./menus.js";
import { startReadFile } from "./read_file.js";
import { startSearch } from "./search.js";
import { startSending } from "./sending.js";
import { showLink, startShown } from "./shown.js";
import { startShortcuts } from "./shortcuts.js";
import { startSignature } from "./signature.js";
import { startSpot } from "./spot.js";
import { startStep } from "./step.js";
import { startTabs } from "./tabs.js";
import { startViewer } from "./viewer.js";

document.querySelector("[data-autofocus]")?.focus();
holdForFiles(document);
startShortcuts(document);
startMenus(document);
startSending(document);
startConfided(document);
startDrafts(document);
startChosenFiles(document);
startFarewell(document);
startFaults(document);
startSearch(document);
startStep(document);
startLengths(document);
startMentions(document);
startEvidence(document);
startViewer(document);
startLedger(document);
startColumns(document);
startGrid(document);
startHeads(document);
startInTheHand(document);
startShown(document);
startCells(document);
startDrawer(document);
startRefusals(document);
startDesk(document);
startMap(document);
startSpot(document);
startSignature(document);
startTabs(document);
startReadFile(document);

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
  startMap(event.detail.elt);
  startPart(event.detail.elt);
});

document.addEventListener("grid:shown", (event) => {
  startLedger(event.detail.view);
  startColumns(event.detail.view);
  startGrid(event.detail.view);
  startTabs(event.detail.view);
});
document.addEventListener("grid:arranged", () => showLink(window.location.href, { push: false }));

// After a swap the reader hears and stands at the new content; on the desk the focus keeps to its line or goes to the form.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.closest?.("#desk")) return;
  const heading = event.target.querySelector("h1, h2, [data-autofocus]");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus();
  }
});
