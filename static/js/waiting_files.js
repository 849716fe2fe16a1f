// Files that were chosen and have not arrived yet, on this device: they outlive a reload, a new login and a cut line.
const NAME = "waiting-files";
const memory = new Map();

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
  const stored = (await asked("readonly", (files) => files.getAll())) ?? [...memory.values()];
  return stored.filter((entry) => entry.place === place).sort((one, other) => one.chosen - other.chosen);
}

// Whoever logs out leaves no photos behind.
export function startForgetting(page) {
  for (const form of page.querySelectorAll("form[data-farewell]")) {
    form.addEventListener("submit", (event) => {
      if (!event.defaultPrevented) globalThis.indexedDB?.deleteDatabase(NAME);
    });
  }
}
