// A checklist on the device: which items are asked, what was answered here or on the server, and the hash that is signed.
import { draftsOf, keepInstead, newToken } from "./drafts.js";
import { sha256 } from "../shrink.js";

export const ANSWER = "answer";

// As `checklists/rules/conditions.py`: what stands on an item that is not asked is not asked either.
export function asked(items, traits, answers) {
  const shown = [];
  for (const item of items) {
    const has = !item.trait || traits.includes(item.trait);
    const follows = !item.after_code || (shown.some(({ code }) => code === item.after_code) && answers[item.after_code]?.said === item.after_said);
    if (has && follows) shown.push(item);
  }
  return shown;
}

function isOf({ content }, visit, kind, code) {
  return content.kind === ANSWER && content.visit === visit && content.checklist === kind && (!code || content.code === code);
}

function isFindingOf({ content }, visit, kind) {
  return !content.kind && content.visit === visit && content.checklist === kind;
}

// The finding of an item that was left half-written.
export async function leftOf(home, { visit, checklist, code }) {
  const rows = await draftsOf(home.key, home.person);
  return rows.find((each) => each.state === "open" && each.content.code === code && isFindingOf(each, visit, checklist));
}

// By code the newest answer of each, of this device or of the server.
export async function answersOf(home, visit, list) {
  const answers = { ...list.answers };
  const rows = await draftsOf(home.key, home.person);
  for (const { at, content } of rows.filter((each) => isOf(each, visit.id, list.kind))) {
    const { code, said, note } = content;
    const before = answers[code];
    if (!before || Date.parse(before.at) <= at) answers[code] = { said, note, at: new Date(at).toISOString(), found: Boolean(before?.found) };
  }
  for (const { state, content } of rows.filter((each) => isFindingOf(each, visit.id, list.kind))) {
    if (state !== "open" && answers[content.code]) answers[content.code].found = true;
  }
  return answers;
}

// The answer comes in one change with the going of an earlier one; its description is what the list of the device says.
export async function answer(home, visit, list, item, { said, note }) {
  const before = (await draftsOf(home.key, home.person)).filter((each) => isOf(each, visit.id, list.kind, item.code));
  const content = { kind: ANSWER, visit: visit.id, checklist: list.kind, code: item.code, said, note, photos: [], description: `${visit.name} ${item.code}` };
  const row = { token: newToken(), person: home.person, state: "waiting", at: Date.now(), content };
  await keepInstead(home.key, row, before);
}

// As `checklists/rules/signed.py`, over all that was answered on the visit.
export async function hashOf(home, visit) {
  const lines = [];
  for (const list of visit.lists) {
    for (const [code, { said, note }] of Object.entries(await answersOf(home, visit, list))) {
      lines.push([code, said, note.split(/\s+/).filter(Boolean).join(" ")].join("\t"));
    }
  }
  return sha256(new Blob([lines.sort().join("\n")]));
}
