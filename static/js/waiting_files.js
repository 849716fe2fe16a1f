// Files that were chosen and have not arrived yet, on this device: they outlive a reload, a new login and a cut line.
const NAME = "waiting-files";
const LONGEST_LOOK = 15000;
// The clock of a page's beginning and that of the page before it differ by less than this.
const CLOCKS_DIFFER = 1000;
const memory = new Map();
const restorations = new Set();

function opened() {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore("files", { keyPath: "token" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
}

async function asked(mode, act) {
  const database = await opened();
  if (!database) return undefined;
  try {
    return await new Promise((resolve, reject) => {
      const deal = database.transaction("files", mode);
      const request = act(deal.objectStore("files"));
      deal.oncomplete = () => resolve(request.result);
      deal.onerror = deal.onabort = reject;
    });
  } catch {
    return undefined;
  } finally {
    database.close();
  }
}

export async function keep(entry) {
  memory.set(entry.token, entry);
  await asked("readwrite", (files) => files.put(entry));
}

export async function drop(token) {
  memory.delete(token);
  await asked("readwrite", (files) => files.delete(token));
}

export async function waitingAt(place) {
  const entries = (await asked("readonly", (files) => files.getAll())) ?? [...memory.values()];
  return entries.filter((entry) => entry.place === place).sort((one, other) => one.chosen - other.chosen);
}

// A page that is being left still sees files arrive; the page that follows may have been written before they did.
export function noteArrival(place) {
  window.sessionStorage.setItem(`arrived ${place}`, Date.now());
}

export function hasArrivedSince(place) {
  return Number(window.sessionStorage.getItem(`arrived ${place}`)) > performance.timeOrigin - CLOCKS_DIFFER;
}

export function restoring(work) {
  restorations.add(work);
}

// Until what this device has kept for the page stands in its forms: on a busy device that takes longer than a press.
export function restored() {
  const all = Promise.allSettled([...restorations]);
  return Promise.race([all, new Promise((resolve) => window.setTimeout(resolve, LONGEST_LOOK))]);
}

// Whoever logs out leaves no photos behind.
export function forgetFiles() {
  globalThis.indexedDB?.deleteDatabase(NAME);
}
