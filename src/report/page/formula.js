// The section of one formula.

function formulaView(name) {
  const place = formulaPlace.get(name);
  if (place === undefined) {
    return [html("h1", {}, zh(name)), note(say("formula.missing", { total: number(data.formulas.total), shown: number(formulas.length) }))];
  }
  const row = formulas[place];
  const detail = data.details[place];
  const lead = html("p", { class: "lead" }, say("formula.lead", {
    kind: term(row.kind), mentions: number(row.mentions), documents: number(row.documents) }),
  row.first_date ? dated(" " + say("formula.dates", { first: row.first_date, last: row.last_date })) : "");
  // Other numbered labels are listed with their counts, but nothing else was counted.
  if (!row.variants) {
    return [crumb(place), html("h1", { lang: "zh-Hans" }, name), lead, facts(row),
      note(say("formula.other", { kind: row.kind })), evidenceSection(row)];
  }
  return [
    crumb(place),
    html("h1", { lang: "zh-Hans" }, name),
    lead,
    facts(row),
    expansionSection(detail),
    timeSection(row, detail),
    section(say("concordance"), concordance(detail.concordance, row.mentions),
      html("p", { class: "note" }, say("passage.where"))),
    html("div", { class: "pair" },
      section(say("variants"), simpleTable(say("variants"), ["surface", "mentions", "documents"], detail.variants,
        { surface: (value) => zh(value) }), remainder(detail.variants.length, row.variants, "variants.csv")),
      detail.sources.length ? section(say("by.source"),
        simpleTable(say("by.source"), ["source", "mentions", "documents"], detail.sources, { source: (value) => zh(value) })) : null),
    html("div", { class: "pair" },
      section(say("companions"), detail.companions.length ? simpleTable(say("companions"),
        ["formula", "window", "together", "log_dice"],
        detail.companions.map(([window, formula, together, , dice]) => [formula, window, together, dice]),
        { window: (value) => term(value), formula: (value) => formulaLink(value) },
        { filters: [{ key: "window", label: say("col.window") }] }) : note(say("none"))),
      section(say("collocates"), detail.collocates.length ? simpleTable(say("collocates"),
        ["word", "together", "left", "right", "log_likelihood", "log_dice"], detail.collocates,
        { word: (value) => zh(value) }) : note(say("none")))),
    evidenceSection(row),
  ];
}

function crumb(place) {
  return html("p", { class: "crumb" }, html("a", { href: "#formulas" }, say("nav.formulas")),
    ` · ${number(place + 1)} / ${number(data.formulas.total)}`);
}

function facts(row) {
  const fact = (label, value) => (value === "" || value === null || value === undefined ? null
    : html("div", {}, html("dt", {}, label), html("dd", {}, value)));
  return html("dl", { class: "facts" },
    fact(say("col.confidence"), row.confidence === null ? "" : certainty(row.confidence)),
    fact(say("col.expected_items"), number(row.expected_items)),
    fact(say("col.per_million"), number(row.per_million)),
    fact(say("col.quoted_share"), percent(row.quoted_share)),
    fact(say("col.dispersion"), number(row.dispersion)),
    fact(say("col.peak"), row.peak),
    fact(say("col.heat"), row.heat ? term(row.heat) : ""));
}

function simpleTable(caption, keys, rows, shows = {}, options = {}) {
  const named = rows.map((row) => Object.fromEntries(keys.map((key, index) => [key, row[index]])));
  const columns = keys.map((key) => {
    const show = shows[key];
    const isNumber = rows.some((row) => typeof row[keys.indexOf(key)] === "number");
    return column(key, { number: isNumber, ...(show ? { show: (row) => show(row[key]) } : {}) });
  });
  return dataTable(named, columns, { caption, plain: rows.length <= 10, ...options });
}

function placeName(place, start, end) {
  const row = documents[place] || {};
  return html("span", { class: "source" }, [row.title, row.document, row.date].filter((part) => part).join(" · ") + ` · ${start}–${end}`);
}

function expansionSection(detail) {
  if (!detail.expansions.length) return section(say("expansion"), note(say("expansion.none")));
  return section(say("expansion"),
    detail.expansions.map((said) => html("article", { class: "expansion" },
      html("ol", { lang: "zh-Hans" }, said.items.map((item) => html("li", {}, item))),
      html("p", { class: "note" }, say(said.complete ? "expansion.complete" : "expansion.partial", { n: number(said.documents) }),
        " ", say("expansion.pattern", { pattern: term(said.pattern) })),
      said.passage ? html("blockquote", { lang: "zh-Hans" }, html("p", {}, "…" + said.passage[0], html("mark", {}, said.passage[1]), said.passage[2] + "…"),
        html("footer", {}, placeName(said.document, said.start, said.end))) : null)),
    remainder(detail.expansions.length, detail.expansions_total, "expansions.csv"));
}

function timeSection(row, detail) {
  if (!data.periods.length) return section(say("time"), note(say("time.none")));
  if (!detail.time) return section(say("time"), note(say("time.elsewhere")));
  const heats = new Map(detail.time.map(([period, , , heat]) => [period, heat]));
  const mentions = series(formulaPlace.get(row.formula), "mentions");
  const shares = series(formulaPlace.get(row.formula), "share");
  const bars = data.periods.map(([name], index) => ({ name, value: mentions[index], heat: heats.get(index),
    title: [name, say("n.mentions", { n: number(mentions[index] || 0) }), percent(shares[index] || 0),
      heats.get(index) ? term(heats.get(index)) : ""].filter((part) => part).join(" · ") }));
  const index = (name) => data.periods.findIndex(([period]) => period === name);
  const spans = detail.bursts.map(([first, last, weight]) => ({ first: index(first), last: index(last),
    title: say(first === last ? "burst.one" : "burst.label", { first, last, weight: number(weight) }) }))
    .sort((a, b) => a.first - b.first);
  const tiers = HEATS.filter((heat) => [...heats.values()].includes(heat));
  return section(say("time"),
    figure(say("time.caption"), barChart(say("time.of", { formula: row.formula }), bars, spans),
      html("p", { class: "legend" },
        tiers.map((heat) => html("span", {}, html("i", { class: "swatch heat-" + heat }), term(heat))),
        spans.length ? html("span", {}, html("i", { class: "swatch burst" }), say("burst")) : null)),
    detail.bursts.length ? html("ul", {}, spans.map((span) => html("li", {}, span.title))) : null,
    html("details", {}, html("summary", {}, say("as.table")),
      simpleTable(say("time"), ["period", "mentions", "documents", "heat"],
        detail.time.map(([period, count, used, heat]) => [data.periods[period][0], count, used, heat]), { heat: (heat) => (heat ? term(heat) : "") })),
    html("p", {}, html("a", { href: "#time/" + encodeURIComponent(row.formula) }, say("compare"))));
}

// From `Known +2.5` to what that means.
function witnessItem(entry) {
  const [name, amount] = entry.split(" ");
  return html("li", {}, html("b", { class: "whole" }, amount || ""), " ", html("span", { lang: "en" }, data.witnesses[name] || name),
    html("span", { class: "note" }, ` ${name}`));
}

function evidenceSection(row) {
  if (!row.evidence || !row.evidence.length) return null;
  return html("details", {}, html("summary", {}, say("evidence")),
    html("p", { class: "note" }, say("evidence.note")), html("ul", {}, row.evidence.map(witnessItem)));
}
