// A finding on the device: written (open), finished (waiting), refused by the server, or sent. Its words lie sealed, and
// so does each of its photos; nothing of it is dropped before the server's receipt.
import { all, change, one } from "./store.js";
import { seal, sealWords, unseal, unsealWords } from "./seal.js";

const SHOWN_AFTERWARDS = 2 * 24 * 3600 * 1000;
const WORDS = ["description", "place"];

export function newToken() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return bytes.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}

export function begun(person, content) {
  const words = { enterprise: "", park: "", place: "", description: "", category: "", level: "GENERAL", position: null, photos: [] };
  return { token: newToken(), person, state: "open", at: Date.now(), content: { ...words, ...content } };
}

function isBlank({ content }) {
  return !content.kind && !content.photos.length && WORDS.every((name) => !content[name].trim());
}

async function rowOf(key, draft) {
  const { token, person, state, at } = draft;
  return { token, person, state, at, isBlank: isBlank(draft), sealed: await sealWords(key, token, draft.content) };
}

// The draft as it is now, with photos that come to it or leave it, in one change.
export async function keep(key, draft, ...photos) {
  await change(["drafts", await rowOf(key, draft)], ...photos);
}

// A row in the place of earlier ones, in one change.
export async function keepInstead(key, draft, before) {
  await change(...before.map(({ token }) => ["drafts", token, true]), ["drafts", await rowOf(key, draft)]);
}

export async function photoRow(key, draft, token, blob) {
  return ["photos", { token, draft: draft.token, person: draft.person, type: blob.type, sealed: await seal(key, token, await blob.arrayBuffer()) }];
}

export function noPhoto(token) {
  return ["photos", token, true];
}

export async function photo(key, token) {
  const row = await one("photos", token);
  return row ? new Blob([await unseal(key, token, row.sealed)], { type: row.type }) : null;
}

// What a photo is sent as: with its marks, where somebody has drawn some.
export function sentAs({ token, marked }) {
  return marked || token;
}

async function read(key, { token, person, state, at, sealed }) {
  return { token, person, state, at, content: await unsealWords(key, token, sealed) };
}

// Those of a person, the oldest first; what can't be opened with this key is left alone.
export async function draftsOf(key, person) {
  const rows = (await all("drafts")).filter((row) => row.person === person).sort((first, second) => first.at - second.at);
  const opened = await Promise.allSettled(rows.map((row) => read(key, row)));
  return opened.filter(({ status }) => status === "fulfilled").map(({ value }) => value);
}

export async function readDraft(key, token) {
  const row = await one("drafts", token);
  return row ? read(key, row) : null;
}

export async function drop(draft) {
  const photos = draft.content.photos.flatMap(({ token, marked }) => [token, marked].filter(Boolean));
  await change(["drafts", draft.token, true], ...photos.map(noPhoto));
}

// What has its receipt is shown for two days.
export async function dropOld(key, person) {
  for (const each of await draftsOf(key, person)) {
    if (each.state === "sent" && each.at < Date.now() - SHOWN_AFTERWARDS) await drop(each);
  }
}

export async function leftByOthers(person) {
  return (await all("drafts")).filter((row) => row.person !== person && row.state !== "sent" && !row.isBlank).length;
}
