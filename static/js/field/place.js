// Where the device is, asked only when somebody presses for it, and how far that is from where this plant was last logged.
const EARTH = 6371000;
const LONGEST = 20000;

export function whereAmI() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) return reject(new Error("none"));
    const told = ({ coords }) =>
      resolve({ latitude: coords.latitude.toFixed(6), longitude: coords.longitude.toFixed(6), accuracy: Math.round(coords.accuracy) });
    return navigator.geolocation.getCurrentPosition(told, reject, { enableHighAccuracy: true, timeout: LONGEST, maximumAge: 60000 });
  });
}

export function metres(one, other) {
  const radians = (degrees) => (Number(degrees) * Math.PI) / 180;
  const north = radians(other.latitude) - radians(one.latitude);
  const east = radians(other.longitude) - radians(one.longitude);
  const across = Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude));
  const share = Math.sin(north / 2) ** 2 + across * Math.sin(east / 2) ** 2;
  return Math.round(2 * EARTH * Math.asin(Math.sqrt(Math.min(share, 1))));
}
