// What is finished goes out: each photo by itself with its receipt, then the finding. The page and the worker both do it,
// one of them at a time; the server takes each thing once, so a lost receipt is asked for again by sending again.
import { draftsOf, keep, noPhoto, photo, readDraft, sentAs } from "./drafts.js";
import { all } from "./store.js";
import { sha256 } from "../shrink.js";

const LOCK = "field-sending";
const LONGEST = 120000;
const FORBIDDEN = 403;
const KEPT = ["kind", "visit", "checklist", "code", "said", "note", "officer", "name"];
const [LOGIN, OFFLINE, LATER, EARLY, NEXT, REFUSED] = ["login", "offline", "later", "early", "next", "refused"];
const ORDER = ["answer", undefined, "signature"];

// Ends with: done, offline, login, other (somebody else is logged in), later (the server could not), early (a visit has
// not been entered yet), busy.
export function sendAll(addresses, tell = () => {}) {
  const run = () => sendEach(addresses, tell);
  if (!globalThis.navigator?.locks) return run();
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? run() : "busy"));
}

export async function whoIsHere(addresses) {
  try {
    const answer = await fetch(addresses.session, { headers: { Accept: "application/json", "X-Poll": "1" }, cache: "no-store" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function sendEach(addresses, tell) {
  const [own] = await all("keys");
  if (!own) return "done";
  const due = (await draftsOf(own.key, own.person)).filter(({ state }) => state === "waiting");
  if (!due.length) return "done";
  const here = await whoIsHere(addresses);
  if (!here) return OFFLINE;
  if (here.person === null) return LOGIN;
  if (String(here.person) !== own.person) return "other";
  let end = "done";
  const way = { addresses, csrf: here.csrf, key: own.key, tell };
  for (const send of [...answersIn(due).map((rows) => () => sendAnswers(way, rows)), ...othersIn(due).map(({ token }) => () => sendNow(way, token))]) {
    const came = await send();
    if ([LOGIN, OFFLINE].includes(came)) return came;
    if ([LATER, EARLY].includes(came)) end = came;
  }
  return end;
}

// Answers go together, those of each checklist of a visit; then findings, then what is signed.
function answersIn(due) {
  const lists = new Map();
  for (const row of due.filter(({ content }) => content.kind === "answer")) {
    const { visit, checklist } = row.content;
    const name = `${visit} ${checklist}`;
    lists.set(name, [...(lists.get(name) ?? []), row]);
  }
  return [...lists.values()];
}

function othersIn(due) {
  const others = due.filter(({ content }) => content.kind !== "answer");
  return others.sort((first, second) => ORDER.indexOf(first.content.kind) - ORDER.indexOf(second.content.kind));
}

async function sendNow(way, token) {
  const draft = await readDraft(way.key, token);
  const came = await (draft?.content.kind === "signature" ? sendSignature(way, draft) : sendOne(way, draft));
  way.tell(token);
  return came;
}

async function sendAnswers(way, rows) {
  const { visit, checklist } = rows[0].content;
  const answers = rows.map(({ token, at, content }) => ({ token, code: content.code, said: content.said, note: content.note, written_at: new Date(at).toISOString() }));
  const { status, told } = await post(way, way.addresses.answers, { visit, checklist, answers: JSON.stringify(answers) });
  const isTaken = status === 201;
  if (!isTaken && !isRefusal(status, told)) return endOf(status);
  for (const { token } of rows) {
    const row = await readDraft(way.key, token);
    const isKnown = isTaken && told.taken.includes(token);
    if (row) await (isKnown ? finish(way, row, { number: "", url: told.url }, "") : refuse(way, row, { message: told.refused?.[token] ?? told.message }));
    way.tell(token);
  }
  return NEXT;
}

async function sendSignature(way, draft) {
  if (draft?.state !== "waiting") return NEXT;
  way.tell(draft.token, "sending");
  const { visit, officer, name, refused, note, hash, photos } = draft.content;
  const said = { visit, officer, name, note, answers_sha256: hash, token: draft.token, written_at: new Date(draft.at).toISOString() };
  if (refused) said.is_refused = "on";
  if (photos.length) said.file = new File([await photo(way.key, photos[0].token)], photos[0].name, { type: "image/png" });
  const { status, told } = await post(way, way.addresses.signatures, said);
  if (status === 201) return finish(way, draft, told, "");
  return isRefusal(status, told) ? refuse(way, draft, told) : endOf(status);
}

async function sendOne(way, draft) {
  if (draft?.state !== "waiting") return NEXT;
  way.tell(draft.token, "sending");
  for (const each of draft.content.photos.filter((one) => !one.isSent)) {
    const came = await sendPhoto(way, draft, each);
    if (![NEXT, REFUSED].includes(came) || draft.state === "refused") return came;
  }
  const isWhole = draft.content.photos.every((one) => one.isSent);
  return isWhole ? sendFinding(way, draft) : refuse(way, draft, {});
}

async function sendPhoto(way, draft, each) {
  const blob = await photo(way.key, sentAs(each));
  if (!blob) return refusePhoto(way, draft, each, { isLost: true });
  const file = new File([blob], nameOf(each, blob), { type: blob.type });
  const said = { finding: draft.token, token: sentAs(each), file, device_sha256: each.sha256 };
  const { status, told } = await post(way, way.addresses.photos, said);
  if (status === 201 && (told.sha256 === null || told.sha256 === (await sha256(blob)))) {
    each.isSent = true;
    await keep(way.key, draft);
    return NEXT;
  }
  if (!isRefusal(status, told)) return endOf(status);
  return status === FORBIDDEN ? refuse(way, draft, told) : refusePhoto(way, draft, each, { said: told.message ?? "" });
}

// The other photos are tried all the same, so that all that are refused are told at once.
async function refusePhoto(way, draft, each, why) {
  each.refused = why;
  await keep(way.key, draft);
  return REFUSED;
}

// What the house refuses it says in words; what a proxy refuses as too large it can't.
function isRefusal(status, told) {
  return status === 413 || ([400, 403, 415, 422].includes(status) && Boolean(told.message));
}

// A browser that draws a photo makes a JPEG of it, whatever it was called.
function nameOf({ name }, blob) {
  return blob.type === "image/jpeg" && !/\.jpe?g$/i.test(name) ? `${name.replace(/\.[^.]*$/, "")}.jpg` : name;
}

async function sendFinding(way, draft) {
  draft.content.wasTried = true;
  await keep(way.key, draft);
  const { status, told } = await post(way, way.addresses.findings, wordsOf(draft));
  if (status === 201) return finish(way, draft, told, "");
  if (status === 409 && told.receipt) return finish(way, draft, told.receipt, told.message);
  if (status === 410) return sendAgain(way, draft, told.missing ?? []);
  return isRefusal(status, told) ? refuse(way, draft, told) : endOf(status);
}

// The server has forgotten photos that waited too long for their finding; they are still here.
async function sendAgain(way, draft, missing) {
  for (const each of draft.content.photos) if (missing.includes(sentAs(each))) each.isSent = false;
  draft.content.wasTried = false;
  await keep(way.key, draft);
  return LATER;
}

export function wordsOf({ token, at, content }) {
  const { enterprise, park, place, description, category, level, position, foundOn, visit, checklist, code } = content;
  const said = { token, written_at: new Date(at).toISOString(), found_on: foundOn, place, description, level };
  if (enterprise) said.enterprise = enterprise;
  else if (park) said.park = park;
  if (category) said.category = category;
  if (visit) Object.assign(said, { visit }, code ? { checklist, code } : {});
  if (content.criterion && level === "MAJOR") said.criterion = content.criterion;
  if (content.bases) said.bases = content.bases;
  const claimed = position ? { latitude: position.latitude, longitude: position.longitude, accuracy: position.accuracy } : {};
  return { ...said, ...claimed, photo: content.photos.map(sentAs) };
}

async function finish(way, draft, receipt, remark) {
  const { enterprise, description, photos } = draft.content;
  const of = Object.fromEntries(KEPT.filter((name) => name in draft.content).map((name) => [name, draft.content[name]]));
  const gone = photos.flatMap(({ token, marked }) => [token, marked].filter(Boolean)).map(noPhoto);
  draft.state = "sent";
  draft.content = { ...of, enterprise, description, place: "", photos: [], number: receipt.number, url: receipt.url, remark };
  await keep(way.key, draft, ...gone);
  return NEXT;
}

async function refuse(way, draft, told) {
  draft.state = "refused";
  draft.content.wasTried = false;
  draft.content.refusal = { message: told.message ?? "", errors: told.errors ?? {} };
  await keep(way.key, draft);
  return REFUSED;
}

function endOf(status) {
  if (status === 0) return OFFLINE;
  if (status === 425) return EARLY;
  return status === 401 || status === 302 ? LOGIN : LATER;
}

// Status 0 is no answer, 302 the way to the login.
async function post({ csrf }, address, said) {
  const body = new FormData();
  for (const [name, value] of Object.entries(said)) for (const each of [value].flat()) body.append(name, each);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), LONGEST);
  try {
    const head = { "X-CSRFToken": csrf, Accept: "application/json" };
    const answer = await fetch(address, { method: "POST", body, headers: head, redirect: "manual", signal: patience.signal });
    if (answer.type === "opaqueredirect") return { status: 302, told: {} };
    return { status: answer.status, told: await answer.json().catch(() => ({})) };
  } catch {
    return { status: 0, told: {} };
  } finally {
    clearTimeout(timer);
  }
}
