// Shows another link of the ledger in place, without leaving it: what is filtered by is seen at once, and Back goes back.
export async function showLink(link, { push = true } = {}) {
  const answer = await fetch(link, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("ledger-view");
  if (!fresh) {
    window.location.assign(link);
    return;
  }
  document.getElementById("ledger-view").replaceWith(fresh);
  if (push) window.history.pushState({}, "", link);
  window.htmx?.process(fresh);
  document.dispatchEvent(new CustomEvent("grid:shown", { detail: { view: fresh } }));
  const undo = page.querySelector("[data-undo]");
  if (undo) document.dispatchEvent(new CustomEvent("undo:offered", { detail: undo }));
  document.getElementById("live").textContent = fresh.querySelector(".list-head [role=status]")?.textContent.trim() ?? "";
}

export function startShown(page) {
  if (!page.getElementById("ledger-view")) return;
  window.addEventListener("popstate", () => window.location.reload());
}

// The link of a form that asks: what is empty is not said, what is said several times is said once with commas.
export function linkOf(form) {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value === "") continue;
    if (name === "cols") said.append(name, value);
    else said.set(name, said.has(name) ? `${said.get(name)},${value}` : value);
  }
  return `${form.getAttribute("action") || window.location.pathname}?${said}`;
}
