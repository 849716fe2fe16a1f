// Makes a photo smaller on the device before it is sent: 2560 pixels at most, 1.5 MB at most, what the camera says of it kept.
const LONGEST = 2560;
const ENOUGH = 1.5 * 1024 * 1024;
const QUALITIES = [0.85, 0.75, 0.6, 0.45, 0.3];
const SCALED = ["image/jpeg", "image/png", "image/webp"];
const APP1 = 0xe1;
const ORIENTATION = 0x0112;

const KINDS = [
  ["image/jpeg", "jpg", [0xff, 0xd8, 0xff]],
  ["image/png", "png", [0x89, 0x50, 0x4e, 0x47]],
  ["image/webp", "webp", [0x52, 0x49, 0x46, 0x46]],
];
const BOX = "ftyp";

// The photo under the kind that its bytes say, whatever it is called; null for what is none. HEIC this browser need not draw.
export async function asPhoto(file) {
  const bytes = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  if (String.fromCharCode(...bytes.slice(4, 8)) === BOX) return file;
  const [type, ending] = KINDS.find(([, , first]) => first.every((byte, place) => bytes[place] === byte)) ?? [];
  const picture = type && (await createImageBitmap(file, { resizeWidth: 8, resizeHeight: 8 }).catch(() => null));
  if (!picture) return null;
  picture.close();
  const name = file.type === type ? file.name : `${file.name.replace(/\.[^.]*$/, "")}.${ending}`;
  return new File([file], name, { type, lastModified: file.lastModified });
}

// The file as it is sent; the original where it is small enough or the browser can't draw it (HEIC, documents).
export async function shrunk(file) {
  if (file.size <= ENOUGH || !SCALED.includes(file.type)) return file;
  try {
    const blob = await redrawn(file);
    return blob.size < file.size ? blob : file;
  } catch {
    return file;
  }
}

// The photo drawn anew as a JPEG of at most the size that is enough, with what `add` draws into it and what its camera said.
export async function redrawn(file, add = () => {}) {
  const canvas = await drawn(file);
  add(canvas.getContext("2d"), canvas);
  const exif = file.type === "image/jpeg" ? upright(exifOf(new Uint8Array(await file.slice(0, 262144).arrayBuffer()))) : null;
  let blob = null;
  for (const quality of QUALITIES) {
    blob = withExif(await encoded(canvas, quality), exif);
    if (blob.size <= ENOUGH) break;
  }
  canvas.width = canvas.height = 0;
  return blob;
}

export async function sha256(file) {
  if (!globalThis.crypto?.subtle) return "";
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function drawn(file) {
  const picture = new Image();
  picture.src = URL.createObjectURL(file);
  try {
    await new Promise((resolve, reject) => {
      picture.onload = resolve;
      picture.onerror = reject;
    });
    const share = Math.min(1, LONGEST / Math.max(picture.naturalWidth, picture.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.naturalWidth * share));
    canvas.height = Math.max(1, Math.round(picture.naturalHeight * share));
    const brush = canvas.getContext("2d", { alpha: false });
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.imageSmoothingQuality = "high";
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
  } finally {
    URL.revokeObjectURL(picture.src);
  }
}

function encoded(canvas, quality) {
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject()), "image/jpeg", quality));
}

// The segment in which a JPEG says when, where and with what it was taken; null where there is none.
function exifOf(bytes) {
  const view = new DataView(bytes.buffer);
  for (let place = 2; place + 4 <= bytes.length && bytes[place] === 0xff && bytes[place + 1] !== 0xda; ) {
    const length = view.getUint16(place + 2);
    const isExif = bytes[place + 1] === APP1 && String.fromCharCode(...bytes.slice(place + 4, place + 8)) === "Exif";
    if (isExif) return bytes.slice(place, place + 2 + length);
    place += 2 + length;
  }
  return null;
}

// The picture has been drawn the right way up, so nobody may turn it once more.
function upright(segment) {
  if (!segment) return null;
  const view = new DataView(segment.buffer);
  const start = 10;
  const little = view.getUint16(start) === 0x4949;
  const first = start + view.getUint32(start + 4, little);
  for (let number = 0; number < view.getUint16(first, little); number += 1) {
    const entry = first + 2 + 12 * number;
    if (view.getUint16(entry, little) === ORIENTATION) view.setUint16(entry + 8, 1, little);
  }
  return segment;
}

function withExif(jpeg, segment) {
  return segment ? new Blob([jpeg.slice(0, 2), segment, jpeg.slice(2)], { type: "image/jpeg" }) : jpeg;
}
