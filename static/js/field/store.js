// What the device keeps of field work: drafts, photos and the pack sealed under their owner's key, and that key, which no
// script can read out. One change of several things is one deal of the database: all of it is there afterwards, or none.
const NAME = "field";
const STORES = { keys: "person", packs: "person", drafts: "token", photos: "token" };
let database = null;

function opened() {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) request.result.createObjectStore(name, { keyPath });
    };
    request.onsuccess = () => {
      const close = () => {
        request.result.close();
        database = null;
      };
      request.result.onversionchange = close;
      request.result.onclose = close;
      resolve(request.result);
    };
    request.onerror = () => {
      database = null;
      reject(request.error);
    };
  });
  return database;
}

async function deal(stores, mode, act) {
  const open = await opened();
  return new Promise((resolve, reject) => {
    const begun = open.transaction(stores, mode, { durability: "strict" });
    let result;
    begun.oncomplete = () => resolve(result?.result);
    begun.onabort = () => reject(begun.error ?? new DOMException("", "QuotaExceededError"));
    try {
      result = act(begun);
    } catch (fault) {
      begun.abort();
      reject(fault);
    }
  });
}

export function one(store, key) {
  return deal([store], "readonly", (begun) => begun.objectStore(store).get(key));
}

export function all(store) {
  return deal([store], "readonly", (begun) => begun.objectStore(store).getAll());
}

// Changes are [store, row] to put a row and [store, key, true] to drop one.
export function change(...changes) {
  const stores = [...new Set(changes.map(([store]) => store))];
  if (!stores.length) return Promise.resolve();
  return deal(stores, "readwrite", (begun) => {
    for (const [store, said, drops] of changes) {
      if (drops) begun.objectStore(store).delete(said);
      else begun.objectStore(store).put(said);
    }
  });
}

export function isFull(fault) {
  return fault?.name === "QuotaExceededError";
}

async function isThere() {
  if (!globalThis.indexedDB) return false;
  return !indexedDB.databases || (await indexedDB.databases()).some(({ name }) => name === NAME);
}

// How many findings of a person the device holds that the server has not confirmed; a draft without a word is none.
export async function unsent(person) {
  if (!(await isThere())) return 0;
  return (await all("drafts")).filter((row) => row.person === person && row.state !== "sent" && !row.isBlank).length;
}

// Whoever logs out leaves nothing of the own; what others have left sealed stays for them.
export async function forget(person) {
  if (!(await isThere())) return;
  const changes = [["keys", person, true], ["packs", person, true]];
  for (const store of ["drafts", "photos"]) {
    for (const row of await all(store)) if (row.person === person) changes.push([store, row.token, true]);
  }
  await change(...changes);
  if ((await all("drafts")).length) return;
  (await opened()).close();
  database = null;
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = request.onblocked = resolve;
  });
}
