(() => {
  "use strict";
  const CHUNK = 25; // listings drawn at a time
  const PRINTED = 200; // listings on paper
  const LONG = 700; // characters after which a cell is folded
  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);
  const words = read("words-data");
  const listings = read("listings-data").map(([key, place, heading, hidden, findings, fields, header]) =>
    ({ key, place, heading, hidden, findings, fields, header, hay: "" }));
  const section = byId("listings"), list = byId("list"), more = byId("more"), tip = byId("tip"), form = document.forms[0];
  const locale = section.dataset;
  const stageName = (stage) => form.stage.querySelector(`[value="${stage}"]`)?.textContent ?? stage;
  document.documentElement.classList.add("scripted");

  // Elements are only ever made of text: nothing from the catalog is parsed as HTML.
  function h(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) if (value !== null) node.setAttribute(key, value);
    node.append(...children.filter((child) => child !== null && child !== ""));
    return node;
  }
  function icon(name) {
    const space = document.querySelector("svg").namespaceURI;
    const svg = document.createElementNS(space, "svg"), use = document.createElementNS(space, "use");
    use.setAttribute("href", `#i-${name}`);
    svg.setAttribute("class", `icon ${name}`);
    svg.setAttribute("aria-hidden", "true");
    svg.append(use);
    return svg;
  }

  // ---- What the payload says (its shape is described in payload.py)
  const plain = (pieces) => pieces.map((piece) => (typeof piece === "string" ? piece : piece[0])).join("");
  function fieldOf([path, label, html, source, target, changes, findings, changed]) {
    const from = plain(source), into = plain(target);
    const steps = changes.map(([span, stage, before, after, why, by]) => ({
      span, stage: words[stage], before: before ?? from, after: after ?? into, why: words[why], by: words[by] }));
    return { path: words[path], label: words[label], html, source, target, from, into, steps, findings, changed };
  }
  const findingOf = ([severity, code, group, message, value, suggestion]) => ({
    severity: words[severity], code: words[code], group: words[group], message: words[message], value, suggestion: words[suggestion] });
  const findingsOf = (listing) => [...listing.findings, ...listing.fields.flatMap((field) => field[6])];

  function hay(listing) {
    if (!listing.hay) {
      const texts = [listing.key, listing.place, listing.heading];
      for (const field of listing.fields) texts.push(words[field[0]], plain(field[3]), plain(field[4]));
      for (const finding of findingsOf(listing)) texts.push(words[finding[1]], words[finding[3]]);
      listing.hay = texts.join("\n").toLowerCase();
    }
    return listing.hay;
  }

  function prepare(at) { // what is searched is put together while nobody waits
    window.requestIdleCallback?.((idle) => {
      while (at < listings.length && idle.timeRemaining() > 4) hay(listings[at++]);
      if (at < listings.length) prepare(at);
    });
  }

  // ---- Filters
  const filter = { text: "", severity: "", stage: "", field: "", only: false, code: "", group: "", key: "" };
  const fits = (field) =>
    (!filter.field || words[field[0]] === filter.field) &&
    (!filter.stage || field[5].some((change) => words[change[1]] === filter.stage));
  function matches(listing) {
    if (filter.key && listing.key !== filter.key) return false;
    if ((filter.field || filter.stage) && !listing.fields.some(fits)) return false;
    if (filter.text && !filter.text.split(/\s+/).every((word) => hay(listing).includes(word))) return false;
    if (!filter.only && !filter.severity && !filter.code) return true;
    return findingsOf(listing).some((finding) =>
      (!filter.severity || words[finding[0]] === filter.severity) &&
      (!filter.code || words[finding[1]] === filter.code) && (!filter.group || words[finding[2]] === filter.group));
  }

  // ---- One listing
  function text(pieces, html, steps, focusable) {
    const box = h("div", { class: "text" });
    const add = (parent, part) => {
      for (const bit of html ? part.split(/(<[^>]*>)/) : [part]) {
        if (bit) parent.append(html && bit.startsWith("<") ? h("span", { class: "tag" }, bit) : bit);
      }
      return parent;
    };
    for (const piece of pieces) {
      if (typeof piece === "string") add(box, piece);
      else {
        const button = focusable ? { role: "button", tabindex: "0" } : {};
        const stage = steps[piece[1]].stage.replace("source-", "");
        const mark = add(h("span", { class: `mark ${stage}`, "data-n": piece[1], ...button }), piece[0]);
        mark.step = steps[piece[1]];
        box.append(mark);
      }
    }
    return box;
  }
  function direction(side, value) {
    return locale[`${side}Dir`] === "rtl" && /[\u0590-\u08ff\ufb1d-\ufefc]/.test(value) ? "rtl" : "auto";
  }
  function cell(side, field) {
    const value = side === "source" ? field.from : field.into;
    const box = h("div", { class: `cell ${side}`, lang: locale[side], dir: direction(side, value) },
      h("span", { class: "hidden", lang: "en" }, side === "source" ? "Catalog: " : "Output: "),
      text(field[side], field.html, field.steps, side === "target"));
    if (value.length > LONG) {
      box.classList.add("clamp");
      const button = h("button", { type: "button", class: "link", lang: "en" }, "Show all");
      button.addEventListener("click", () => { box.classList.remove("clamp"); button.remove(); });
      box.append(button);
    }
    return box;
  }
  function found(raw) {
    const finding = findingOf(raw);
    return h("p", { class: `found ${finding.severity}` }, icon(finding.severity),
      h("span", {}, h("span", { class: "hidden" }, `${finding.severity}: `), finding.message,
        finding.suggestion ? h("small", {}, finding.suggestion) : null));
  }
  function difference(before, after) { // what both share at the ends is cut to a few words
    let start = 0, end = 0;
    const most = Math.min(before.length, after.length);
    while (start < most && before[start] === after[start]) start++;
    while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
    start = Math.max(0, before.lastIndexOf(" ", Math.max(0, start - 24)));
    end = Math.max(0, end - 24);
    const cut = (value) => (start ? "…" : "") + value.slice(start, value.length - end) + (end ? "…" : "");
    return [cut(before), cut(after)];
  }
  function step(change, whole) {
    const [before, after] = whole || change.stage === "translate" ? [change.before, change.after] : difference(change.before, change.after);
    return [
      h("div", { class: "stage" }, stageName(change.stage)),
      h("div", { class: "step" }, h("span", { class: "hidden" }, "from "), h("del", { dir: "auto" }, before || "(empty)"),
        h("span", { "aria-hidden": "true" }, " → "), h("span", { class: "hidden" }, " to "), h("ins", { dir: "auto" }, after || "(empty)")),
      h("div", { class: "why" }, change.why, change.by ? h("span", {}, change.why ? " · " : "", h("code", {}, change.by)) : null),
    ];
  }
  function history(steps) {
    const stages = [...new Set(steps.map((change) => stageName(change.stage).toLowerCase()))].join(", ");
    const box = h("details", { class: "also" }, h("summary", {}, `${steps.length} ${steps.length === 1 ? "change" : "changes"}: ${stages}`));
    box.addEventListener("toggle", () => {
      if (box.children.length === 1) box.append(h("ol", { class: "steps" }, ...steps.map((change) => h("li", {}, ...step(change, true)))));
    });
    return box;
  }
  function fieldRow(raw) {
    const field = fieldOf(raw);
    const target = field.changed ? cell("target", field) : h("div", { class: "cell same" }, "unchanged");
    const row = h("div", { class: "field" },
      h("h4", {}, field.path, field.label ? h("small", {}, field.label) : null), cell("source", field), target);
    if (field.findings.length) row.append(h("div", { class: "also" }, ...field.findings.map(found)));
    if (field.steps.length) row.append(history(field.steps));
    return row;
  }
  function card(listing) {
    const some = filter.field || filter.stage;
    const fields = some ? listing.fields.filter(fits) : listing.fields;
    const left = listing.hidden + listing.fields.length - fields.length;
    return h("article", { class: "card listing" },
      h("header", {}, h("h3", { lang: locale.source, dir: "auto" }, listing.heading),
        h("span", { class: "key" }, h("bdi", {}, listing.key)), h("span", { class: "place" }, listing.place)),
      ...listing.findings.map(found), ...fields.map(fieldRow),
      left ? h("p", { class: "quiet" }, `${left} other ${left === 1 ? "field" : "fields"} ${some ? "not shown" : "unchanged"}`) : null);
  }

  // ---- The list, drawn as it is reached
  let shown = [], drawn = 0;
  const number = (value) => value.toLocaleString("en");
  function draw() {
    const next = shown.slice(drawn, drawn + CHUNK);
    list.append(...next.map(card));
    drawn += next.length;
    more.hidden = drawn >= shown.length;
  }
  addEventListener("beforeprint", () => {
    while (drawn < Math.min(shown.length, PRINTED)) draw();
    byId("printed").textContent = drawn < shown.length
      ? `The first ${number(drawn)} of ${number(shown.length)} listings are printed; filter the page to print others.` : "";
  });
  function refresh() {
    shown = listings.filter(matches);
    drawn = 0;
    list.replaceChildren();
    hide();
    const cause = filter.key ? ` with the key ${filter.key}` : filter.code ? ` with the finding ${filter.code}` : "";
    const [here, all] = [shown, listings].map((rows) => rows.filter((row) => !row.header).length);
    const too = shown.length > here ? " and the column names" : ""; // the header is no listing
    byId("count").textContent = shown.length === listings.length
      ? `${number(all)} ${all === 1 ? "listing" : "listings"}${too}`
      : `${number(here)} of ${number(all)} listings${too}${cause}`;
    byId("reset").hidden = shown.length === listings.length && !cause;
    draw();
  }
  function reset() {
    form.reset();
    Object.assign(filter, { text: "", severity: "", stage: "", field: "", only: false, code: "", group: "", key: "" });
  }
  function reveal(change) {
    reset();
    Object.assign(filter, change);
    if (change.code) form.code.value = change.code;
    refresh();
    byId("listings-title").focus({ preventScroll: true });
    section.scrollIntoView();
  }

  // ---- The explanation of a marked piece: on hover, on focus, on tap; Escape closes it
  let shownFor = null, timer = 0;
  const twins = (mark) => mark.closest(".field").querySelectorAll(`.mark[data-n="${mark.dataset.n}"]`);
  function hide() {
    if (!shownFor) return;
    twins(shownFor).forEach((twin) => twin.classList.remove("on"));
    shownFor.removeAttribute("aria-describedby");
    shownFor = null;
    tip.hidden = true;
  }
  function show(mark) {
    clearTimeout(timer);
    if (mark === shownFor) return;
    hide();
    shownFor = mark;
    tip.replaceChildren(...step(mark.step, false));
    tip.hidden = false;
    mark.setAttribute("aria-describedby", "tip");
    twins(mark).forEach((twin) => twin.classList.add("on"));
    place();
  }
  function place() {
    const at = shownFor.getBoundingClientRect(), size = tip.getBoundingClientRect();
    const below = at.bottom + 8 + size.height < innerHeight;
    tip.style.left = `${Math.max(16, Math.min(at.left, innerWidth - size.width - 16))}px`;
    tip.style.top = `${below ? at.bottom + 8 : Math.max(8, at.top - size.height - 8)}px`;
  }
  const markOf = (event) => event.target.closest?.("#list .mark");
  const later = () => { clearTimeout(timer); timer = setTimeout(hide, 200); };
  list.addEventListener("mouseover", (event) => { const mark = markOf(event); if (mark) show(mark); });
  list.addEventListener("mouseout", (event) => { if (markOf(event) && document.activeElement !== shownFor) later(); });
  list.addEventListener("focusin", (event) => { const mark = markOf(event); if (mark) show(mark); });
  list.addEventListener("focusout", later);
  tip.addEventListener("mouseenter", () => clearTimeout(timer));
  tip.addEventListener("mouseleave", later);
  addEventListener("scroll", () => { // moving the focus scrolls, too: then the explanation goes along
    if (shownFor && shownFor === document.activeElement) place();
    else hide();
  }, { passive: true });
  addEventListener("keydown", (event) => {
    const mark = markOf(event);
    if (event.key === "Escape") hide();
    else if (mark && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); show(mark); }
  });
  addEventListener("click", (event) => { const mark = markOf(event); if (mark) show(mark); else if (!tip.contains(event.target)) hide(); });

  // ---- Wiring
  const paths = new Set(listings.flatMap((listing) => listing.fields.map((field) => words[field[0]])));
  for (const path of paths) form.field.append(h("option", { value: path }, path));
  const used = new Set(listings.flatMap((listing) => listing.fields.flatMap((field) => field[5].map((change) => words[change[1]]))));
  for (const option of [...form.stage.options]) if (option.value && !used.has(option.value)) option.remove();
  const codes = new Set(listings.flatMap((listing) => findingsOf(listing).map((finding) => words[finding[1]])));
  for (const code of [...codes].sort()) form.code.append(h("option", { value: code }, code));
  let typing = 0;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    Object.assign(filter, { group: "", key: "", text: form.text.value.trim().toLowerCase(), only: form.only.checked });
    for (const name of ["code", "severity", "stage", "field"]) filter[name] = form[name].value;
    clearTimeout(typing);
    typing = setTimeout(refresh, event.target === form.text ? 100 : 0);
  });
  byId("reset").addEventListener("click", () => { reset(); refresh(); form.text.focus(); });
  more.addEventListener("click", draw);
  new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) draw(); }, { rootMargin: "600px" }).observe(more);
  addEventListener("click", (event) => {
    const key = event.target.closest?.("[data-listing]"), cause = event.target.closest?.("[data-code]");
    if (key) { event.preventDefault(); reveal({ key: key.dataset.listing }); }
    if (cause) reveal({ code: cause.dataset.code, group: cause.dataset.group });
  });
  for (const button of document.querySelectorAll("[data-rest]")) {
    const table = byId(button.dataset.rest), all = `Show all ${table.querySelectorAll("tbody tr").length}`, few = button.textContent;
    button.addEventListener("click", () => {
      const short = table.classList.toggle("short");
      button.textContent = short ? all : few;
      button.setAttribute("aria-expanded", String(!short));
    });
    button.click();
  }
  refresh();
  prepare(0);

  // ---- Answers, in the form that "localize decide" reads (described in answers.py)
  const answers = byId("answers");
  const choices = [...document.querySelectorAll(".answer-choice")];
  const reasonOf = (choice) => choice.closest(".choose").querySelector("input");
  function answered() {
    const file = { decisions: [], settings: [], accept: [] }, seen = new Set();
    for (const choice of choices) {
      const option = choice.selectedOptions[0];
      if (!option?.value) continue;
      const entry = JSON.parse(option.dataset.entry);
      if (option.dataset.asks) fill(entry, option.dataset.asks, reasonOf(choice).value.trim());
      const text = JSON.stringify(entry);
      if (!seen.has(text)) file[option.value].push(entry);
      seen.add(text);
    }
    return file;
  }
  function fill(entry, key, text) { // wherever in it the key stands
    for (const [name, value] of Object.entries(entry)) {
      if (name === key) entry[name] = text;
      else if (value && typeof value === "object") fill(value, key, text);
    }
  }
  const isOpen = (entry) => Object.values(entry).some((value) => value === "" || (value && typeof value === "object" && isOpen(value)));
  const WHERE = ["option", "column", "category", "value", "market"];
  function clashes({ decisions, settings }) { // two answers to one question
    const place = (entry) => Object.entries(entry).map(([key, value]) => (WHERE.includes(key) ? `${key}=${value}` : key)).join("/");
    const said = new Map();
    const differs = (table, path) => Object.entries(table).some(([key, value]) => {
      const at = `${path}.${key}`;
      if (typeof value === "object") return differs(value, at);
      if (said.has(at) && said.get(at) !== value) return true;
      said.set(at, value);
      return false;
    });
    return new Set(decisions.map(place)).size < decisions.length || settings.some((table) => differs(table, ""));
  }
  function told() {
    const file = answered(), all = [...file.decisions, ...file.settings, ...file.accept], total = all.length;
    const missing = all.filter(isOpen).length;
    byId("answers-state").textContent = !total ? "None chosen yet."
      : missing ? `${number(missing)} of ${number(total)} still ${missing === 1 ? "wants" : "want"} some words.`
      : clashes(file) ? "Two answers to one question differ: one option has one answer everywhere."
      : `${number(total)} chosen.`;
    byId("answers-ready").hidden = !total || missing > 0 || clashes(file);
    const text = JSON.stringify(file, null, 2) + "\n";
    byId("answers-text").textContent = text;
    return text;
  }
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      const { asks, input } = choice.selectedOptions[0].dataset, asked = reasonOf(choice).parentNode;
      asked.hidden = !asks;
      if (asks) asked.querySelector(".asked").textContent = input;
      told();
    });
    reasonOf(choice).addEventListener("input", told);
  }
  if (answers) {
    byId("answers-save").addEventListener("click", () => {
      const link = h("a", { download: answers.dataset.name, href: URL.createObjectURL(new Blob([told()], { type: "application/json" })) });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      byId("answers-state").textContent = `Saved as ${answers.dataset.name}.`;
    });
    byId("answers-copy").addEventListener("click", () => {
      const done = () => { byId("answers-state").textContent = "Copied."; };
      const byHand = () => {
        byId("answers-text").closest("details").open = true;
        getSelection().selectAllChildren(byId("answers-text"));
        byId("answers-state").textContent = "The text below is selected: copy it with your keyboard.";
      };
      if (navigator.clipboard) navigator.clipboard.writeText(told()).then(done, byHand);
      else byHand();
    });
  }
})();
