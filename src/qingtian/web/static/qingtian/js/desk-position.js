/* Beside the lines of places and times of photos: a button that writes where this device is, a line for each photo of
   the field before it that has none. What stands in a photo itself is read by the server; without this, lines are typed. */
"use strict";

(() => {
  if (!navigator.geolocation) return;
  const words = document.querySelector("[data-position-words]");
  if (!words) return;
  const two = (n) => String(n).padStart(2, "0");
  const now = () => {
    // the city's own time, whatever zone the phone is in
    const there = new Date(Date.now() + 8 * 3600 * 1000);
    return `${there.getUTCFullYear()}-${two(there.getUTCMonth() + 1)}-${two(there.getUTCDate())} ${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`;
  };
  for (const lines of document.querySelectorAll("textarea[name$='_placed']")) {
    const files = document.getElementsByName(lines.name.replace(/_placed$/, ""))[0];
    const line = document.createElement("p");
    const button = document.createElement("button");
    const said = document.createElement("span");
    button.type = "button";
    button.className = "button";
    button.textContent = words.dataset.locate;
    said.className = "caption";
    said.setAttribute("role", "status");
    line.append(button, " ", said);
    lines.after(line);
    button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const written = lines.value.split("\n").filter((each) => each.trim());
        const wanted = Math.max(written.length + 1, files && files.files ? files.files.length : 1);
        const here = `${coords.longitude.toFixed(6)},${coords.latitude.toFixed(6)} ${now()}`;
        while (written.length < wanted) written.push(here);
        lines.value = written.join("\n");
        said.textContent = words.dataset.accuracy.replace("{n}", Math.round(coords.accuracy));
      },
      () => { said.textContent = words.dataset.refused; },
      { enableHighAccuracy: true, timeout: 10000 },
    ));
  }
})();
