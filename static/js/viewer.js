// Photos of before and after side by side in the page, each with who, when and where; without it a photo opens by itself.
const opened = new WeakSet();

export function startViewer(page) {
  for (const dialog of page.querySelectorAll("[data-viewer]")) {
    if (opened.has(dialog)) continue;
    opened.add(dialog);
    start(dialog, dialog.parentElement);
  }
}

function start(dialog, part) {
  const panes = new Map();
  for (const pane of dialog.querySelectorAll("[data-pane]")) {
    const photos = [...part.querySelectorAll(`[data-photo="${pane.dataset.pane}"]`)];
    panes.set(pane.dataset.pane, { pane, photos, place: 0 });
    pane.hidden = photos.length === 0;
    pane.addEventListener("click", (event) => {
      const turn = Number(event.target.closest("[data-turn]")?.dataset.turn ?? 0);
      if (turn) show(panes.get(pane.dataset.pane), turn);
    });
  }
  part.addEventListener("click", (event) => {
    const photo = event.target.closest("[data-photo]");
    if (!photo || !event.target.closest("a:has(img)") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const side = panes.get(photo.dataset.photo);
    side.place = side.photos.indexOf(photo);
    for (const each of panes.values()) show(each, 0);
    dialog.showModal();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
}

function show(side, turn) {
  const { pane, photos } = side;
  if (!photos.length) return;
  side.place = (side.place + turn + photos.length) % photos.length;
  const photo = photos[side.place];
  const picture = pane.querySelector("img");
  picture.src = photo.querySelector("a").href;
  picture.alt = photo.querySelector("img").alt;
  pane.querySelector("[data-place]").textContent = `${side.place + 1} / ${photos.length}`;
  pane.querySelector(".viewer-acts").hidden = photos.length < 2;
  pane.querySelector("[data-facts]").replaceChildren(photo.querySelector("[data-caption]").content.cloneNode(true));
}
