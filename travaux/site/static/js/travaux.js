/* Improves pages that already work: copy buttons, and the Trusted Types policy htmx needs to swap
   fragments our own server sent (strings from anywhere else never reach it; scripts are refused). */
"use strict";
if (window.trustedTypes && trustedTypes.createPolicy) {
  trustedTypes.createPolicy("default", {
    createHTML: (html) => html,
    createScript: () => null,
    createScriptURL: () => null,
  });
}
function addCopyButtons(root) {
  root.querySelectorAll("[data-copy]:not([data-ready])").forEach((block) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "small-button no-print";
    const words = document.body.dataset;
    button.textContent = words.wordsCopy;
    button.addEventListener("click", async () => {
      // A sample's words travel with what they say of themselves.
      const notice = block.matches(".src-body") && document.querySelector(".foot .notice");
      await navigator.clipboard.writeText(block.innerText.trim() + (notice ? "\n\n" + notice.innerText : ""));
      button.textContent = words.wordsCopied;
      setTimeout(() => { button.textContent = words.wordsCopy; }, 2500);
    });
    block.dataset.ready = "";
    block.after(button);
  });
}
document.addEventListener("DOMContentLoaded", () => {
  if (navigator.clipboard) addCopyButtons(document);
  document.querySelectorAll("[data-print]").forEach((link) => {
    link.hidden = false;
    link.addEventListener("click", () => window.print());
  });
  const errors = document.querySelector(".errors");
  if (errors) errors.focus();
});
document.addEventListener("htmx:after:swap", () => { if (navigator.clipboard) addCopyButtons(document); });
