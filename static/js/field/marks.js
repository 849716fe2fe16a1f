// Marks on a photo: circle, arrow, words; by a drag, by a tap, or by keys. They are kept as what was drawn, so that each can
// be undone until the photo is sent; what is sent has them drawn in.
import { word } from "../words.js";
import { redrawn } from "../shrink.js";

const COLOUR = "#d4000f";
const NUDGE = 0.02;
const TAP = 0.02;
const DEFAULT = { circle: [-0.12, -0.12, 0.12, 0.12], arrow: [-0.2, 0.2, 0, 0], text: [0, 0, 0, 0] };

function strokeOf(canvas) {
  return Math.max(4, Math.round(Math.max(canvas.width, canvas.height) / 160));
}

export function draw(brush, canvas, marks) {
  for (const mark of marks) {
    for (const [colour, more] of [["#fff", 2], [COLOUR, 0]]) {
      brush.strokeStyle = brush.fillStyle = colour;
      brush.lineWidth = strokeOf(canvas) * (1 + more / 2);
      brush.lineCap = brush.lineJoin = "round";
      SHAPES[mark.kind](brush, mark.points.map((part, place) => part * (place % 2 ? canvas.height : canvas.width)), mark, canvas, colour);
    }
  }
}

const SHAPES = {
  circle(brush, [left, top, right, bottom]) {
    brush.beginPath();
    brush.ellipse((left + right) / 2, (top + bottom) / 2, Math.abs(right - left) / 2, Math.abs(bottom - top) / 2, 0, 0, 2 * Math.PI);
    brush.stroke();
  },
  arrow(brush, [fromX, fromY, toX, toY], mark, canvas) {
    const angle = Math.atan2(toY - fromY, toX - fromX);
    const head = strokeOf(canvas) * 5;
    brush.beginPath();
    brush.moveTo(fromX, fromY);
    brush.lineTo(toX, toY);
    for (const side of [-0.5, 0.5]) {
      brush.moveTo(toX, toY);
      brush.lineTo(toX - head * Math.cos(angle + side), toY - head * Math.sin(angle + side));
    }
    brush.stroke();
  },
  text(brush, [x, y], { said }, canvas, colour) {
    brush.font = `bold ${strokeOf(canvas) * 7}px sans-serif`;
    brush.textBaseline = "middle";
    brush.textAlign = "center";
    if (colour === COLOUR) brush.fillText(said, x, y);
    else brush.strokeText(said, x, y);
  },
};

export function baked(blob, marks) {
  return redrawn(blob, (brush, canvas) => draw(brush, canvas, marks));
}

// Resolves to the marks, or to null where the person leaves them as they were.
export async function askForMarks(dialog, blob, before) {
  const marks = before.map((mark) => ({ ...mark, points: [...mark.points] }));
  const canvas = dialog.querySelector("canvas");
  const picture = await createImageBitmap(blob);
  const share = Math.min(1, 1600 / Math.max(picture.width, picture.height));
  canvas.width = Math.round(picture.width * share);
  canvas.height = Math.round(picture.height * share);
  const told = dialog.querySelector("[data-marks-told]");
  const show = (growing) => {
    const brush = canvas.getContext("2d");
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    draw(brush, canvas, growing ? [...marks, growing] : marks);
    told.textContent = word("marks").replace("{n}", marks.length);
    dialog.querySelector("[data-undo]").disabled = !marks.length;
  };
  const end = listen(dialog, canvas, marks, show);
  show();
  dialog.showModal();
  return end.finally(() => picture.close());
}

function listen(dialog, canvas, marks, show) {
  const stop = new AbortController();
  const on = (target, name, act) => target.addEventListener(name, act, { signal: stop.signal });
  const chosen = () => dialog.querySelector("[name=mark]:checked").value;
  const words = dialog.querySelector("[data-mark-text]");
  const made = (kind, points) => (kind === "text" ? { kind, points, said: words.value.trim() || "!" } : { kind, points });
  const place = (kind, x, y) => {
    marks.push(made(kind, DEFAULT[kind].map((part, at) => part + (at % 2 ? y : x))));
    show();
  };
  drag(canvas, on, { made, place, chosen, marks, show });
  on(canvas, "keydown", (event) => {
    if (event.key === "Enter") place(chosen(), 0.5, 0.5);
    else if (!nudge(marks.at(-1), event.key)) return;
    event.preventDefault();
    show();
  });
  on(dialog.querySelector("[data-centre]"), "click", () => place(chosen(), 0.5, 0.5));
  on(dialog.querySelector("[data-undo]"), "click", () => {
    marks.pop();
    show();
  });
  for (const choice of dialog.querySelectorAll("[name=mark]")) {
    on(choice, "change", () => (dialog.querySelector("[data-mark-words]").hidden = chosen() !== "text"));
  }
  return new Promise((resolve) => {
    const finish = (result) => {
      stop.abort();
      if (dialog.open) dialog.close();
      resolve(result);
    };
    on(dialog.querySelector("[data-marks-done]"), "click", () => finish(marks));
    on(dialog.querySelector("[data-marks-leave]"), "click", () => finish(null));
    // Escape is near on a keyboard: what is drawn stays, and each mark can be undone.
    on(dialog, "close", () => finish(marks));
  });
}

function drag(canvas, on, { made, place, chosen, marks, show }) {
  let from = null;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  on(canvas, "pointerdown", (event) => {
    from = at(event);
    canvas.setPointerCapture(event.pointerId);
  });
  on(canvas, "pointermove", (event) => from && show(made(chosen(), [...from, ...at(event)])));
  on(canvas, "pointercancel", () => {
    from = null;
    show();
  });
  on(canvas, "pointerup", (event) => {
    if (!from) return;
    const to = at(event);
    const isTap = Math.hypot(to[0] - from[0], to[1] - from[1]) < TAP;
    if (isTap || chosen() === "text") place(chosen(), ...to);
    else marks.push(made(chosen(), [...from, ...to]));
    from = null;
    show();
  });
}

function nudge(mark, key) {
  const step = { ArrowLeft: [-NUDGE, 0], ArrowRight: [NUDGE, 0], ArrowUp: [0, -NUDGE], ArrowDown: [0, NUDGE] }[key];
  if (!mark || !step) return false;
  mark.points = mark.points.map((part, place) => part + step[place % 2]);
  return true;
}
