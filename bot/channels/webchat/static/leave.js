// Leaves this site at once: by its button, or by Esc three times, whatever else the page is doing.
"use strict";

(function () {
  const TIMES = 3;
  const WITHIN = 2000; // milliseconds

  const link = document.getElementById("leave");
  const told = document.getElementById("leaving"); // only screen readers say it
  let presses = [];
  let left = false;
  let silence = 0;

  // What was said is gone before the other site comes, and Back does not lead here again.
  function leave() {
    left = true;
    document.body.replaceChildren(told);
    told.textContent = link.dataset.moment;
    location.replace(link.href);
  }

  function press(now) {
    presses = presses.filter((at) => now - at < WITHIN).concat(now);
    const more = TIMES - presses.length;
    if (!more) return leave();
    told.textContent = more === 1 ? link.dataset.once : link.dataset.twice;
    clearTimeout(silence);
    silence = setTimeout(() => left || told.replaceChildren(), WITHIN);
  }

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" && event.code !== "Escape") return; // a keyboard for Nepali hides `key`
      if (!left && !event.repeat) press(event.timeStamp);
      if (left) event.preventDefault(); // one Esc more would stop the other site from coming
    },
    true,
  );

  // A page that the browser keeps aside would show the talk to whoever goes back to it.
  addEventListener("pagehide", () => left || document.body.replaceChildren());
  addEventListener("pageshow", (event) => event.persisted && location.replace(location.pathname));
})();
