// Sealing by AES-GCM under the key of its owner; what it belongs to is sealed in with it, so that nothing is swapped.
const ALGORITHM = "AES-GCM";

export function keyOf(secret) {
  const bytes = Uint8Array.from(atob(secret), (sign) => sign.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, ALGORITHM, false, ["encrypt", "decrypt"]);
}

function way(iv, name) {
  return { name: ALGORITHM, iv, additionalData: new TextEncoder().encode(name) };
}

export async function seal(key, name, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt(way(iv, name), key, bytes) };
}

export function unseal(key, name, { iv, data }) {
  return crypto.subtle.decrypt(way(iv, name), key, data);
}

export function sealWords(key, name, value) {
  return seal(key, name, new TextEncoder().encode(JSON.stringify(value)));
}

export async function unsealWords(key, name, sealed) {
  return JSON.parse(new TextDecoder().decode(await unseal(key, name, sealed)));
}
