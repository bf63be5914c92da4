/* Two minutes before the session ends it says so, and a button keeps it. Typing is work: it keeps the session, too.
   Other windows of the same officer count. Nothing typed is stored anywhere. */
"use strict";

(() => {
  const box = document.querySelector("[data-stay]");
  if (!box) return;
  const SOON = 120, TYPING = 240, TICK = 5000;
  const said = box.querySelector("[data-stay-said]");
  const button = box.querySelector("[data-stay-button]");
  const link = box.querySelector("[data-stay-link]");
  const others = "BroadcastChannel" in window ? new BroadcastChannel("qingtian-stay") : null;
  const now = () => Date.now() / 1000;
  const idle = Number(box.dataset.idle);
  let end = now(), kept = now(), shown = "", fixed = false, back = null;

  const words = (name) => box.querySelector(`[data-stay-${name}]`).textContent;
  const show = (name) => {
    if (shown === name) return;
    shown = name;
    box.hidden = !name;
    said.textContent = name ? words(name) : "";
    button.hidden = name === "over" || name === "day";
    link.hidden = name !== "over";
  };
  const lasts = (left) => {
    // shorter than the idle limit: the working day is nearly over, and staying does not lengthen it
    fixed = left < idle - 60;
    end = now() + left;
    kept = now();
    show("");
  };
  const stay = async () => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    try {
      const answer = await fetch(box.dataset.stay, {
        method: "POST", redirect: "manual", headers: { "X-CSRFToken": token ? token.value : "" },
      });
      if (!answer.ok) { end = now(); look(); return; }
      const { left } = await answer.json();
      lasts(left);
      if (others) others.postMessage(left);
    } catch { if (shown) show("lost"); }
  };
  const look = () => {
    const left = end - now();
    if (left <= 0) show("over");
    else if (left <= Math.min(SOON, idle / 2) && shown !== "lost") show(fixed ? "day" : "soon");
  };

  button.addEventListener("click", async () => {
    await stay();
    if (box.hidden) (back && back.isConnected ? back : document.getElementById("main")).focus();
  });
  document.addEventListener("focusin", (event) => { if (!box.contains(event.target)) back = event.target; });
  document.addEventListener("input", () => {
    if (end > now() && !fixed && (shown || now() - kept > Math.min(TYPING, idle / 4))) { kept = now(); stay(); }
  });
  if (others) {
    others.addEventListener("message", (told) => { if (typeof told.data === "number") lasts(told.data); });
    others.postMessage(Number(box.dataset.left));
  }
  lasts(Number(box.dataset.left));
  document.addEventListener("visibilitychange", look);
  setInterval(look, TICK);
})();
