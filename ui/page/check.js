// The tab that checks a document: the file goes to the server of this machine, which keeps nothing.
(() => {
  const $ = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isOpen = () => Boolean($("#cc-check-form")?.offsetParent);
  const words = () => $("#cc-check-form").dataset;
  let file = null; // its name and bytes: it may have changed on the disk by the time it is asked for anew
  let turn = 0; // what was chosen last is what is shown
  let language = ""; // of what is shown
  let only = { severity: "", rule: "" };

  function tell(sentence, isProblem = false) {
    $("#cc-check-status").textContent = sentence;
    $("#cc-check-status").classList.toggle("cc-problem", isProblem);
    $("#cc-check-result").setAttribute("aria-busy", String(sentence === words().working));
  }

  function show(markup) {
    $("#cc-check-result").innerHTML = markup; // escaped where it was made
  }

  async function take(files) {
    if (!files.length) return;
    const mine = ++turn;
    const problem = files.length > 1 ? words().several : files[0].size > Number(words().limit) ? words().tooLarge : "";
    file = null;
    watch();
    only = { severity: "", rule: "" };
    show("");
    tell(problem || words().working, Boolean(problem));
    if (problem) return;
    const bytes = await files[0].arrayBuffer().catch(() => null);
    if (mine !== turn) return;
    if (!bytes) return tell(words().unread, true);
    file = { name: files[0].name, bytes };
    await check();
  }

  async function check() {
    const mine = ++turn;
    language = words().language;
    tell(words().working);
    const [markup, problem] = await answer().catch(() => ["", words().failed]);
    if (mine !== turn) return;
    show(markup);
    tell(problem || $(".cc-checked").dataset.said, Boolean(problem));
    if (markup) filter();
  }

  // What the server found as markup, or why it could not look.
  async function answer() {
    const response = await fetch(`/check?language=${language}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream", "x-filename": encodeURIComponent(file.name) },
      body: file.bytes,
    });
    return response.ok ? [await response.text(), ""] : ["", (await response.json()).detail];
  }

  function filter() {
    const shown = $(".cc-fault-shown");
    if (!shown) return;
    all("[data-only]").forEach((chip) => chip.setAttribute("aria-pressed", String(chip.dataset.only === only.severity)));
    $("[data-only-rule]").value = only.rule;
    all(".cc-fault").forEach((fault) => {
      const { severity, rule } = fault.dataset;
      fault.hidden = Boolean((only.severity && severity !== only.severity) || (only.rule && rule !== only.rule));
    });
    all(".cc-fault-group").forEach((group) => (group.hidden = !group.querySelector(".cc-fault:not([hidden])")));
    shown.hidden = !only.severity && !only.rule;
    shown.textContent = shown.dataset.words.replace("#", all(".cc-fault:not([hidden])").length);
  }

  document.addEventListener("change", (event) => {
    if (event.target.id === "cc-check-file") {
      take([...event.target.files]);
      event.target.value = ""; // the same file, mended, can be chosen again
    } else if (event.target.matches("[data-only-rule]")) {
      only.rule = event.target.value;
      filter();
    }
  });
  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-only], [data-print]");
    if (!target) return;
    if (target.dataset.only === undefined) return window.print();
    only.severity = target.dataset.only;
    filter();
  });

  // Dropped beside the field a file would be opened by the browser in place of the page.
  const holdsFile = (event) => isOpen() && event.dataTransfer?.types.includes("Files");
  const mark = (isOver) => $(".cc-drop")?.classList.toggle("cc-over", isOver);
  document.addEventListener("dragover", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || mark(false));
  document.addEventListener("drop", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    mark(false);
    take([...event.dataTransfer.files]);
  });

  // In another language the sentences are other ones: the file is checked anew.
  const speaking = new MutationObserver(() => {
    if (!$("#cc-check-form") || words().language === language) return;
    language = words().language;
    if (file) check();
    else tell("");
  });

  function watch() {
    language = words().language;
    speaking.observe($("#cc-check"), { childList: true, subtree: true, attributeFilter: ["data-language"] });
  }
})();
