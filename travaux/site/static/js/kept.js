/* Forms that outlive a lost connection and an expired sign-in. What is written goes to the server every few seconds, for
   the writer alone; while that fails, a copy lies in this browser, locked with a key that only a signed-in page bears. */
"use strict";
(() => {
  const MOST_DAYS = 14;
  const store = window.localStorage;
  const canLock = window.crypto && crypto.subtle && store;
  const hex = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
  const bytes64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const text64 = (buffer) => btoa(Array.from(new Uint8Array(buffer), (b) => String.fromCharCode(b)).join(""));

  function old() {
    for (const name of Object.keys(store)) {
      if (!name.startsWith("kept:")) continue;
      let at = 0;
      try { at = Date.parse(JSON.parse(store.getItem(name)).at); } catch { at = 0; }
      if (!(Date.now() - at < MOST_DAYS * 864e5)) store.removeItem(name);
    }
  }

  function fields(form) {
    const found = {};
    for (const [name, value] of new FormData(form)) {
      const field = form.elements[name];
      if (typeof value === "string" && !(field && field.type === "hidden")) found[name] = value;
    }
    return found;
  }

  class Keeper {
    constructor(form) {
      this.form = form;
      this.about = form.dataset;
      this.name = `kept:${this.about.account}:${this.about.address}`;
      this.first = JSON.stringify(fields(form));
      this.said = form.querySelector("[data-said]");
      this.timer = 0;
      form.addEventListener("input", () => this.soon());
      form.addEventListener("submit", (event) => this.submit(event));
      if (canLock) this.offer();
    }

    key() {
      return crypto.subtle.importKey("raw", hex(this.about.secret), "AES-GCM", false, ["encrypt", "decrypt"]);
    }

    say(words) { if (this.said) this.said.textContent = words; }

    soon() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), 2500);
      if (canLock) this.lock();
    }

    async lock() {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const said = new TextEncoder().encode(JSON.stringify(fields(this.form)));
      const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.key(), said);
      store.setItem(this.name, JSON.stringify({ at: new Date().toISOString(), iv: text64(iv), data: text64(data) }));
    }

    async unlock() {
      try {
        const held = JSON.parse(store.getItem(this.name));
        const about = { name: "AES-GCM", iv: bytes64(held.iv) };
        return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(about, await this.key(), bytes64(held.data))));
      } catch { return null; }
    }

    async save() {
      clearTimeout(this.timer);
      const body = new URLSearchParams(fields(this.form));
      body.set("address", this.about.address);
      body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
      try {
        const answer = await fetch(this.about.keep, { method: "POST", body, redirect: "error" });
        if (answer.status !== 204) throw new Error(String(answer.status));
      } catch {
        this.say(canLock ? this.about.wordsHere : this.about.wordsLost);
        return false;
      }
      if (canLock) store.removeItem(this.name);
      this.say(this.about.wordsKept);
      return true;
    }

    async submit(event) {
      if (this.sure || (event.submitter && event.submitter.name === "drop")) return;
      event.preventDefault();
      this.sure = await this.save();
      if (this.sure) this.form.requestSubmit(event.submitter);
    }

    async offer() {
      const held = store.getItem(this.name) && (await this.unlock());
      if (!held || JSON.stringify(held) === this.first) { store.removeItem(this.name); return; }
      const box = this.form.querySelector("[data-offer]");
      if (!box) return;
      box.hidden = false;
      const [back, away] = box.querySelectorAll("button");
      back.addEventListener("click", () => {
        for (const [name, value] of Object.entries(held)) {
          const field = this.form.elements[name];
          if (field && "value" in field) field.value = value;
        }
        box.hidden = true;
        this.save();
      });
      away.addEventListener("click", () => { store.removeItem(this.name); box.hidden = true; });
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (store) old();
    document.querySelectorAll("form[data-keep]").forEach((form) => new Keeper(form));
  });
})();
