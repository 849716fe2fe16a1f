// On a phone whose browser can run it, a link leads to the page that works without a connection instead.
export function startInTheHand(page) {
  const canWork = globalThis.indexedDB && globalThis.crypto?.subtle && navigator.serviceWorker;
  if (!canWork || !window.matchMedia("(max-width: 767.98px)").matches) return;
  for (const link of page.querySelectorAll("a[data-in-the-hand]")) link.href = link.dataset.inTheHand;
}
