/* A signature drawn with a finger. What it is signed as, and when, is drawn under it, so that the picture says it too. */
"use strict";

self.qingtianSign = (canvas) => {
  const pen = canvas.getContext("2d");
  let drawn = false;
  let drawing = false;

  function at(event) {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * (canvas.width / box.width), (event.clientY - box.top) * (canvas.height / box.height)];
  }

  function clear() {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = "#111";
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = "round";
    drawn = false;
  }

  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = drawn = true;
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  ["pointerup", "pointercancel"].forEach((name) => canvas.addEventListener(name, () => { drawing = false; }));

  function picture(caption) {
    pen.fillStyle = "#111";
    pen.font = "20px sans-serif";
    pen.fillText(caption, 12, canvas.height - 14);
    return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  }

  clear();
  return { clear, picture, get drawn() { return drawn; } };
};
