// The tab of drafts: what is pressed on the paper becomes a step that the server takes.
(() => {
  const $ = (selector) => document.querySelector(selector);
  let steps = 0;
  let edited = "";
  let saved = "";

  function send(step) {
    const box = $("#cc-draft-step textarea");
    if (!box) return;
    if (step.startsWith("edit ")) edited = step.slice(5);
    // A number behind it: the same step twice is two steps.
    box.value = `${step} #${++steps}`;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    if (step.startsWith("edit ")) showEditor();
  }

  function showEditor(tries = 40) {
    const box = $("#cc-draft-text textarea");
    if (box && box.offsetParent) {
      box.scrollIntoView({ block: "center", behavior: "smooth" });
      box.focus({ preventScroll: true });
    } else if (tries) setTimeout(() => showEditor(tries - 1), 50);
  }

  function jump(id) {
    const target = document.getElementById(id);
    if (!target) return;
    target.tabIndex = target.tabIndex < 0 ? -1 : target.tabIndex;
    target.scrollIntoView({ block: "center", behavior: "smooth" });
    target.focus({ preventScroll: true });
  }

  // What was saved is shown where it stands; parts of the checklist that were open stay open.
  function watch() {
    const [paper, side] = [$("#cc-draft-paper"), $("#cc-draft-side")];
    if (!paper || !side) return setTimeout(watch, 200);
    new MutationObserver(() => {
      if (saved) jump(`d-section-${saved}`);
      saved = "";
    }).observe(paper, { childList: true, subtree: true });
    const open = new Set();
    side.addEventListener("toggle", (event) => {
      const part = event.target.dataset.part;
      if (part) event.target.open ? open.add(part) : open.delete(part);
    }, true);
    new MutationObserver(() =>
      side.querySelectorAll("details").forEach((part) => (part.open = part.open || open.has(part.dataset.part))),
    ).observe(side, { childList: true, subtree: true });
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("#cc-draft-save")) saved = edited;

    const target = event.target.closest("[data-draft], [data-jump]");
    if (!target) return;
    if (target.dataset.jump) {
      event.preventDefault();
      jump(target.dataset.jump);
    } else if (!target.dataset.sure || window.confirm(target.dataset.sure)) send(target.dataset.draft);
  });
  watch();
})();
