// Steps open in a drawer beside the list; without it each is a page of its own.
import { startDrafts } from "./drafts.js";
import { startStep } from "./step.js";

const shownAnyway = [409, 413, 422, 429];
const places = ["drawer-content", "verdict"];

// What is refused is shown where it was asked, in the drawer and on the desk; who is logged out logs in first.
export function startRefusals(page) {
  page.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (!places.includes(event.detail.target.id)) return;
    if (new URL(xhr.responseURL).pathname.startsWith("/accounts/")) {
      event.detail.shouldSwap = false;
      window.location.reload();
    } else if (shownAnyway.includes(xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
}

export function startDrawer(page) {
  const drawer = page.getElementById("drawer");
  if (!drawer) return;
  drawer.addEventListener("click", (event) => {
    if (event.target === drawer || event.target.closest("[data-close-drawer]")) {
      event.preventDefault();
      drawer.close();
    }
  });

  page.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "drawer-content") return;
    if (!drawer.open) drawer.showModal();
    startStep(drawer);
    startDrafts(drawer);
    const first = drawer.querySelector("[data-autofocus]") ?? drawer.querySelector("h1");
    first.tabIndex = -1;
    first.focus();
  });
}
