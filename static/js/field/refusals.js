// Why the house has not taken a finding, in words: of the whole, and of each photo by the name that it has on the device.
import { word } from "../words.js";

export function reasonOf({ refusal, photos = [] }) {
  const ofPhotos = photos.filter(({ refused }) => refused).map(reasonOfPhoto);
  return [refusal?.message, ...ofPhotos].filter(Boolean).join(" ") || word("toolarge");
}

export function reasonOfPhoto({ name, refused }) {
  if (refused.isLost) return word("lost").replace("{name}", name);
  return word("refusedPhoto").replace("{name}", name).replace("{why}", refused.said || word("toolarge"));
}
