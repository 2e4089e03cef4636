// The first view: what was read, and what stands out.

function tile(value, label) {
  return html("div", { class: "tile" }, html("strong", {}, value), html("span", {}, label));
}

function expansionCell(row) {
  return row.expansion && row.expansion.length ? zh(row.expansion.join(" · ")) : "";
}

// No evidence makes a label certain, so nothing is rounded up to 100 %.
function certainty(confidence) {
  return confidence >= 0.995 ? "> " + percent(0.99) : percent(confidence);
}

function confidenceCell(row) {
  if (row.confidence === null) return "";
  return html("span", { title: (row.evidence || []).join("\n") }, certainty(row.confidence));
}

function mentionsCell(largest) {
  return (row) => html("span", { class: "amount" }, bar(row.mentions, largest), html("span", {}, number(row.mentions)));
}

function formulaColumns() {
  const largest = formulas.length ? formulas[0].mentions : 0;
  return [
    column("formula", { show: (row) => formulaLink(row.formula) }),
    column("mentions", { show: mentionsCell(largest) }),
    column("documents", { minor: true }),
    ...(data.periods.length > 1
      ? [column("spark", { value: (row) => row.peak, show: (row) => spark(formulaPlace.get(row.formula)) })] : []),
    column("expansion", { wide: true, value: (row) => (row.expansion || []).join(" "), show: expansionCell }),
    column("confidence", { show: confidenceCell }),
  ];
}

// A short list of phrases with bars.
function phraseList(rows, file, address, all) {
  if (!rows.length) return note(say("none"));
  const columns = [
    column("phrase", { show: (row) => formulaLink(row.phrase) }),
    column("mentions", { show: mentionsCell(Math.max(...rows.map((row) => row.mentions))) }),
    column("documents"),
  ];
  return [dataTable(rows, columns, { caption: file, plain: true }), html("p", {}, html("a", { href: address }, all))];
}

function overview() {
  const span = data.first_date ? say("span", { first: data.first_date, last: data.last_date }) : say("span.none");
  const counts = data.counts;
  const inAll = data.documents.total;
  return [
    html("h1", {}, say("title")),
    html("p", { class: "lead" }, dated(say("read", {
      documents: number(inAll), characters: number(counts.characters), span, sources: number(data.sources_total),
    }))),
    html("div", { class: "tiles" },
      tile(number(counts.formulas), say("tile.formulas")),
      tile(number(counts.mentions), say("tile.mentions")),
      tile(number(data.quotes.total), say("tile.quotes")),
      tile(number(data.phrases.total), say("tile.phrases")),
      tile(number(inAll), say("tile.documents"))),
    section(say("leading"),
      formulas.length ? dataTable(formulas.slice(0, 20), formulaColumns(), { caption: say("leading"), plain: true })
        : note(say("none")),
      html("p", {}, html("a", { href: "#formulas" }, say("all.formulas", { n: number(counts.formulas) })))),
    html("div", { class: "pair" },
      section(say("quotes"), phraseList(records(data.quotes).filter((row) => !row.formula).slice(0, 12),
        say("quotes"), "#quotes", say("all.quotes", { n: number(data.quotes.total) }))),
      section(say("phrases"), phraseList(records(data.phrases).filter((row) => !formulaPlace.has(row.phrase)).slice(0, 12),
        say("phrases"), "#phrases", say("all.phrases", { n: number(data.phrases.total) })))),
    readSection(),
    omittedSection(),
  ];
}

function readSection() {
  const years = data.years.map(([year, documents, characters]) => ({ name: String(year), value: documents,
    title: say("year.label", { year, documents: number(documents), characters: number(characters) }) }));
  const sources = data.sources.map(([source, documents, characters]) => ({ source, documents, characters }));
  return section(say("what.read"),
    years.length ? figure(say("years"), barChart(say("years"), years)) : note(say("span.none")),
    data.undated ? note(say("undated", { n: number(data.undated) })) : null,
    sources.length ? html("details", { open: sources.length <= 12 }, html("summary", {}, say("sources", { n: number(data.sources_total) })),
      dataTable(sources, [
        column("source"),
        column("documents", { show: (row) => html("span", { class: "amount" }, bar(row.documents, sources[0].documents), html("span", {}, number(row.documents))) }),
        column("characters")], { caption: say("col.source"), plain: sources.length <= 12 }),
      remainder(sources.length, data.sources_total, "documents.csv")) : null);
}

function omittedSection() {
  const rows = data.omissions;
  return section(say("omitted"),
    data.duplicates ? html("p", {}, say("duplicates", { n: number(data.duplicates) })) : null,
    data.counts.furniture ? html("p", {}, say("furniture", { n: number(data.counts.furniture) })) : null,
    rows.length ? [html("p", {}, say("omissions", { n: number(data.omissions_total) })),
      dataTable(rows, [column("path", { show: (row) => row.path }), column("place", { show: (row) => row.place || "" }),
        column("reason", { wide: true, show: (row) => row.reason })], { caption: say("omitted"), plain: rows.length <= 12 }),
      remainder(rows.length, data.omissions_total, "run.json")] : html("p", {}, say("omissions.none")));
}
