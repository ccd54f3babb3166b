// What stands in for the parts of a browser that no test can hear or see. Everything that is asked of them is written down, in
// order, in `standIns.left`.

/** Runs in the page, before anything of its own. A `fault` is what this browser does wrong, to prove that it is noticed. */
export function standIn(fault) {
  const left = [];
  const [begun, begins] = (() => {
    let begin;
    const promise = new Promise((done) => (begin = done));
    return [begin, promise];
  })();
  const put = (object, name, value) => Object.defineProperty(object, name, { value, configurable: true, writable: true });
  /** Something of this class, as a browser would ask it, with these parts of its own. */
  const like = (kind, parts) => Object.create(kind.prototype, Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, { value, writable: true, enumerable: true }])));

  // Cues are marks of the page's User Timing.
  put(performance, "mark", (name) => void left.push(...Array(fault === "cues come twice" ? 2 : 1).fill(`mark ${name}`)));

  const voice = like(SpeechSynthesisVoice, { name: "A voice", lang: "de-AT", localService: true, default: true, voiceURI: "a-voice" });
  globalThis.standIns = { left, begins, begin: begun, voices: [voice] };
  put(globalThis, "SpeechSynthesisUtterance", class {
    constructor(text) {
      this.text = text;
    }
  });
  put(globalThis, "speechSynthesis", like(SpeechSynthesis, {
    getVoices: () => globalThis.standIns.voices,
    speak: ({ text }) => void left.push(`words ${text}`),
    cancel: () => fault !== "the voice goes on" && void left.push("silence"),
    addEventListener() {},
  }));

  put(navigator, "wakeLock", {
    async request() {
      left.push("screen on");
      const lock = {
        released: false,
        async release() {
          if (!lock.released && fault !== "the screen stays on") left.push("screen off");
          lock.released = true;
        },
      };
      return lock;
    },
  });

  let shown = [];
  const registration = like(ServiceWorkerRegistration, {
    active: {},
    async showNotification(title, { tag }) {
      if (tag !== "unsit-break" || !title) return;
      left.push("reminder");
      const close = () => {
        shown = [];
        left.push("withdrawn");
      };
      shown = [{ close }];
    },
    getNotifications: async () => (fault === "reminders stay" ? [] : [...shown]),
  });
  put(navigator, "serviceWorker", { addEventListener() {}, getRegistration: async () => registration });
  put(globalThis, "Notification", class {
    static permission = "default";
    static async requestPermission() {
      return (this.permission = "granted");
    }
  });
  if (fault === "sessions are lost") {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...row) {
      return this.name === "session" ? this.get("nothing") : put.apply(this, row);
    };
  }
  // A worker's timers are real; without one the page keeps time itself.
  put(globalThis, "Worker", undefined);
}
