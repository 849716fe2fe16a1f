// The map of a park. It is made of the list beside it: each row that says where it stands becomes a pin, so that both show
// the same. Without this script, or where the library does not come, the plan stands still with the numbers of the list.
const FARTHEST = -8;
const NEAREST = 4;
const STEP = 0.5;
const ROOM = 52;
const CLOSE = 36;
const FURTHER = 2;
const LIGHTS = ["late", "soon", "ok", "plain"];
const BESIDE = "(min-width: 992px)";
let library;

export function startMap(page) {
  for (const box of page.querySelectorAll("[data-map]")) {
    if (box.dataset.ready) continue;
    box.dataset.ready = "yes";
    load(box.dataset.leaflet).then((L) => begin(L, box), () => {});
  }
  for (const form of page.querySelectorAll("[data-map-filter]")) startFilter(form);
  for (const list of page.querySelectorAll("[data-map-list]")) startGroups(list);
}

// Beside the map all is open, and on paper; below it, on a phone, a layer is opened by a tap, or by the pin of its row.
function startGroups(list) {
  const open = () => list.querySelectorAll("details[data-group]").forEach((group) => (group.open = true));
  if (window.matchMedia(BESIDE).matches) open();
  window.addEventListener("beforeprint", open);
}

function load(url) {
  library ??= new Promise((take, refuse) => {
    const script = Object.assign(document.createElement("script"), { src: url, onload: () => take(window.L), onerror: refuse });
    document.head.append(script);
  });
  return library;
}

function begin(L, box) {
  const ground = layOut(L, box);
  const scope = box.closest("[data-map-scope]") ?? document;
  const pins = new Map();
  for (const row of scope.querySelectorAll("[data-pin][data-x]")) pins.set(row.dataset.pin, new Pin(L, ground, row, box));
  const gather = gathering(L, ground, [...pins.values()], box);
  for (const pin of pins.values()) pin.listen(pins, gather);
  if (box.dataset.chooses) startChoosing(L, ground, box);
  if (box.dataset.taps) startTaps(L, ground, box);
  if (box.dataset.metres) addScale(L, ground, Number(box.dataset.metres), box.dataset.metre);
  const crowd = () => {
    ground.getContainer().classList.toggle("is-far", isCrowded(ground, [...pins.values()]));
    gather();
  };
  box.addEventListener("map:filter", crowd);
  ground.on("zoomend", crowd);
  crowd();
  const asked = pins.get(box.dataset.at);
  if (asked) asked.choose(pins, false);
}

// Whether most pins would lie on each other: then they are small, and the list or a nearer look says more.
function isCrowded(ground, pins) {
  const spots = pins.filter((pin) => !pin.row.hidden).map((pin) => ground.latLngToContainerPoint(pin.at));
  const near = spots.filter((spot) => spots.some((other) => other !== spot && spot.distanceTo(other) < ROOM));
  return near.length > spots.length / 3;
}

// Pins that would lie on each other stand as one, with their number and the worst of their lights; a tap goes nearer. The
// chosen pin stands for itself, and at the nearest look all do.
function gathering(L, ground, pins, box) {
  let heaps = [];
  // A press in the middle of a zoom is carried out after it; the library would drop it.
  let isZooming = false;
  ground.on("zoomanim", () => (isZooming = true));
  ground.on("zoomend", () => (isZooming = false));
  const heapOf = (members) => {
    const bounds = L.latLngBounds(members.map((pin) => pin.at));
    const light = members[0].row.dataset.light;
    const sign = light === "plain" ? "" : ` ${members[0].row.dataset.sign}`;
    const html = Object.assign(document.createElement("span"), { className: `map-pin map-heap map-pin-${light}` });
    html.textContent = `${members.length}${sign}`;
    const icon = L.divIcon({ className: "map-holder", html, iconSize: [0, 0] });
    const title = `${members.length} ${box.dataset.together}`;
    const heap = L.marker(bounds.getCenter(), { icon, title, riseOnHover: true });
    heap.on("click keypress", (event) => {
      if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
      const nearer = () => ground.setView(bounds.getCenter(), Math.min(ground.getZoom() + FURTHER, NEAREST));
      if (isZooming) ground.once("zoomend", nearer);
      else nearer();
    });
    return heap.addTo(ground);
  };
  // Whoever stands on a heap by key stands, when it comes apart or is drawn anew, on what is nearest to where it was.
  const stayAt = (at) => {
    const shown = [...heaps, ...pins.filter((pin) => !pin.row.hidden && !pin.gathered).map((pin) => pin.marker)];
    const far = (marker) => ground.distance(marker.getLatLng(), at);
    shown.sort((one, other) => far(one) - far(other))[0]?.getElement()?.focus();
  };
  return () => {
    const held = heaps.find((heap) => heap.getElement() === document.activeElement)?.getLatLng();
    heaps.forEach((heap) => heap.remove());
    heaps = [];
    const left = new Set(pins.filter((pin) => !pin.row.hidden && !pin.isChosen()));
    const rank = (pin) => LIGHTS.indexOf(pin.row.dataset.light);
    const spot = new Map(pins.map((pin) => [pin, ground.latLngToContainerPoint(pin.at)]));
    pins.forEach((pin) => (pin.gathered = false));
    if (ground.getZoom() < NEAREST) {
      for (const first of [...left].sort((one, other) => rank(one) - rank(other))) {
        const members = [...left].filter((pin) => spot.get(pin).distanceTo(spot.get(first)) < CLOSE);
        if (!left.has(first) || members.length < 2) continue;
        members.sort((one, other) => rank(one) - rank(other));
        members.forEach((pin) => left.delete(pin) && (pin.gathered = true));
        heaps.push(heapOf(members));
      }
    }
    pins.forEach((pin) => pin.follow());
    if (held) stayAt(held);
  };
}

function layOut(L, box) {
  const live = document.createElement("div");
  live.className = "map-live";
  box.append(live);
  box.classList.add("is-live");
  const bounds = L.latLngBounds([-Number(box.dataset.height), 0], [0, Number(box.dataset.width)]);
  const options = { crs: L.CRS.Simple, minZoom: FARTHEST, maxZoom: NEAREST, zoomSnap: 0.25, zoomDelta: STEP };
  const ground = L.map(live, { ...options, attributionControl: false, zoomControl: false, maxBounds: bounds.pad(0.5) });
  L.control.zoom({ zoomInTitle: box.dataset.nearer, zoomOutTitle: box.dataset.farther }).addTo(ground);
  if (box.dataset.picture) L.imageOverlay(box.dataset.picture, bounds, { alt: "" }).addTo(ground);
  for (const outline of box.querySelectorAll(".map-still polygon")) {
    const points = [...outline.points].map((point) => [-point.y, point.x]);
    L.polygon(points, { className: "map-outline", interactive: false }).addTo(ground);
  }
  ground.fitBounds(bounds);
  ground.setMinZoom(ground.getBoundsZoom(bounds) - 1);
  live.setAttribute("role", "region");
  live.setAttribute("aria-label", box.dataset.label);
  return ground;
}

class Pin {
  constructor(L, ground, row, box) {
    Object.assign(this, { L, ground, row, box });
    this.at = L.latLng(-Number(row.dataset.y), Number(row.dataset.x));
    this.face = face(row);
    const icon = L.divIcon({ className: "map-holder", html: this.face, iconSize: [0, 0] });
    this.marker = L.marker(this.at, { icon, title: row.dataset.name, riseOnHover: true });
    this.rings = (row.dataset.rings ?? "").trim().split(/\s+/).filter(Boolean).map((radius) => {
      const circle = L.circle(this.at, { radius: Number(radius), className: "map-ring", interactive: false });
      return circle;
    });
    this.marker.on("add", () => {
      this.marker.getElement().dataset.holds = row.dataset.pin;
    });
    const card = row.querySelector("[data-card]");
    if (card) this.marker.bindPopup(() => card.cloneNode(true), { autoPanPadding: [12, 12] });
  }

  isChosen() {
    return this.face.classList.contains("is-chosen");
  }

  // A row that is filtered away takes its pin along; so does the heap in which it stands.
  follow() {
    if (this.row.hidden || this.gathered) this.marker.remove();
    else this.marker.addTo(this.ground);
    this.draw();
  }

  // Its distances are drawn while it is chosen, or where all are asked for.
  draw() {
    const shown = !this.row.hidden && (this.isChosen() || allRings());
    for (const ring of this.rings) {
      if (shown) ring.addTo(this.ground);
      else ring.remove();
    }
  }

  listen(pins, gather) {
    this.gather = gather;
    this.marker.on("click keypress", (event) => {
      if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
      this.mark(pins);
      this.reveal();
      this.box.dispatchEvent(new CustomEvent("map:pin", { detail: this.row, bubbles: true }));
    });
    this.marker.on("popupopen", (event) => {
      if (this.byKey) event.popup.getElement().querySelector("a")?.focus();
      this.byKey = false;
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.marker.isPopupOpen()) return;
      event.stopPropagation();
      this.marker.closePopup();
      this.marker.getElement().focus();
    });
    this.marker.on("keydown", (event) => {
      this.byKey = event.originalEvent.key === "Enter";
    });
    const button = this.row.querySelector("[data-centre], [data-choose]");
    if (!button) return;
    if ("choose" in button.dataset) {
      button.addEventListener("click", () => {
        this.choose(pins, true);
        this.box.dispatchEvent(new CustomEvent("map:pin", { detail: this.row, bubbles: true }));
      });
      return;
    }
    button.hidden = false;
    button.addEventListener("click", () => this.choose(pins, true));
  }

  // The list scrolls beside the map; below it, on a phone, the page stays where it is.
  reveal() {
    const group = this.row.closest("details[data-group]");
    if (group) group.open = true;
    const list = this.row.closest("[data-map-list]");
    if (list && list.scrollHeight > list.clientHeight) {
      list.scrollTop += this.row.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
    }
  }

  mark(pins) {
    for (const pin of pins.values()) {
      pin.face.classList.toggle("is-chosen", pin === this);
      pin.row.classList.toggle("is-chosen", pin === this);
      pin.draw();
    }
    this.gather();
  }

  choose(pins, byHand) {
    this.mark(pins);
    this.ground.setView(this.at, Math.max(this.ground.getZoom(), this.ground.getMinZoom() + 2), { animate: false });
    this.marker.openPopup();
    this.reveal();
    if (byHand) this.box.scrollIntoView({ block: "nearest" });
    if (byHand) this.marker.getElement()?.focus({ preventScroll: true });
  }
}

function allRings() {
  return Boolean(document.querySelector("[data-map-filter] [name=rings]:checked"));
}

function face(row) {
  const pin = document.createElement("span");
  pin.className = `map-pin map-pin-${row.dataset.light}`;
  const open = row.dataset.light === "plain" ? "" : `${row.dataset.sign}`;
  const many = Object.assign(document.createElement("small"), { textContent: row.dataset.count ?? "" });
  const number = Object.assign(document.createElement("small"), { textContent: row.dataset.number });
  const said = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: ` ${row.dataset.said}` });
  pin.append(row.dataset.shape, number, open, many, said);
  return pin;
}

// A tap fills one pair of fields after the other; what is typed moves the cross.
function startTaps(L, ground, box) {
  const fields = box.dataset.taps.split(" ").map((id) => document.getElementById(id));
  const pairs = [];
  while (fields.length) pairs.push(fields.splice(0, 2));
  const crosses = pairs.map(() => {
    const html = Object.assign(document.createElement("span"), { className: "map-cross", textContent: "⊕" });
    return L.marker([0, 0], { icon: L.divIcon({ className: "map-holder", html, iconSize: [0, 0] }), interactive: false, keyboard: false });
  });
  const show = () =>
    pairs.forEach(([x, y], place) => {
      if (x.value === "" || y.value === "") crosses[place].remove();
      else crosses[place].setLatLng([-Number(y.value), Number(x.value)]).addTo(ground);
    });
  let next = 0;
  const put = (at) => {
    const [x, y] = pairs[next];
    const empty = pairs.findIndex((pair) => pair[0].value === "");
    const into = empty >= 0 ? pairs[empty] : [x, y];
    next = ((empty >= 0 ? empty : next) + 1) % pairs.length;
    into[0].value = at.lng.toFixed(1);
    into[1].value = (-at.lat).toFixed(1);
    for (const field of into) field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  ground.on("click", (event) => put(event.latlng));
  for (const field of pairs.flat()) field.addEventListener("input", show);
  show();
}

// A tap anywhere, or a pin, is told to the form around; the cross stands where it was.
function startChoosing(L, ground, box) {
  const html = Object.assign(document.createElement("span"), { className: "map-cross", textContent: "⊕" });
  const icon = L.divIcon({ className: "map-holder", html, iconSize: [0, 0] });
  const cross = L.marker([0, 0], { icon, interactive: false, keyboard: false });
  ground.on("click", (event) => {
    const [x, y] = [event.latlng.lng, -event.latlng.lat];
    if (x < 0 || y < 0 || x > Number(box.dataset.width) || y > Number(box.dataset.height)) return;
    cross.setLatLng(event.latlng).addTo(ground);
    const detail = { spot: `${box.dataset.chooses}:${x.toFixed(1)}:${y.toFixed(1)}` };
    box.dispatchEvent(new CustomEvent("map:spot", { detail, bubbles: true }));
  });
  box.addEventListener("map:pin", (event) => {
    const row = event.detail;
    cross.setLatLng([-Number(row.dataset.y), Number(row.dataset.x)]).addTo(ground);
    const detail = { spot: `${box.dataset.chooses}:${row.dataset.x}:${row.dataset.y}`, row };
    box.dispatchEvent(new CustomEvent("map:spot", { detail, bubbles: true }));
  });
}

function addScale(L, ground, metres, unit) {
  const control = L.control({ position: "bottomleft" });
  control.onAdd = () => Object.assign(document.createElement("div"), { className: "map-scale" });
  control.addTo(ground);
  const draw = () => {
    const perPixel = metres / ground.options.crs.scale(ground.getZoom());
    const most = perPixel * 120;
    const power = 10 ** Math.floor(Math.log10(most));
    const round = [5, 2, 1].find((each) => each * power <= most) * power;
    control.getContainer().style.width = `${round / perPixel}px`;
    control.getContainer().textContent = `${round} ${unit}`;
  };
  ground.on("zoomend", draw);
  draw();
}

// Layers and lights: at once where this script runs, else by the button.
function startFilter(form) {
  form.querySelector("[type=submit]").hidden = true;
  form.addEventListener("change", () => {
    const said = new FormData(form);
    const [layers, lights] = ["layer", "light"].map((name) => said.getAll(name));
    for (const row of document.querySelectorAll("[data-map-list] [data-pin]")) {
      const fits = (values, value) => !values.length || values.includes(value);
      row.hidden = !(fits(layers, row.dataset.layer) && fits(lights, row.dataset.light));
    }
    for (const group of document.querySelectorAll("[data-map-list] [data-group]")) {
      const left = group.querySelectorAll("[data-pin]:not([hidden])").length;
      group.hidden = !left;
      group.querySelector(".tab-count").textContent = left;
    }
    const query = new URLSearchParams(said).toString();
    history.replaceState(history.state, "", query ? `?${query}` : location.pathname);
    for (const box of document.querySelectorAll("[data-map]")) box.dispatchEvent(new CustomEvent("map:filter"));
  });
}
