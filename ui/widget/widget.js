// The chat widget: one line on any site. Shadow DOM, no framework, and nothing that comes from a
// document or a question is ever read as markup: all of it is set as text.
(() => {
  "use strict";
  const WORDS = "{words}";
  const STYLE = "{style}";
  const DARK = "{dark}";
  const TAG = "cancu-widget";
  const TURNS = 6; // earlier questions that a new one is understood from
  const KEPT = 30;
  const REASONS = ["wrong_figure", "wrong_document", "not_found", "hard_to_read", "other"];
  const REDRAW_MS = 80;
  const NIGHT = "(prefers-color-scheme: dark)";
  const SMALL = "(max-width: 480px), (max-height: 480px)";

  const script = document.currentScript || document.querySelector("script[data-site][src*='/widget.js']");
  if (!script?.dataset.site) {
    console.warn("widget.js: data-site is missing");
    return;
  }
  const home = new URL(".", script.src).href;

  class Problem extends Error {}

  const put = (node, settings, ...children) => {
    for (const [name, value] of Object.entries(settings)) {
      if (name in node) node[name] = value;
      else node.setAttribute(name, value);
    }
    node.append(...children.flat().filter(Boolean));
    return node;
  };
  // "p.fact" is a paragraph of that class.
  const el = (kind, settings = {}, ...children) => {
    const [name, className = ""] = kind.split(".");
    return put(document.createElement(name), { className, ...settings }, ...children);
  };
  const focus = (node) => node.focus({ preventScroll: true }); // the page stays where it is
  // Not <style>: the page's CSP may forbid that.
  const sheet = (rules, media) => {
    const made = new CSSStyleSheet({ media });
    made.replaceSync(rules);
    return made;
  };
  const icon = (path) => {
    const space = "http://www.w3.org/2000/svg";
    const svg = put(document.createElementNS(space, "svg"), { "aria-hidden": "true" });
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.append(document.createElementNS(space, "path"));
    svg.firstChild.setAttribute("d", path);
    return svg;
  };

  // An answer's text: "- " opens an item, "> " a quote, lines of "|" are a table, "[3]" is a source.
  const BAR = "\u0001"; // stands for a bar that belongs to the words of a cell
  const cells = (line) => {
    const inner = line.trim().replaceAll("\\|", BAR).replace(/^\||\|$/g, "");
    return inner.split("|").map((cell) => cell.trim().replaceAll(BAR, "|"));
  };
  const isRow = (line) => line?.trimStart().startsWith("|");
  const isRule = (line) => isRow(line) && cells(line).every((cell) => /^:?-+:?$/.test(cell));
  const FIGURE = /^[\s≥≤<>~+±−–-]*\d/;

  const store = {
    key: `cancu:${script.dataset.site}`,
    read() {
      try {
        const kept = JSON.parse(sessionStorage.getItem(this.key));
        return kept && Array.isArray(kept.talk) ? kept : { talk: [] };
      } catch {
        return { talk: [] };
      }
    },
    write(kept) {
      try {
        sessionStorage.setItem(this.key, JSON.stringify(kept));
      } catch {} // full or forbidden: the talk then ends with the page
    },
  };

  class Widget extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      this.kept = store.read();
      this.nodes = new WeakMap(); // of each question, what stands for it in the log
      this.small = matchMedia(SMALL);
      const dark = { dark: "all", light: "not all" }[this.dataset.theme] ?? NIGHT;
      const shadow = this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet(STYLE, "all"), sheet(DARK, dark)];
      shadow.append((this.root = el("div.root")));
      if (CSS.supports("color", this.dataset.color ?? "")) this.style.setProperty("--cancu-color", this.dataset.color);
      // What is typed here must not set off the page's own shortcuts.
      for (const name of ["keydown", "keypress", "keyup"]) this.root.addEventListener(name, (e) => e.stopPropagation());
      this.small.addEventListener("change", () => this.panel.open && (this.panel.close(), this.show()));
      this.draw();
      if (this.kept.open) this.show();
    }

    get language() {
      const page = document.documentElement.lang.slice(0, 2);
      const named = [this.kept.language, this.dataset.language, page, this.kept.session?.language];
      return named.find((name) => name in WORDS) ?? "vi";
    }

    t(key, fields = {}) {
      return WORDS[this.language][key].replace(/\{(\w+)\}/g, (_, name) => fields[name]);
    }

    get heading() {
      return this.dataset.title || this.kept.session?.name || this.t("title");
    }

    keep() {
      const talk = this.kept.talk.slice(-KEPT);
      store.write({ ...this.kept, talk });
    }

    // The frame, anew whenever the language changes.
    draw() {
      const typed = this.field?.value ?? "";
      this.bubble = el(
        "button.bubble",
        { type: "button", "aria-haspopup": "dialog", onclick: () => this.open() },
        icon("M4 4h16v12H9l-5 4zM8 8.5h8M8 12h5"),
        el("span", {}, this.t("open")),
      );
      this.log = el("div.log", { tabIndex: 0, role: "group", "aria-labelledby": "title" });
      this.status = el("div.hidden", { role: "status" });
      this.field = el("textarea", { rows: 1, maxLength: 2000, id: "field", placeholder: this.t("placeholder"), value: typed });
      this.send = el("button.send", { type: "submit" });
      const form = el(
        "form",
        { onsubmit: (event) => this.submit(event) },
        el("label", { htmlFor: "field", className: "hidden" }, this.t("field")),
        el("div.line", {}, this.field, this.send),
        el("p.fine", {}, this.t("fine")),
      );
      this.panel = el("dialog", { "aria-labelledby": "title" }, this.head(), this.log, form, this.status);
      this.panel.addEventListener("cancel", (event) => (event.preventDefault(), this.close()));
      this.panel.addEventListener("keydown", (event) => this.pressed(event));
      this.field.addEventListener("input", () => this.grow());
      this.root.replaceChildren(this.bubble, this.panel);
      this.root.lang = this.language;
      this.drawTalk();
      this.drawSend();
      this.tint();
    }

    head() {
      const other = this.language === "vi" ? "en" : "vi";
      const tool = (label, act, path) =>
        el("button", { type: "button", title: label, "aria-label": label, onclick: act }, icon(path));
      return el(
        "header",
        {},
        el("h2", { id: "title" }, this.heading),
        el("button", { type: "button", lang: other, onclick: () => this.speak(other) }, WORDS[other].name),
        tool(this.t("anew"), () => this.anew(), "M12 5v14M5 12h14"),
        tool(this.t("close"), () => this.close(), "M6 6l12 12M18 6L6 18"),
      );
    }

    speak(language) {
      this.kept.language = language;
      this.keep();
      const open = this.panel.open;
      this.panel.close();
      this.draw();
      if (open) this.show();
      this.root.querySelector("header button").focus();
    }

    // White or black on the page's colour, and that colour for words only where it can be read.
    tint() {
      const [r, g, b] = getComputedStyle(this.bubble).backgroundColor.match(/[\d.]+/g).map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      this.root.style.setProperty("--on", light <= 0.183 ? "#fff" : "#000");
      this.root.classList.toggle("pale", light > 0.14);
    }

    open() {
      this.kept.open = true;
      this.keep();
      this.show();
      focus(this.field);
      this.session().then(() => (this.root.querySelector("h2").textContent = this.heading), () => {});
    }

    // A phone's whole screen is a modal dialog; beside a page it is not, and the page stays in reach.
    show() {
      if (this.small.matches) this.panel.showModal();
      else this.panel.show();
      this.bubble.hidden = true;
      this.log.scrollTop = this.log.scrollHeight;
      this.grow();
    }

    close() {
      this.kept.open = false;
      this.keep();
      this.panel.close();
      this.bubble.hidden = false;
      focus(this.bubble);
    }

    pressed(event) {
      if (event.isComposing) return; // the Enter of an input method ends a word
      if (event.key === "Escape") {
        event.preventDefault();
        this.close();
      } else if (event.key === "Enter" && !event.shiftKey && event.target === this.field) {
        event.preventDefault();
        if (!this.running) this.submit(event);
      }
    }

    grow() {
      this.field.style.height = "auto";
      this.field.style.height = `${Math.min(this.field.scrollHeight, 160)}px`;
    }

    anew() {
      this.running?.abort();
      this.kept.talk = [];
      this.keep();
      this.drawTalk();
      this.tell(this.t("anew"));
      focus(this.field);
    }

    submit(event) {
      event.preventDefault();
      if (this.running) {
        this.running.abort();
        return;
      }
      const question = this.field.value.trim();
      if (question) {
        this.field.value = "";
        this.grow();
        this.ask(question);
      }
      focus(this.field);
    }

    drawSend() {
      const word = this.t(this.running ? "stop" : "send");
      put(this.send, { title: word, "aria-label": word });
      this.send.replaceChildren(icon(this.running ? "M7 7h10v10H7z" : "M12 19V5M6 11l6-6 6 6"));
    }

    // Not scrollIntoView, which would move the page as well.
    scroll(node) {
      const top = node.getBoundingClientRect().top - this.log.getBoundingClientRect().top - 12;
      this.log.scrollBy({ top, behavior: "smooth" });
    }

    // Said once, when there is something whole to say: not every piece of a growing answer.
    tell(words, lang = this.language) {
      put(this.status, { lang }).textContent = words;
    }

    async ask(question) {
      const { talk } = this.kept;
      const turn = { question };
      const history = talk.filter((t) => t.answer).slice(-TURNS).flatMap((t) => [
        { role: "user", content: t.question },
        { role: "assistant", content: t.answer.answer },
      ]);
      const running = (this.running = new AbortController());
      talk.push(turn);
      this.keep();
      this.drawTalk();
      this.drawSend();
      this.tell(this.t("working"));
      this.scroll(this.nodes.get(turn));
      try {
        await this.listen(turn, { question, history }, running.signal);
      } catch (error) {
        turn.error = running.signal.aborted ? this.t("stopped") : this.wrong(error);
      }
      if (this.running === running) this.running = null;
      if (!this.kept.talk.includes(turn)) return; // a new conversation was begun meanwhile
      delete turn.written;
      this.keep();
      this.drawTurn(turn);
      this.scroll(this.nodes.get(turn));
      this.drawSend();
      if (turn.error) this.tell(turn.error);
      else this.tell(this.read(turn.answer), turn.answer.language);
    }

    read(answer) {
      const words = answer.answer.replace(/\[\d+\]|^[|:\s-]+$|^> ?/gm, "").replaceAll("|", " ");
      const count = answer.citations.length;
      return count ? `${words}\n${this.t("sources", { count })}` : words;
    }

    wrong(error) {
      if (error instanceof Problem) return error.message;
      return this.t(navigator.onLine ? "unreachable" : "offline");
    }

    // Server-sent events over fetch: EventSource can neither post nor carry a session.
    async listen(turn, body, signal) {
      const { unit } = await this.session();
      const response = await this.call("v1/ask", { ...body, unit, stream: true }, signal);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let waiting = "";
      let drawn = 0;
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        const blocks = (waiting + value).split("\n\n");
        waiting = blocks.pop();
        for (const block of blocks) this.hear(turn, block);
        if (!turn.answer && Date.now() - drawn > REDRAW_MS) {
          drawn = Date.now();
          this.drawTurn(turn);
        }
      }
      if (!turn.answer) throw new Problem(this.t("broken"));
    }

    hear(turn, block) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)/.exec(block) ?? [];
      const value = data && JSON.parse(data);
      if (name === "sources") turn.sources = value;
      else if (name === "token") turn.written = (turn.written ?? "") + value;
      else if (name === "answer") turn.answer = value;
      else if (name === "error") throw new Problem(value.detail);
      if (turn.answer) delete turn.sources;
    }

    // A session that is over is renewed once, unseen.
    async call(path, body, signal) {
      let response;
      for (const again of [false, true]) {
        const { token } = await this.session(again);
        response = await this.post(path, body, { authorization: `Bearer ${token}` }, signal);
        if (response.status !== 401) break;
      }
      return this.checked(response);
    }

    async session(again) {
      const { session } = this.kept;
      if (session && !again && session.until > Date.now()) return session;
      return (this.opening ??= this.begin().finally(() => (this.opening = null)));
    }

    async begin() {
      const response = await this.checked(await this.post("widget/session", { site: this.dataset.site }));
      const opened = await response.json();
      this.kept.session = { ...opened, until: Date.now() + (opened.expires_in - 30) * 1000 };
      this.keep();
      return this.kept.session;
    }

    post(path, body, headers = {}, signal = null) {
      return fetch(home + path, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        signal,
      });
    }

    async checked(response) {
      if (response.ok) return response;
      if (response.status === 429) {
        const seconds = Number(response.headers.get("retry-after")) || 60;
        const wait = seconds < 90 ? this.t("seconds", { count: seconds }) : this.t("minutes", { count: Math.ceil(seconds / 60) });
        throw new Problem(this.t("too_many", { wait }));
      }
      if (response.status === 401) throw new Problem(this.t("expired"));
      const { detail } = response.status < 500 ? await response.json().catch(() => ({})) : {};
      throw new Problem(detail || this.t("fault"));
    }

    drawTalk() {
      this.log.replaceChildren(
        el("div.welcome", {}, el("p", {}, this.t("hello")), el("p.notice", {}, this.t("notice"))),
      );
      this.nodes = new WeakMap();
      for (const turn of this.kept.talk) {
        // The page was left while the answer was on its way.
        if (!turn.answer && !turn.error && !this.running) turn.error = this.t("broken");
        this.drawTurn(turn);
      }
    }

    drawTurn(turn) {
      const body = turn.answer ? this.answer(turn) : turn.error ? this.failure(turn) : this.growing(turn);
      const asked = el("p.question", {}, el("span.hidden", {}, `${this.t("field")}: `), turn.question);
      const node = el("article", {}, asked, body);
      const before = this.nodes.get(turn);
      if (before) before.replaceWith(node);
      else this.log.append(node);
      this.nodes.set(turn, node);
    }

    growing(turn) {
      if (!turn.written) return el("p.working", {}, this.t("working"));
      return el("div.answer growing", {}, el("p.state", {}, this.t("growing")), this.lay(turn.written, new Map()));
    }

    failure(turn) {
      const again = () => {
        if (this.running) return;
        this.kept.talk = this.kept.talk.filter((other) => other !== turn);
        this.ask(turn.question);
        focus(this.field);
      };
      return el("div.answer failed", {}, el("p", {}, turn.error), this.button(this.t("again"), again));
    }

    button(words, onclick) {
      return el("button.small", { type: "button", onclick }, words);
    }

    answer(turn) {
      const { answer } = turn;
      const words = WORDS[this.language];
      const cards = new Map(answer.citations.map((c) => [c.marker, this.card(c)]));
      const fold = el("details.sources", {}, el("summary", {}, this.t("sources", { count: cards.size })), [...cards.values()]);
      const said = new Set(answer.findings.map((f) => f.text).filter((text) => !answer.answer.includes(text)));
      const kinds = answer.findings.map((f) => f.kind);
      const checked = cards.size && !kinds.includes("unsupported") && !kinds.includes("removed");
      return el(
        "div",
        { className: `answer ${answer.status}`, lang: answer.language },
        words[answer.status] ? el("p.state", { lang: this.language }, words[answer.status]) : "",
        this.lay(answer.answer, cards),
        [...said].map((text) => el("p.finding", {}, text)),
        checked ? el("p.state checked", { lang: this.language }, this.t("checked")) : "",
        el("div", { lang: this.language }, cards.size ? fold : "", this.tools(turn)),
      );
    }

    // `cards`: by the number of a marker, the source it opens. A "[9]" without one stays plain.
    lay(text, cards) {
      const lines = text.split("\n").filter((line) => line.trim());
      const parts = [];
      while (lines.length) {
        const [line, rule] = lines;
        if (isRow(line) && isRule(rule) && cells(line).length === cells(rule).length) {
          const after = lines.findIndex((other) => !isRow(other));
          parts.push(this.table(lines.splice(0, after < 0 ? lines.length : after), cards));
        } else {
          const [, sign, words] = /^\s*(?:([-•*+>])\s+)?(.*)/.exec(lines.shift());
          const className = sign === ">" ? "quote" : sign ? "item" : parts.length ? "more" : "fact";
          parts.push(el("p", { className }, this.words(words, cards)));
        }
      }
      return parts;
    }

    words(text, cards) {
      return text.split(/\[(\d{1,3})\]/).map((piece, at) => {
        const card = at % 2 ? cards.get(Number(piece)) : null;
        return card ? this.marker(piece, card) : at % 2 ? `[${piece}]` : piece;
      });
    }

    marker(number, card) {
      const show = () => {
        card.parentElement.open = true;
        focus(card);
        this.scroll(card);
      };
      return el("button.marker", { type: "button", "aria-label": this.t("see", { number }), onclick: show }, number);
    }

    table(lines, cards) {
      const [head, , ...rows] = lines.map(cells);
      const width = head.length;
      const fitted = rows.map((row) => [...row.slice(0, width - 1), row.slice(width - 1).join(" | "), ...Array(width).fill("")].slice(0, width));
      const right = head.map((_, at) => {
        const filled = fitted.map((row) => row[at]).filter((cell) => cell.replace(/[–-]/g, "").trim());
        return filled.filter((cell) => FIGURE.test(cell)).length * 2 > filled.length ? "figure" : "";
      });
      const line = (row, name) => el("tr", {}, row.map((cell, at) => el(name, { className: right[at] }, this.words(cell, cards))));
      const body = el("table", {}, el("thead", {}, line(head, "th")), el("tbody", {}, fitted.map((row) => line(row, "td"))));
      return el("div.sheet", { tabIndex: 0, role: "group", "aria-label": this.t("table") }, body);
    }

    heads(c) {
      const day = c.issued?.split("-").reverse().join("/");
      const number = c.number?.startsWith("/") ? `…${c.number}` : c.number;
      return [c.type || c.source, number && this.t("number", { number }), day && this.t("day", { day })].filter(Boolean).join(" ");
    }

    place(c) {
      const steps = [...c.section, c.row && this.t("row", { row: c.row })].filter(Boolean).join(" › ");
      return [c.unit, steps, c.page && this.t("page", { page: c.page })].filter(Boolean).join(" · ");
    }

    card(c) {
      const at = c.highlight ? c.quote.indexOf(c.highlight) : -1;
      const end = at + (c.highlight ?? "").length;
      const quote = at < 0 ? [c.quote] : [c.quote.slice(0, at), el("mark", {}, c.quote.slice(at, end)), c.quote.slice(end)];
      const anchor = c.block == null ? "" : `#b${c.block}${c.row_index == null ? "" : `r${c.row_index}`}`;
      const href = `${home}documents/${encodeURIComponent(c.document_id)}${anchor}`;
      return el(
        "section",
        { tabIndex: -1 },
        el("h3", {}, `${c.marker} · ${this.heads(c)}`),
        c.subject ? el("p", {}, c.subject) : "",
        el("p", {}, this.place(c)),
        el("blockquote", {}, quote),
        el("a", { href, target: "_blank", rel: "noopener" }, this.t("document"), el("span.hidden", {}, ` ${this.heads(c)} (${this.t("tab")})`)),
      );
    }

    tools(turn) {
      const { answer } = turn;
      const copy = this.button(this.t("copy"), async () => {
        await this.copy(turn);
        copy.textContent = this.t("copied");
        this.tell(this.t("copied"));
      });
      const bar = el("div.tools", {}, answer.citations.length ? copy : "");
      if (turn.rated) bar.append(el("p.state", {}, this.t("thanks")));
      else if (answer.id) {
        const worse = this.button(this.t("unhelpful"), () => worse.parentElement.replaceWith(this.reason(turn)));
        bar.append(this.button(this.t("helpful"), () => this.rate(turn, { verdict: "up" })), worse);
      }
      return bar;
    }

    reason(turn) {
      const why = el("select", {}, REASONS.map((value) => el("option", { value }, this.t(value))));
      const more = el("textarea", { rows: 2, maxLength: 1000 });
      const onsubmit = (event) => {
        event.preventDefault();
        this.rate(turn, { verdict: "down", reason: why.value, comment: more.value.trim() });
      };
      queueMicrotask(() => focus(why));
      return el(
        "form.reason",
        { onsubmit },
        el("label", {}, this.t("reason"), why),
        el("label", {}, this.t("comment"), more),
        el("button.small", { type: "submit" }, this.t("send_reason")),
      );
    }

    async rate(turn, said) {
      try {
        await this.call("v1/feedback", { answer_id: turn.answer.id, ...said });
        turn.rated = true;
        this.keep();
        this.drawTurn(turn);
        this.tell(this.t("thanks"));
        focus(this.field);
      } catch (error) {
        this.nodes.get(turn).lastChild.append(el("p.finding", {}, this.wrong(error)));
        this.tell(this.wrong(error));
      }
    }

    async copy({ answer }) {
      const sources = answer.citations.map((c) => `[${c.marker}] ${this.heads(c)}, ${this.place(c)}: ${c.quote}`);
      const text = [answer.answer, "", ...sources].join("\n");
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        // a page without https, or one that forbids the clipboard to what it embeds
        const field = el("textarea", { value: text });
        this.panel.append(field);
        field.select();
        document.execCommand("copy");
        field.remove();
      }
    }
  }

  const start = () => {
    if (!customElements.get(TAG)) customElements.define(TAG, Widget);
    if (!document.querySelector(TAG)) {
      const widget = document.createElement(TAG);
      Object.assign(widget.dataset, script.dataset);
      document.body.append(widget);
    }
  };
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
