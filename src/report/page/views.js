// The other views: tables, time, lineages, what stands together, documents, and how to cite.

function formulasView() {
  const others = data.formulas.total - data.counts.formulas;
  return [html("h1", {}, say("nav.formulas")), note(say("formulas.note")),
    others > 0 ? note(say("formulas.others", { n: number(others) })) : null,
    remainder(formulas.length, data.formulas.total, "formulas.csv"),
    dataTable(formulas, [
      ...formulaColumns().slice(0, 1),
      column("kind", { show: (row) => term(row.kind) }),
      ...formulaColumns().slice(1),
      column("first_date", { minor: true }), column("last_date", { minor: true }),
      column("quoted_share", { minor: true }), column("per_million", { minor: true }),
    ], { caption: say("nav.formulas"), filters: [{ key: "kind", label: say("col.kind") }, { key: "heat", label: say("col.heat") }], least: true })];
}

function quotesView() {
  return [html("h1", {}, say("quotes")), note(say("quotes.note")),
    remainder(data.quotes.rows.length, data.quotes.total, "quotes.csv"),
    dataTable(records(data.quotes), [
      column("phrase"), column("mentions", { show: mentionsCell(data.quotes.rows.length ? records(data.quotes)[0].mentions : 0) }),
      column("documents"), column("per_million", { minor: true }), column("first_date"), column("last_date"),
      column("formula", { show: (row) => (row.formula ? formulaLink(row.formula) : "") }),
    ], { caption: say("quotes"), least: true })];
}

function phrasesView() {
  const rows = records(data.phrases);
  const largest = Math.max(...rows.map((row) => row.mentions), 1);
  return [html("h1", {}, say("phrases")), note(say("phrases.note")),
    remainder(rows.length, data.phrases.total, "phrases.csv"),
    dataTable(rows, [
      column("phrase", { show: (row) => formulaLink(row.phrase) }), column("length", { minor: true }), column("mentions", { show: mentionsCell(largest) }), column("documents"),
      column("cohesion"), column("left_entropy", { minor: true }), column("right_entropy", { minor: true }), column("quoted_share"),
      column("first_date", { minor: true }), column("last_date", { minor: true }),
    ], { caption: say("phrases"), least: true })];
}

const COLOURS = 8;
let compared = null;
let measure = "mentions";

function timeView(name) {
  const title = html("h1", {}, say("nav.time"));
  if (!data.periods.length) return [title, note(say("time.none"))];
  const known = (formula) => formulaPlace.has(formula) && data.details[formulaPlace.get(formula)].time;
  compared = compared || formulas.slice(0, 5).map((row) => row.formula).filter(known);
  if (name && known(name) && !compared.includes(name)) compared = [name, ...compared].slice(0, COLOURS);
  const place = html("div");
  const format = (value) => (measure === "document_share" ? percent(value) : number(value));
  const draw = () => {
    const lines = compared.map((formula, colour) => ({ name: formula, colour, values: series(formulaPlace.get(formula), measure) }));
    const names = data.periods.map(([period]) => period);
    place.replaceChildren(
      html("p", { class: "legend" }, compared.map((formula, colour) => html("button", { type: "button", class: "chip colour-" + colour,
        "aria-label": say("remove", { formula }), click: () => { compared = compared.filter((other) => other !== formula); draw(); } },
      html("i", { class: "swatch" }), zh(formula), " ×"))),
      figure(say("measure." + measure), lineChart(say("nav.time"), names, lines, format)),
      html("details", {}, html("summary", {}, say("as.table")), dataTable(
        names.map((period, index) => ({ period, ...Object.fromEntries(lines.map((line) => [line.name, line.values[index]])) })),
        [column("period"), ...compared.map((formula) => ({ key: formula, label: formula, number: true, show: (row) => (row[formula] === null ? "" : format(row[formula])) }))],
        { caption: say("nav.time"), plain: true })));
  };
  const input = html("input", { type: "search", list: "known", autocomplete: "off", placeholder: formulas[0]?.formula, change: () => {
    const wanted = input.value.trim();
    status.textContent = "";
    if (!wanted) return;
    if (!known(wanted)) status.textContent = say("time.unknown", { formula: wanted });
    else if (compared.length >= COLOURS) status.textContent = say("time.full", { n: COLOURS });
    else if (!compared.includes(wanted)) compared = [...compared, wanted];
    input.value = "";
    draw();
  } });
  const status = html("p", { class: "count", role: "status" });
  draw();
  return [title, note(say("time.note")),
    html("div", { class: "controls" },
      html("label", { class: "field" }, html("span", {}, say("time.add")), input),
      html("datalist", { id: "known" }, formulas.slice(0, 500).map((row) => html("option", { value: row.formula }))),
      choice(say("measure"), ["mentions", "per_million", "document_share"].map((key) => [key, say("measure." + key)]), measure,
        (value) => { measure = value; draw(); })),
    status, place];
}

// A date as a number of years, for drawing.
function years(date) {
  const [year, month = 1, day = 1] = date.split("-").map(Number);
  return year + (month - 1) / 12 + (day - 1) / 372;
}

function lineageChart(head, rows, from, to) {
  const width = room(1128);
  const [left, right] = [width < 600 ? 110 : 150, 60];
  const height = rows.length * 30 + 26;
  const x = (date) => left + (years(date) - from) / Math.max(to - from, 0.01) * (width - left - right);
  const most = Math.max(...rows.map((row) => row.mentions));
  const marks = ticks(to - from, width / 120).map((step) => Math.round(from + step)).filter((year, index, all) => year <= to && all.indexOf(year) === index);
  return drawing(width, height, say("lineage.label", { head }),
    marks.map((year) => svg("g", { class: "grid" }, svg("line", { x1: x(String(year)), x2: x(String(year)), y1: 4, y2: height - 20 }),
      svg("text", { x: x(String(year)), y: height - 5, "text-anchor": "middle" }, String(year)))),
    rows.map((row, index) => {
      const y = 18 + index * 30;
      return svg("g", { class: "span" },
        svg("a", { href: formulaPlace.has(row.formula) ? formulaAddress(row.formula) : null },
          svg("text", { x: left - 12, y: y + 5, "text-anchor": "end", lang: "zh-Hans" }, row.formula)),
        row.first_date ? [
          svg("line", { x1: x(row.first_date), x2: Math.max(x(row.last_date), x(row.first_date) + 1), y1: y, y2: y,
            "stroke-width": (3 + 11 * Math.sqrt(row.mentions / most)).toFixed(1) },
          svg("title", {}, `${row.formula} · ${row.first_date} – ${row.last_date} · ${number(row.mentions)}`)),
          svg("text", { class: "axis", x: x(row.last_date) + 10, y: y + 4 }, number(row.mentions))] : null);
    }));
}

function lineagesView() {
  const rows = records(data.lineages);
  const title = html("h1", {}, say("nav.lineages"));
  if (!rows.length) return [title, note(say("lineages.none"))];
  const families = new Map();
  for (const row of rows) families.set(row.head, [...(families.get(row.head) || []), row]);
  const total = (family) => family.reduce((sum, row) => sum + row.mentions, 0);
  const dated = rows.filter((row) => row.first_date);
  const [from, to] = [Math.min(...dated.map((row) => years(row.first_date))), Math.max(...dated.map((row) => years(row.last_date)))];
  const shown = [...families].filter(([, family]) => family.length > 1 && family.some((row) => row.first_date))
    .map(([head, family]) => [head, [...family].sort((a, b) => b.mentions - a.mentions).slice(0, 12)
      .sort((a, b) => compare(a.first_date, b.first_date).order || a.number - b.number || 0)])
    .sort((a, b) => total(b[1]) - total(a[1])).slice(0, 24);
  return [title, note(say("lineages.note")),
    shown.map(([head, family]) => html("section", { class: "lineage" }, html("h2", { lang: "zh-Hans" }, "…" + head),
      html("p", {}, family.map((row, index) => [index ? " → " : "", formulaLink(row.formula)])),
      html("div", { class: "drawing" }, lineageChart(head, family, from, to)))),
    section(say("as.table"), remainder(rows.length, data.lineages.total, "lineages.csv"),
      dataTable(rows, [column("head"), column("formula", { show: (row) => formulaLink(row.formula) }), column("number"),
        column("mentions"), column("first_date"), column("last_date")], { caption: say("nav.lineages") }))];
}

let pairWindow = null;

function togetherView() {
  const title = html("h1", {}, say("nav.together"));
  if (!data.pairs.rows.length) return [title, note(say("together.none"))];
  pairWindow = pairWindow || data.windows[0];
  let strength = "log_dice";
  let threshold = 1;
  const place = html("div");
  const network = html("div", { id: "network" });
  const output = html("output", { for: "threshold" });
  const pairs = () => records(data.pairs).filter((row) => row.window === pairWindow);
  // The slider steps from one count that occurs to the next; else a few large ones would take all its length.
  let steps = [1];
  const slider = html("input", { type: "range", id: "threshold", min: 0, step: 1, input: () => { threshold = steps[slider.value]; drawNetwork(); } });
  const drawNetwork = () => {
    const { chart, nodes, edges } = networkChart(say("network"), pairs().filter((row) => row.together >= threshold));
    output.textContent = say("network.count", { threshold: number(threshold), nodes: number(nodes), edges: number(edges) });
    slider.setAttribute("aria-valuetext", output.textContent);
    network.replaceChildren(html("div", { class: "drawing" }, chart));
  };
  const draw = () => {
    const rows = pairs();
    steps = [...new Set(rows.map((row) => row.together))].sort((a, b) => a - b);
    slider.max = steps.length - 1;
    // Begins with a picture that can be read: about the forty strongest links.
    threshold = rows.length > 40 ? rows[39].together : steps[0];
    slider.value = steps.indexOf(threshold);
    const names = [];
    for (const row of rows) for (const name of [row.a, row.b]) if (names.length < 24 && !names.includes(name)) names.push(name);
    const cell = new Map(rows.flatMap((row) => [[row.a + "\n" + row.b, row], [row.b + "\n" + row.a, row]]));
    const value = (i, j) => cell.get(names[i] + "\n" + names[j])?.[strength] ?? null;
    const heat = (a, b, shown) => (shown === null ? `${a} – ${b}` : say("pair.label", { a, b, together: number(cell.get(a + "\n" + b).together) })
      + ` · ${say("col." + strength)} ${number(shown)}`);
    place.replaceChildren(
      section(say("network"), html("div", { class: "controls" }, html("label", { class: "field long" }, html("span", {}, say("threshold")), slider), output),
        network, kindLegend(), note(say("network.note", { n: NODES }))),
      section(say("heatmap"), html("div", { class: "controls" }, choice(say("measure"),
        ["together", "npmi", "log_dice", "log_likelihood"].map((key) => [key, say("col." + key)]), strength, (chosen) => { strength = chosen; draw(); })),
      html("div", { class: "drawing" }, heatMap(say("heatmap"), names, value, heat)), note(say("heatmap.note"))),
      section(say("as.table"), note(say("pairs.note", { total: number(data.pairs.total), n: number(rows.length) })), dataTable(rows, [
        column("a", { show: (row) => formulaLink(row.a) }), column("b", { show: (row) => formulaLink(row.b) }), column("together"),
        column("a_total", { minor: true }), column("b_total", { minor: true }), column("npmi"), column("log_likelihood"), column("log_dice"),
      ], { caption: say("nav.together") })));
    drawNetwork();
  };
  draw();
  return [title, note(say("together.note")),
    html("div", { class: "controls" }, choice(say("col.window"), data.windows.map((name) => [name, term(name)]), pairWindow,
      (value) => { pairWindow = value; draw(); })), place];
}

function kindLegend() {
  const kinds = [...new Set(formulas.filter((row) => row.variants).map((row) => row.kind))].sort();
  return html("p", { class: "legend" }, kinds.map((kind) => html("span", {}, html("i", { class: "swatch kind-" + kind }), term(kind))));
}

function documentsView() {
  return [html("h1", {}, say("nav.documents")), remainder(documents.length, data.documents.total, "documents.csv"),
    dataTable(documents, [
      column("document", { show: (row) => row.document }), column("title", { wide: true }), column("date"), column("source"), column("characters"),
      column("mentions"), column("formulas"), column("duplicate_of", { minor: true }), column("path", { minor: true, show: (row) => row.path }),
    ], { caption: say("nav.documents"), filters: [{ key: "source", label: say("col.source") }], sort: "mentions", descending: true, least: true })];
}

function aboutView() {
  const options = Object.entries(data.options).map(([option, value]) => ({ option, value: JSON.stringify(value) }));
  return [html("h1", {}, say("nav.about")), html("p", {}, say("about.text")),
    section(say("cite"), html("p", {}, say("cite.text")), html("blockquote", {}, html("p", {}, say("cite.example", { version: data.version })))),
    section(say("files"), html("p", {}, say("files.text"))),
    section(say("options"), dataTable(options, [column("option", { show: (row) => row.option }), column("value", { wide: true, show: (row) => row.value })],
      { caption: say("options"), plain: true }))];
}
