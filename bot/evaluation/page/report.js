// Shows the questions: filters, a page of them at a time, each one's body when it is opened. Texts are set as text.
"use strict";
(() => {
  const PAGE = 100;
  const data = JSON.parse(document.getElementById("data").textContent);
  const field = (id) => document.getElementById(id);
  const list = field("questions"), more = field("more"), count = field("count");
  const selects = { kind: field("kind"), status: field("status"), set: field("set") };
  let found = [], shown = 0;

  function element(tag, text, className) {
    const made = document.createElement(tag);
    if (text !== undefined && text !== null) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  for (const question of data.questions) {
    question.words = [question.id, question.question, question.understood, question.answer, question.text, question.note]
      .concat(question.gold, question.evidence).filter(Boolean).join("\n").toLowerCase();
  }

  for (const [name, select] of Object.entries(selects)) {
    const times = new Map();
    for (const question of data.questions) times.set(question[name], (times.get(question[name]) || 0) + 1);
    for (const value of [...times.keys()].sort()) {
      const option = element("option", `${value} (${times.get(value)})`);
      option.value = value;
      select.append(option);
    }
    select.parentElement.hidden = times.size < 2;
  }
  if (!data.questions.some((q) => q.change)) {
    for (const option of [...field("verdict").options]) {
      if (option.value === "gained" || option.value === "lost") option.remove();
    }
  }

  function passes(question, words, verdict) {
    if (verdict === "right" && !question.right) return false;
    if (verdict === "wrong" && question.right) return false;
    if ((verdict === "gained" || verdict === "lost") && question.change !== verdict) return false;
    for (const [name, select] of Object.entries(selects)) {
      if (select.value && question[name] !== select.value) return false;
    }
    return words.every((word) => question.words.includes(word));
  }

  function filter() {
    const words = field("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdict = field("verdict").value;
    found = data.questions.filter((question) => passes(question, words, verdict));
    shown = 0;
    list.replaceChildren();
    showMore();
  }

  function showMore() {
    const next = found.slice(shown, shown + PAGE).map(row);
    list.append(...next);
    shown += next.length;
    const wrong = found.filter((question) => !question.right).length;
    count.textContent = `${found.length} of ${data.questions.length} questions, ${wrong} wrong` +
      (shown < found.length ? `; the first ${shown} are shown` : "");
    more.hidden = shown >= found.length;
    more.textContent = `Show ${Math.min(PAGE, found.length - shown)} more`;
    return next[0];
  }

  function row(question) {
    const details = element("details", null, `question ${question.right ? "right" : "wrong"}`);
    const summary = element("summary");
    const extra = [question.kind, question.status, question.confidence.toFixed(2), question.change].filter(Boolean);
    summary.append(
      element("span", question.right ? "right" : "wrong", "verdict"),
      element("span", question.question || "(empty question)", "what"),
      element("span", extra.join(" · "), "meta"));
    details.append(summary);
    details.addEventListener("toggle", () => {
      if (!details.open || details.querySelector(".body")) return;
      const body = details.appendChild(bodyOf(question));
      for (const text of body.querySelectorAll(".cited")) {
        const mark = text.querySelector("mark");
        if (mark) text.scrollTop = mark.offsetTop - text.offsetTop - 40;
      }
    });
    return details;
  }

  function bodyOf(question) {
    const body = element("div", null, "body");
    const terms = element("dl");
    const add = (term, text) => {
      if (text) terms.append(element("dt", term), element("dd", text));
    };
    add("Understood as", question.understood === question.question ? "" : question.understood);
    const golds = question.gold.join(question.all ? "; and " : "; or ");
    add("Gold", golds || (question.answerable ? "(the evidence decides)" : "not in the article"));
    question.evidence.forEach((text) => add("Evidence", `“${text}”`));
    add("Sections", question.sections.join("; "));
    add("Must not say", question.mustNot.join("; "));
    add("Short answer", question.answer);
    add("Reply", question.text);
    add("Marks", Object.entries(question.marks).map(([name, value]) => `${name} ${value}`).join("  "));
    add("Note", question.note);
    add("Id", [question.id, question.set, question.conversation && `conversation ${question.conversation}`,
      question.half, `${question.milliseconds} ms`].filter(Boolean).join(" · "));
    body.append(terms);
    question.citations.forEach((citation) => body.append(quoted(citation)));
    return body;
  }

  function quoted(citation) {
    const block = element("blockquote");
    const text = element("p", null, "cited");
    text.tabIndex = 0;
    if (citation.in === undefined) {
      block.append(element("small", `${citation.section} (this place is not in the article)`));
      text.append(element("mark", citation.quote));
    } else {
      const section = data.sections[citation.in];
      block.append(element("small", `${section.article}: ${section.name}`));
      const characters = Array.from(section.text); // offsets count characters, not UTF-16 units
      const part = (from, to) => characters.slice(from, to).join("");
      text.append(part(0, citation.from), element("mark", part(citation.from, citation.to)), part(citation.to));
    }
    block.append(text);
    return block;
  }

  let timer;
  field("search").addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(filter, 80); });
  field("filters").addEventListener("change", filter);
  field("filters").addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  more.addEventListener("click", () => {
    const first = showMore();
    if (first) first.querySelector("summary").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || /^(INPUT|SELECT)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    field("search").focus();
  });
  filter();
})();
