// Keys for those who work here all day.  Every one of them does what a link or a button does too.
"use strict";
(() => {
  const help = document.getElementById("help");
  if (!help) return;
  const rows = [...document.querySelectorAll("a.open")];
  const on = help.querySelector("[data-keys]");
  const button = document.querySelector("[data-help]");
  const kept = (() => { try { return localStorage; } catch { return {}; } })();

  on.checked = kept.keys !== "off";
  on.addEventListener("change", () => { kept.keys = on.checked ? "on" : "off"; });
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());

  const current = () => rows.findIndex(row => row.closest("li").contains(document.activeElement));

  function move(by) {
    const at = current();
    const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1);
    rows[next]?.focus();
  }

  // In the queue only the report that is marked can be taken, never just any.
  function act(key) {
    const where = key === "t" && rows.length ? rows[current()]?.closest("li") : document;
    const found = where?.querySelector(`[data-key=${key}]`);
    if (!found) return;
    if (found.matches("summary")) {
      found.parentElement.open = true;
      found.parentElement.querySelector("input:not([type=hidden])").focus();
    } else if (found.matches("textarea")) found.focus();
    else found.click();
  }

  document.addEventListener("keydown", event => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (target.matches("textarea, input:not([type=radio], [type=checkbox])")) {
      if (key === "Escape") target.blur();
      return;
    }
    if (key === "?" || (key === "/" && on.checked)) help.showModal();
    else if (!on.checked) return;
    else if (key === "j") move(1);
    else if (key === "k") move(-1);
    else if (key.length === 1 && "tacq".includes(key)) act(key);
    else return;
    event.preventDefault();
  });

  // A second press while the first is on its way would send the same answer twice.
  const sent = new WeakSet();
  document.addEventListener("submit", event => {
    if (event.target.method !== "post") return;
    if (sent.has(event.target)) event.preventDefault();
    sent.add(event.target);
    setTimeout(() => sent.delete(event.target), 8000);
  });
})();
