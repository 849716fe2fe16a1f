// A field to sign in: what is drawn with finger, pen or mouse; kept as a picture on white paper.
const INK = "#10233f";

// Gives what wipes it; `told` learns after each stroke and after wiping whether anything is drawn.
export function startPen(canvas, told = () => {}) {
  const brush = canvas.getContext("2d");
  let from = null;
  let isDrawn = false;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  };
  const wipe = () => {
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, canvas.width, canvas.height);
    isDrawn = false;
    told(isDrawn);
  };
  canvas.addEventListener("pointerdown", (event) => {
    from = at(event);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = at(event);
    Object.assign(brush, { strokeStyle: INK, lineWidth: 4, lineCap: "round", lineJoin: "round" });
    brush.beginPath();
    brush.moveTo(...from);
    brush.lineTo(...to);
    brush.stroke();
    from = to;
    isDrawn = true;
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => {
      from = null;
      told(isDrawn);
    });
  }
  wipe();
  const show = async (address) => {
    const picture = Object.assign(new Image(), { src: address });
    await picture.decode();
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    isDrawn = true;
  };
  return { wipe, show };
}
