(() => {
  // A login that ended is said by the page one logs in on, not by an answer that never comes.
  const fetched = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await fetched(...asked);
    if (answer.status === 401) location.assign("/login?next=%2F");
    return answer;
  };

  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  function showSource(turn, marker) {
    const shown = $(`.cc-turn-sources[data-turn="${turn}"]`);
    if (!shown) return;
    all(":scope > .cc-turn-sources", shown.parentElement).forEach((section) => (section.hidden = section !== shown));
    all(".cc-source, .cc-marker").forEach((element) => element.classList.remove("cc-on"));
    all(`.cc-marker[data-turn="${turn}"][data-marker="${marker}"]`).forEach((chip) =>
      chip.classList.add("cc-on"),
    );
    const card = document.getElementById(`s${turn}-${marker}`);
    if (!card) return;
    showCells();
    card.classList.add("cc-on");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  // A wide table opens at the cell that carries the answer.
  function showCells() {
    all(".cc-source .cc-sheet").forEach((sheet) => {
      const cell = $(".cc-cited b", sheet)?.closest("td");
      if (cell) sheet.scrollLeft = cell.offsetLeft + cell.offsetWidth - sheet.clientWidth + 24;
    });
  }

  async function copy(button) {
    const words = button.textContent;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = words), 1800);
  }

  const SIZES = [87.5, 100, 112.5, 125, 150];
  function size(step) {
    const saved = SIZES.indexOf(Number(localStorage.getItem("cancu-size")));
    const now = Math.min(SIZES.length - 1, Math.max(0, (saved < 0 ? 1 : saved) + step));
    localStorage.setItem("cancu-size", String(SIZES[now]));
    document.documentElement.style.fontSize = `${SIZES[now]}%`;
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-marker], [data-copy], [data-size]");
    if (!target) return;
    if (target.dataset.size) size(Number(target.dataset.size));
    else if (target.dataset.copy) copy(target);
    else showSource(target.dataset.turn, target.dataset.marker);
  });

  // New words appear at the foot of the talk; a reader of the screen is told of them.
  function watch() {
    const talk = $("#cc-log");
    if (!talk) return setTimeout(watch, 100);
    talk.setAttribute("role", "log");
    talk.setAttribute("aria-live", "polite");
    new MutationObserver(showCells).observe($("#cc-sources"), { childList: true, subtree: true });
    let turns = 0;
    new MutationObserver(() => {
      const articles = all(".cc-turn", talk);
      if (articles.length > turns) articles.at(-1).scrollIntoView({ block: "start", behavior: "smooth" });
      turns = articles.length;
    }).observe(talk, { childList: true, subtree: true });
  }

  // Gradio takes the browser's language for the page's, and names an empty plot without a role.
  function mend() {
    const root = document.documentElement;
    const speak = () => {
      if (root.lang !== root.dataset.language) root.lang = root.dataset.language;
    };
    speak();
    new MutationObserver(speak).observe(root, { attributeFilter: ["lang"] });
    new MutationObserver(() => {
      all(".empty[aria-label]:not([role])").forEach((plot) => plot.setAttribute("role", "img"));
    }).observe(root, { childList: true, subtree: true });
  }

  size(0);
  mend();
  watch();
})();
