// A row of tabs that is wider than the window shows the one at which its reader stands, a chart over time its last months.
export function startTabs(page) {
  for (const current of page.querySelectorAll(".tabs [aria-current]")) {
    const row = current.closest(".tabs"), seen = row.getBoundingClientRect(), place = current.getBoundingClientRect();
    row.scrollLeft += place.left + place.width / 2 - seen.left - seen.width / 2;
  }
  for (const chart of page.querySelectorAll("[data-newest]")) chart.scrollLeft = chart.scrollWidth;
}
