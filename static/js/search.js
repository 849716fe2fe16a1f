// The list below the search box: arrows walk through it, Esc and leaving close it. Without it Enter opens the search page.
export function startSearch(page) {
  const field = page.getElementById("nav-search");
  const hits = page.getElementById("search-hits");
  if (!field || !hits) return;
  const box = field.form;
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") close(field, hits);
    else if (event.key === "ArrowDown") walk(event, field, hits, 1);
    else if (event.key === "ArrowUp") walk(event, field, hits, -1);
  });
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) hits.replaceChildren();
  });
}

function close(field, hits) {
  hits.replaceChildren();
  field.focus();
}

function walk(event, field, hits, step) {
  const links = [...hits.querySelectorAll("a")];
  if (!links.length) return;
  event.preventDefault();
  const next = links.indexOf(document.activeElement) + step;
  (links[Math.min(next, links.length - 1)] ?? field).focus();
}
