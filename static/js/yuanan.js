// What every page shares: focus after errors, keyboard, and typed text that is never lost.
import { startShortcuts } from "./shortcuts.js";
import { startDrafts, startFarewell } from "./drafts.js";
import { startSearch } from "./search.js";
import { startForgetting } from "./waiting_files.js";

document.querySelector("[data-autofocus]")?.focus();
startShortcuts(document);
startDrafts(document);
startFarewell(document);
startSearch(document);
startForgetting(document);

for (const box of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(box.dataset.reveal);
  box.closest("label").hidden = false;
  box.addEventListener("change", () => {
    field.type = box.checked ? "text" : "password";
  });
}

// A form is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method === "post") {
    form.dataset.sent = "yes";
    window.setTimeout(() => delete form.dataset.sent, 5000);
  }
});

// After a swap the reader hears and stands at the new content.
document.addEventListener("htmx:afterSwap", (event) => {
  const heading = event.target.querySelector("h1, h2, [data-autofocus]");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus();
  }
});
