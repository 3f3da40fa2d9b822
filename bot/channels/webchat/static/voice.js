// A voice message, recorded on this page: it is in its memory only, until it is sent or deleted.
"use strict";

window.voiceRecorder = function (place, words, say, send) {
  const LONGEST = 300; // seconds
  const BITS = 32000; // a second of speech; five minutes are little more than a megabyte
  const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
  const NONE = { relabel() {}, forget() {}, waits: () => false };

  const devices = navigator.mediaDevices;
  if (!window.MediaRecorder || !devices || !devices.getUserMedia) return NONE;

  const buttons = {};
  const time = document.createElement("span");
  let stage = "idle"; // or asking, recording, done
  let recorder = null;
  let recorded = null;
  let sound = null;
  let began = 0;
  let ticking = 0;

  // ---- what is seen -----------------------------------------------------------------------

  function button(name, picture, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "way " + name;
    made.dataset.picture = picture;
    made.addEventListener("click", press);
    buttons[name] = made;
    return made;
  }

  function label() {
    const names = { record: "record", stop: "stop", listen: "listen", post: "send_voice", discard: "discard" };
    if (sound && !sound.paused) names.listen = "pause";
    for (const [name, word] of Object.entries(names)) {
      buttons[name].textContent = buttons[name].dataset.picture + " " + words[word];
    }
  }

  function come(to) {
    const seen = { idle: ["record"], asking: ["record"], recording: ["stop", "discard"], done: ["listen", "post", "discard"] };
    const focused = place.contains(document.activeElement);
    stage = to;
    for (const name of Object.keys(buttons)) buttons[name].hidden = !seen[to].includes(name);
    for (const other of place.querySelectorAll("button:not([data-picture])")) other.hidden = waits();
    time.hidden = !waits();
    time.classList.toggle("on", to === "recording");
    label();
    if (focused) buttons[seen[to][0]].focus();
  }

  function waits() {
    return stage === "recording" || stage === "done";
  }

  function tick() {
    const seconds = Math.min(Math.floor((performance.now() - began) / 1000), LONGEST);
    time.textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    if (seconds < LONGEST) return;
    end();
    say("voice_longest");
  }

  // ---- recording --------------------------------------------------------------------------

  async function begin() {
    if (stage !== "idle") return;
    come("asking");
    let stream = null;
    try {
      stream = await devices.getUserMedia({ audio: true });
      if (stage === "asking") start(stream);
      else silence(stream);
    } catch (error) {
      if (stream) silence(stream);
      come("idle");
      say("voice_denied");
    }
  }

  function start(stream) {
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    const pieces = [];
    const mine = (recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS }));
    mine.addEventListener("dataavailable", (event) => pieces.push(event.data));
    mine.addEventListener("stop", () => {
      silence(stream);
      if (recorder === mine) keep(new Blob(pieces, { type: mine.mimeType }));
    });
    mine.start();
    began = performance.now();
    ticking = setInterval(tick, 250);
    tick();
    come("recording");
    say("voice_on");
  }

  function silence(stream) {
    for (const track of stream.getTracks()) track.stop();
  }

  // What was said so far is kept: also when the phone is turned off in the middle.
  function end() {
    clearInterval(ticking);
    if (stage === "recording" && recorder.state !== "inactive") recorder.stop();
    if (stage === "recording") say("");
  }

  function keep(blob) {
    clearInterval(ticking);
    recorded = blob;
    sound = new Audio(URL.createObjectURL(blob));
    for (const name of ["play", "pause", "ended"]) sound.addEventListener(name, label);
    come("done");
  }

  // ---- what is done with it ---------------------------------------------------------------

  function listen() {
    if (sound.paused) sound.play().catch(() => {});
    else sound.pause();
  }

  async function post() {
    sound.pause();
    if (await send(recorded, "🎤 " + time.textContent)) forget();
  }

  function forget() {
    clearInterval(ticking);
    const mine = recorder;
    recorder = null; // so that what still comes of it is not kept
    if (mine && mine.state !== "inactive") mine.stop();
    if (sound) {
      sound.pause();
      URL.revokeObjectURL(sound.src);
    }
    sound = recorded = null;
    come("idle");
  }

  function discard() {
    forget();
    say("");
  }

  time.className = "time";
  time.dir = "ltr";
  time.setAttribute("role", "timer");
  place.append(
    button("record", "🎤", begin),
    time,
    button("stop", "⏹️", end),
    button("listen", "▶️", listen),
    button("post", "📨", post),
    button("discard", "🗑️", discard),
  );
  come("idle");
  document.addEventListener("visibilitychange", () => document.hidden && end());
  addEventListener("pagehide", forget);

  return {
    relabel(found) {
      words = found;
      label();
    },
    forget,
    waits,
  };
};
