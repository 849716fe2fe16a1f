// What breaks while a piece of a page is fetched is said in its place; a form that was sent stays as it is.
export function startFaults(page) {
  page.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target } = event.detail;
    for (const said of target.querySelectorAll("[data-fault]")) said.remove();
    if (!xhr.getResponseHeader("X-Fault")) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });
}
