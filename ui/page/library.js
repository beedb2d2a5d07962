// The tab of documents: files go to the server's own door for uploads, one after another.
(() => {
  const $ = (selector) => document.querySelector(selector);
  const isOpen = () => Boolean($("#cc-upload")?.offsetParent);
  const words = () => $("#cc-upload").dataset;
  const asked = (address) => `${address}?language=${words().language}`;
  const waiting = [];
  let isSending = false;

  const refresh = () => $("#cc-library-refresh").click();

  // A line that tells what becomes of one file or document.
  function line(name) {
    const item = document.createElement("li");
    const title = document.createElement("strong");
    title.textContent = name;
    const said = document.createElement("span");
    item.append(title, " ", said);
    $("#cc-upload-list").prepend(item);
    return {
      tell(sentence, isProblem = false) {
        said.textContent = sentence;
        item.classList.toggle("cc-problem", isProblem);
        item.querySelectorAll("progress, button, a").forEach((part) => part.remove());
      },
      add(part) {
        item.append(" ", part);
        return part;
      },
    };
  }

  function send(file, shelf, replace, line) {
    const form = new FormData();
    form.append("shelf", shelf);
    form.append("replace", String(replace));
    form.append("file", file);
    line.tell(words().sending);
    const bar = line.add(document.createElement("progress"));
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", asked("/v1/documents"));
      request.responseType = "json";
      request.upload.onprogress = (event) => (bar.value = event.loaded / event.total);
      request.upload.onload = () => line.tell(words().reading);
      request.onload = () => resolve(request);
      request.onerror = () => resolve(null);
      request.send(form);
    });
  }

  // What became of it in the end: at once, or once the reading that goes on is over.
  async function settled(location) {
    for (;;) {
      await new Promise((wake) => setTimeout(wake, 1500));
      const response = await fetch(location);
      if (!response.ok) return { problem: (await response.json()).detail, status: response.status };
      const told = await response.json();
      if (told.state === "done" || told.state === "failed") return told;
    }
  }

  async function take({ file, shelf, replace }, line) {
    if (file.size > Number(words().limit)) return line.tell(words().tooLarge, true);
    const request = await send(file, shelf, replace, line);
    if (!request) return line.tell(words().failed, true);
    if (request.status === 401) return location.assign("/login?next=%2F");
    let id = request.response?.document_id;
    let problem = request.status >= 400 ? request.response?.detail ?? words().failed : "";
    let status = request.status;
    if (status === 202) {
      const told = await settled(request.getResponseHeader("location"));
      [id, problem, status] = [told.document_id, told.problem, told.status ?? 201];
    }
    if (problem) return refused({ file, shelf, status, problem }, line);
    line.tell(status === 200 ? words().known : words().added);
    const link = line.add(document.createElement("a"));
    link.href = `/documents/${encodeURIComponent(id)}`;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = words().open;
    refresh();
  }

  function refused({ file, shelf, status, problem }, line) {
    line.tell(problem, true);
    if (status !== 409) return;
    const button = line.add(document.createElement("button"));
    button.type = "button";
    button.className = "cc-button";
    button.textContent = words().replace;
    button.onclick = () => enqueue({ file, shelf, replace: true }, line);
  }

  function enqueue(job, line) {
    line.tell(words().sending);
    waiting.push([job, line]);
    if (!isSending) work();
  }

  async function work() {
    isSending = true;
    while (waiting.length) {
      const [job, line] = waiting.shift();
      await take(job, line).catch(() => line.tell(words().failed, true));
    }
    isSending = false;
  }

  function enqueueAll(files) {
    const shelf = $("#cc-upload-shelf").value;
    files.forEach((file) => enqueue({ file, shelf, replace: false }, line(file.name)));
  }

  async function remove(button) {
    if (!window.confirm(button.dataset.sure)) return;
    const told = line(button.dataset.source);
    told.tell(words().removing);
    const response = await fetch(asked(`/v1/documents/${encodeURIComponent(button.dataset.remove)}`), { method: "DELETE" }).catch(() => null);
    let problem = response ? "" : words().failed;
    if (response?.status === 202) problem = (await settled(response.headers.get("location"))).problem;
    else if (response && !response.ok) problem = (await response.json()).detail;
    told.tell(problem || words().removed, Boolean(problem));
    refresh();
  }

  document.addEventListener("change", (event) => {
    if (event.target.id !== "cc-upload-file") return;
    enqueueAll([...event.target.files]);
    event.target.value = ""; // the same file can be chosen again
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove]");
    if (button) remove(button);
  });

  // Dropped beside the field a file would be opened by the browser in place of the page.
  const holdsFile = (event) => isOpen() && event.dataTransfer?.types.includes("Files");
  const mark = (isOver) => $("#cc-upload .cc-drop")?.classList.toggle("cc-over", isOver);
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
    enqueueAll([...event.dataTransfer.files]);
  });
})();
