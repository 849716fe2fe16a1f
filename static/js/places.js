// How the columns of the grid share its width. Read in the middle of the table, before its rows: they stand from the first
// where they stay. As wide as its columns, and no narrower than its place: what is left goes to all but the boxes and signs.
window.fitColumns = (table) => {
  const narrow = 40;
  const widths = [...table.querySelectorAll("col")].map((column) => Number(column.width));
  const places = widths.map((width) => (width < narrow ? `${width}px` : `minmax(${width}px, ${width}fr)`));
  table.style.setProperty("--places", places.join(" "));
  table.style.setProperty("--wide", `${widths.reduce((sum, width) => sum + width, 0)}px`);
};
window.fitColumns(document.currentScript.closest("table"));
