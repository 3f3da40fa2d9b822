// Sends in the background and shows what comes, on this page only: nothing is kept in the browser.
"use strict";

(function () {
  const API = "/chat/api/messages";
  const FILES = "/chat/api/files";
  const LARGEST = 20 * 1024 * 1024; // bytes of a file
  const LATER = [429, 502, 503, 504]; // not now, but the same again in a while
  const GOES_ANYHOW = ["/hide", "/sos"]; // whatever else waits
  const LONGEST_PAUSE = 30; // seconds
  const SHORTEST_WAIT = 5000; // milliseconds; an answer without news that is quicker is no answer

  const talk = document.getElementById("talk");
  const write = document.getElementById("write");
  let voice = { relabel() {}, forget() {}, waits: () => false };
  const attach = document.getElementById("attach");
  const box = write.elements.text;
  const state = document.getElementById("state");
  const shown = new Set(Array.from(talk.querySelectorAll("[data-id]"), (each) => Number(each.dataset.id)));
  let words = JSON.parse(talk.dataset.words);
  let last = Number(talk.dataset.after);
  let turn = null;
  let sending = false;
  let poll = null;

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function pause(seconds) {
    return new Promise((done) => setTimeout(done, seconds * 1000));
  }

  // A number that no other message has, also where crypto.randomUUID is missing.
  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // ---- what is said -----------------------------------------------------------------------

  function choicesOf(message, itsTurn) {
    const form = element("form", "choices", "");
    form.dataset.turn = itsTurn || 0;
    for (const choice of message.choices) {
      const button = element("button", choice.key.startsWith("/") ? "way" : "choice", choice.label);
      button.name = "choice";
      button.value = choice.key;
      form.append(button);
    }
    return form;
  }

  function paperOf(message, itsTurn) {
    const link = element("a", "choice", "📄 " + words.paper);
    link.href = message.paper;
    const line = element("p", "choices paper", "");
    line.dataset.turn = itsTurn || 0;
    line.append(link);
    return line;
  }

  function articleOf(message, itsTurn) {
    const article = element("article", "said", "");
    article.lang = message.lang;
    article.dir = message.dir;
    article.dataset.id = message.id;
    article.append(element("p", "", message.text));
    if (message.paper) article.append(paperOf(message, itsTurn));
    if (message.choices.length) article.append(choicesOf(message, itsTurn));
    return article;
  }

  // Buttons of questions that have passed are taken away, and links to files that came with them;
  // a mere notice leaves the question open.
  function closeBefore(itsTurn) {
    if (!itsTurn) return;
    for (const form of talk.querySelectorAll("form.choices, .paper")) {
      const theirs = Number(form.dataset.turn);
      if (theirs && theirs < itsTurn) form.remove();
    }
  }

  function speak(message) {
    document.documentElement.dir = message.dir;
    if (document.documentElement.lang === message.lang) return;
    document.documentElement.lang = message.lang;
    fetch("/chat/words/" + message.lang)
      .then((response) => (response.ok ? response.json() : words))
      .then((found) => {
        words = found;
        relabel();
      })
      .catch(() => {});
  }

  // The recorder is fetched when a file is asked for, so that the first screen is light.
  function recordable() {
    if (attach.hidden || document.getElementById("voice")) return;
    const script = document.createElement("script");
    script.id = "voice";
    script.src = attach.dataset.voice;
    script.addEventListener("load", () => {
      voice = window.voiceRecorder(attach, words, say, sendAs);
    });
    document.head.append(script);
  }

  function relabel() {
    box.placeholder = words.write;
    box.setAttribute("aria-label", words.write);
    const send = write.querySelector(".send");
    send.title = words.send;
    send.setAttribute("aria-label", words.send);
    attach.querySelector("button").textContent = words.file;
    voice.relabel(words);
    document.getElementById("leave-word").textContent = words.leave;
    const leave = document.getElementById("leave");
    leave.title = words.leave_how;
    leave.dataset.twice = words.leave_twice;
    leave.dataset.once = words.leave_once;
    leave.dataset.moment = words.leave_moment;
  }

  function show(answer, closed) {
    const fresh = answer.messages.filter((message) => !shown.has(message.id));
    if (!fresh.length) return fresh;
    if (fresh.some((message) => message.hides)) {
      talk.replaceChildren();
      voice.forget();
    }
    if (answer.turn) attach.hidden = !answer.files && !voice.waits();
    closeBefore(closed);
    const articles = fresh.map((message) => articleOf(message, answer.turn));
    talk.append(...articles);
    for (const message of fresh) {
      shown.add(message.id);
      last = Math.max(last, message.id);
    }
    turn = answer.turn || turn;
    speak(fresh[fresh.length - 1]);
    return articles;
  }

  function look(at) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    at.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  }

  // ---- sending ----------------------------------------------------------------------------

  async function read(response) {
    const files = response.headers.get("Takes") === "files";
    return { ...(await response.json()), files };
  }

  // The same id each time: however often it arrives, it counts once.  What this page has not shown
  // yet comes with the answer.
  async function deliver(message, file, mine) {
    const asked = new URLSearchParams(message);
    const url = file ? FILES + "?" + asked : API;
    const kind = file ? file.type || "application/octet-stream" : "application/json";
    const body = file || JSON.stringify(message);
    for (let wait = 1; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
      let longer = 0;
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: { "Content-Type": kind },
          body,
        });
        if (response.ok) return await read(response);
        if (!LATER.includes(response.status)) return response.status;
        longer = Number(response.headers.get("Retry-After"));
      } catch (error) {
        // no connection: it will come back
      }
      state.textContent = words.trying;
      if (mine.isConnected) look(mine);
      await pause(Math.max(wait, longer));
    }
  }

  function lock(locked) {
    sending = locked;
    for (const button of document.querySelectorAll("button")) button.disabled = locked;
  }

  // Whether it arrived.
  async function send(message, said, form, file) {
    if (sending) return false;
    lock(true);
    hush();
    const mine = element("div", "mine waiting", said);
    mine.dir = "auto";
    if (!form) {
      talk.append(mine);
      look(mine);
    }
    const answer = await deliver({ id: newId(), after: last, ...message }, file, mine);
    lock(false);
    state.textContent = "";
    const arrived = typeof answer !== "number";
    if (arrived) settle(answer, message, mine, form);
    else refuse(answer, message, mine);
    listen();
    return arrived;
  }

  function settle(answer, message, mine, form) {
    mine.classList.remove("waiting");
    const again = form && answer.turn === message.turn;
    const before = again ? form.closest("article") : null;
    if (form && !again) talk.append(mine);
    const [first, ...others] = show(answer, answer.turn && answer.turn + 1);
    if (!first) return;
    if (before && !others.length) replace(before, first, message.choice);
    else {
      if (form && answer.turn) form.remove(); // without a question, the one before it still stands
      look(mine.isConnected ? mine : first);
    }
  }

  // A box that was ticked changes where it stands, and keeps the keyboard's place.
  function replace(before, first, key) {
    before.replaceWith(first);
    for (const button of first.querySelectorAll("button")) {
      if (button.value === key) button.focus({ preventScroll: true });
    }
  }

  function refuse(status, message, mine) {
    mine.remove();
    state.textContent = status === 413 ? words.too_long : words.refused;
    if (message.text !== undefined && !box.value) box.value = message.text;
    grow();
  }

  // ---- listening --------------------------------------------------------------------------

  function hush() {
    if (poll) poll.abort();
    poll = null;
  }

  async function come(signal) {
    try {
      const response = await fetch(API + "?after=" + last, { signal });
      return response.ok ? await read(response) : null;
    } catch (error) {
      return null;
    }
  }

  async function listen() {
    hush();
    if (document.hidden || sending) return;
    const mine = (poll = new AbortController());
    for (let wait = 1; poll === mine; ) {
      const began = Date.now();
      const answer = await come(mine.signal);
      if (poll !== mine) return;
      if (answer) show(answer, answer.turn);
      if (answer && (answer.messages.length || Date.now() - began > SHORTEST_WAIT)) {
        wait = 1;
        continue;
      }
      await pause(wait);
      wait = Math.min(wait * 2, LONGEST_PAUSE);
    }
  }

  // ---- the page ---------------------------------------------------------------------------

  function grow() {
    box.style.height = "auto";
    box.style.height = box.scrollHeight + 3 + "px";
  }

  function sendWords() {
    const text = box.value;
    if (sending || !text.trim()) return;
    box.value = "";
    grow();
    send(turn === null ? { text } : { turn, text }, text, null);
  }

  // A file goes as soon as it is chosen.
  function sendFile() {
    const [file] = attach.elements.file.files;
    attach.reset();
    if (sending || !file) return;
    if (file.size > LARGEST) state.textContent = words.file_too_large;
    else sendAs(file, "📎 " + file.name);
  }

  function sendAs(file, said) {
    return send(turn === null ? {} : { turn }, said, null, file);
  }

  function say(word) {
    state.textContent = word ? words[word] : "";
  }

  talk.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=choice]");
    if (!button) return;
    event.preventDefault();
    if (voice.waits() && !GOES_ANYHOW.includes(button.value)) return say("voice_waits");
    button.classList.add("tapped");
    const form = button.form;
    const message = { choice: button.value };
    if (Number(form.dataset.turn)) message.turn = Number(form.dataset.turn);
    send(message, button.textContent, form);
  });

  write.addEventListener("submit", (event) => {
    event.preventDefault();
    sendWords();
  });

  attach.addEventListener("change", sendFile);
  attach.addEventListener("submit", (event) => {
    event.preventDefault();
    attach.elements.file.click();
  });
  attach.elements.file.hidden = true;

  box.addEventListener("input", grow);
  box.addEventListener("keydown", (event) => {
    const plain = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (!plain || !matchMedia("(pointer: fine)").matches) return;
    event.preventDefault();
    sendWords();
  });

  document.addEventListener("visibilitychange", listen);

  new MutationObserver(recordable).observe(attach, { attributeFilter: ["hidden"] });
  recordable();
  talk.setAttribute("role", "log");
  turn = Number(write.elements.turn && write.elements.turn.value) || null;
  listen();
})();
