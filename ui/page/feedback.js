// Thumbs below each answer, and the list where editors read what was said.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const said = new Map(); // answer → what was said of it: the talk is drawn anew with every answer

  async function send(answer) {
    const now = said.get(answer);
    const response = await fetch("/v1/feedback", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ answer_id: answer, ...now }),
    }).catch(() => null);
    now.kept = undefined;
    const box = boxOf(answer);
    if (box) $(".cc-said", box).textContent = response?.ok ? box.dataset.thanks : box.dataset.failed;
  }

  const boxOf = (answer) => all(".cc-verdict").find((box) => box.dataset.answer === answer);

  // Puts a box as what was said of its answer asks for.
  function draw(box) {
    const now = said.get(box.dataset.answer);
    press(all("[data-verdict]", box), (button) => button.dataset.verdict === now?.verdict);
    press(all("[data-reason]", box), (button) => button.dataset.reason === now?.reason);
    const why = $(".cc-why", box);
    if (why.hidden !== (now?.verdict !== "down")) why.hidden = now?.verdict !== "down";
  }

  function press(buttons, isOn) {
    buttons.forEach((button) => {
      const pressed = String(isOn(button));
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
    });
  }

  function take(box, target) {
    const { answer } = box.dataset;
    const now = said.get(answer) ?? {};
    if (target.dataset.verdict) said.set(answer, { verdict: target.dataset.verdict });
    else if (target.dataset.reason) said.set(answer, { ...now, reason: target.dataset.reason });
    else said.set(answer, { ...now, comment: $("input", box).value.trim() });
    draw(box);
    send(answer);
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest(".cc-verdict button");
    if (target) take(target.closest(".cc-verdict"), target);
    const review = event.target.closest("[data-review]");
    if (review) mark(review);
    const only = event.target.closest("#cc-words [data-only]");
    if (only) {
      $("#cc-words").dataset.shown = only.dataset.only;
      load();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches?.(".cc-why input")) return;
    event.preventDefault();
    take(event.target.closest(".cc-verdict"), event.target);
  });

  // --- what editors read ---------------------------------------------------------------------

  function element(name, text = "", kind = "") {
    const made = document.createElement(name);
    made.textContent = text; // never markup: citizens typed it
    if (kind) made.className = kind;
    return made;
  }

  function card(one, words) {
    const made = element("article", "", `cc-word cc-word-${one.verdict}`);
    const verdict = one.verdict === "up" ? words.helpful : words.unhelpful;
    const reason = one.reason ? JSON.parse(words.reasons)[one.reason] : "";
    made.append(element("p", [verdict, reason, new Date(one.at).toLocaleString(words.language)].filter(Boolean).join(" · "), "cc-word-head"));
    made.append(element("h3", one.question || words.gone));
    if (one.comment) made.append(element("blockquote", one.comment));
    if (one.answer) {
      const answer = element("details");
      answer.append(element("summary", one.answer.split("\n")[0]), element("p", one.answer, "cc-word-answer"));
      made.append(answer);
    }
    const cited = one.documents.map((document) => document.number || document.source).join("; ");
    if (cited) made.append(element("p", words.cited.replace("{documents}", cited), "cc-mute"));
    if (one.reviewed) made.append(element("p", words.reviewed.replace("{at}", new Date(one.reviewed).toLocaleString(words.language)), "cc-mute"));
    else {
      const button = element("button", words.mark, "cc-button");
      button.type = "button";
      button.dataset.review = one.id;
      made.append(button);
    }
    return made;
  }

  async function load() {
    const words = $("#cc-words")?.dataset;
    if (!words) return;
    const shown = words.shown ?? "open";
    press(all("#cc-words [data-only]"), (button) => button.dataset.only === shown);
    const response = await fetch(`/v1/feedback?limit=200${shown === "open" ? "&reviewed=false" : ""}`).catch(() => null);
    const list = $("#cc-words-list");
    if (!response?.ok) return list.replaceChildren(element("p", words.editors));
    const { feedback, total } = await response.json();
    const more = words.more.replace("{shown}", feedback.length).replace("{total}", total);
    list.replaceChildren(...feedback.map((one) => card(one, words)), element("p", total ? more : words.none, "cc-mute"));
  }

  async function mark(button) {
    const response = await fetch(`/v1/feedback/${button.dataset.review}/reviewed`, { method: "POST" }).catch(() => null);
    if (response?.ok) load();
  }

  // The list is read anew whenever the tab is opened, and in the language that is chosen then.
  function openings() {
    const box = $("#cc-words-box");
    if (!box) return setTimeout(openings, 200);
    new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && load()).observe(box);
    const isOurs = (one) => one.target.closest("#cc-words-list");
    new MutationObserver((seen) => !seen.every(isOurs) && box.offsetParent && load()).observe(box, { childList: true, subtree: true });
  }

  // The tab is for editors: to others it is not shown.
  async function guard() {
    const tab = $("#cc-words-tab-button");
    if (!tab) return setTimeout(guard, 200);
    const response = await fetch("/v1/feedback?limit=0").catch(() => null);
    tab.style.display = response?.ok ? "" : "none";
  }

  function watch() {
    const talk = $("#cc-log");
    if (!talk) return setTimeout(watch, 100);
    new MutationObserver(() => all(".cc-verdict", talk).forEach(draw)).observe(talk, { childList: true, subtree: true });
    guard();
    openings();
  }

  watch();
})();
