/* Files sent in parts, so that a lost connection costs one part and not the file. Without this script, or where the
   browser cannot count SHA-256, a form sends its files as forms always did. */
"use strict";
(() => {
  const PART = 64 * 1024; // bytes: four seconds at 128 kbit/s
  const SMALL = 64 * 1024; // what is smaller goes with the form
  if (!(window.crypto && crypto.subtle)) return;
  const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

  async function sha256(buffer) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", buffer));
    return Array.from(digest, (b) => b.toString(16).padStart(2, "0")).join("");
  }

  class Upload {
    constructor(form, input, file) {
      this.form = form;
      this.input = input;
      this.file = file;
      this.bar = document.createElement("progress");
      this.bar.max = file.size;
      this.bar.setAttribute("aria-label", `${form.dataset.wordsSending} ${file.name}`);
      this.note = document.createElement("p");
      this.note.className = "small";
      this.note.setAttribute("role", "status");
      input.after(this.bar, this.note);
    }

    token() { return this.form.elements.csrfmiddlewaretoken.value; }

    /* Ask until there is an answer: a connection that is gone comes back. */
    async ask(url, options) {
      for (let wait = 1000; !this.stopped; wait = Math.min(wait * 2, 30000)) {
        try {
          const answer = await fetch(url, { redirect: "error", ...options });
          if (answer.status < 500) return answer;
        } catch { /* no network: wait and try again */ }
        this.note.textContent = this.form.dataset.wordsWaiting;
        await pause(wait);
      }
      return null;
    }

    async run() {
      const whole = await sha256(await this.file.arrayBuffer());
      const about = { name: this.file.name, type: this.file.type, size: this.file.size, sha256: whole };
      const body = new URLSearchParams({ ...about, csrfmiddlewaretoken: this.token() });
      let answer = await this.ask(this.form.dataset.uploads, { method: "POST", body });
      if (!answer || answer.status !== 201) return this.fail(answer);
      const url = answer.headers.get("Location");
      let at = Number(answer.headers.get("Upload-Offset"));
      while (at < this.file.size && !this.stopped) {
        this.show(at);
        const part = await this.file.slice(at, at + PART).arrayBuffer();
        const headers = {
          "Content-Type": "application/offset+octet-stream", "X-CSRFToken": this.token(),
          "Upload-Offset": String(at), "Upload-SHA256": await sha256(part),
        };
        answer = await this.ask(url, { method: "PATCH", headers, body: part });
        if (!answer) return false;
        if (answer.status === 422) { await pause(1000); continue; } // damaged on its way: the same part again
        if (answer.status !== 200 && answer.status !== 409) return this.fail(answer);
        at = Number(answer.headers.get("Upload-Offset"));
      }
      if (this.stopped) return false;
      this.show(at);
      this.name(url.split("/").pop());
      return true;
    }

    async fail(answer) {
      this.note.textContent = answer && answer.status === 422 ? await answer.text() : this.form.dataset.wordsFailed;
      return false;
    }

    show(at) {
      this.bar.value = at;
      this.note.textContent = `${Math.floor((100 * at) / this.file.size)} %`;
    }

    /* The form names the file instead of sending it. */
    name(id) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = `${this.input.name}-upload`;
      field.value = id;
      this.field = field;
      this.input.after(field);
      this.input.required = false;
      this.input.disabled = true;
      this.note.textContent = `${this.file.name}: 100 %`;
    }

    stop() {
      this.stopped = true;
      [this.bar, this.note, this.field].forEach((node) => node && node.remove());
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form[data-uploads]").forEach((form) => {
      const going = new Map();
      form.querySelectorAll("input[type=file]:not([multiple])").forEach((input) => {
        input.addEventListener("change", () => {
          if (going.has(input)) going.get(input).upload.stop();
          going.delete(input);
          const file = input.files[0];
          if (!file || file.size <= SMALL) return;
          const upload = new Upload(form, input, file);
          going.set(input, { upload, done: upload.run() });
        });
      });
      form.addEventListener("submit", async (event) => {
        const open = [...going.values()].filter(({ upload }) => !upload.field);
        if (!open.length) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        const submitter = event.submitter;
        const done = await Promise.all(open.map((each) => each.done));
        if (done.every(Boolean)) form.requestSubmit(submitter);
      }, true);
    });
  });
})();
