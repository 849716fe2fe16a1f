// The wall screen asks again every minute; while the house does not answer it keeps what it has and says so beside the time of its numbers.
const EVERY = 60_000;

async function refresh() {
  try {
    const answer = await fetch(location.href, { headers: { "X-Wall": "1" }, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-wall]");
    if (fresh) document.querySelector("[data-wall]").replaceWith(fresh);
  } catch {
    document.querySelector("[data-wall]")?.setAttribute("data-stale", "");
  }
}

setInterval(refresh, EVERY);
