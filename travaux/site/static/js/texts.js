/* Pages of texts work without this. Contents that stand above the text on a narrow screen begin closed; and from
   change to change by Alt + arrow down and Alt + arrow up, as by the links beside each change. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const contents = document.querySelector(".toc > details");
  if (contents && window.matchMedia("(width < 60rem)").matches) contents.open = false;
});
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const changes = [...document.querySelectorAll(".change")];
  if (!step || !changes.length) return;
  const here = changes.indexOf(document.activeElement.closest(".change"));
  const next = changes[Math.min(Math.max(here + step, 0), changes.length - 1)];
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start" });
});
