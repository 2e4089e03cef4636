// A table that is searched, filtered and sorted, and shows its rows in steps.

const STEP = 100;
const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });

function compare(a, b) {
  // What is missing comes last in both directions.
  const missing = (value) => value === null || value === undefined || value === "";
  if (missing(a) || missing(b)) return { missing: missing(a) - missing(b) };
  return { order: typeof a === "number" ? a - b : collator.compare(a, b) };
}

function sorted(rows, value, descending) {
  return rows
    .map((row, place) => ({ row, place, key: value(row) }))
    .sort((a, b) => {
      const { missing, order } = compare(a.key, b.key);
      return missing || (descending ? -order : order) || a.place - b.place;
    })
    .map((entry) => entry.row);
}

// columns: { key, label, note, number, share, minor, value(row), show(row) }; options: { caption, filters:
// [key], search, sort, descending }. `value` gives what is sorted and searched, `show` what is seen.
function dataTable(rows, columns, options = {}) {
  let query = "";
  let shown = STEP;
  let by = options.sort || null;
  let descending = options.descending || false;
  const picked = new Map();
  let least = 0;

  for (const column of columns) {
    column.value = column.value || ((row) => row[column.key]);
    column.show = column.show || ((row) => {
      const value = column.value(row);
      if (column.share) return percent(value);
      return column.number ? number(value) : value === null ? "" : zh(String(value));
    });
  }
  const haystack = new Map();
  const text = (row) => {
    if (!haystack.has(row)) {
      haystack.set(row, columns.filter((column) => !column.number && !column.share)
        .map((column) => String(column.value(row) ?? "")).join("\n").toLowerCase());
    }
    return haystack.get(row);
  };

  const body = html("tbody");
  const count = html("p", { class: "count", role: "status" });
  const more = html("button", { type: "button", click: () => { shown += STEP; draw(); } });
  const heads = columns.map((column) => {
    const button = html("button", { type: "button", title: column.note, click: () => {
      descending = by === column.key ? !descending : Boolean(column.number || column.share);
      by = column.key;
      draw();
    } }, column.label);
    const numeric = column.number || column.share;
    return html("th", { scope: "col", class: (numeric ? "number " : "") + (column.minor ? "minor" : "") }, button);
  });

  function draw() {
    let found = rows.filter((row) => (!query || text(row).includes(query))
      && (!least || row.mentions >= least)
      && [...picked].every(([key, value]) => !value || row[key] === value));
    const column = columns.find((candidate) => candidate.key === by);
    if (column) found = sorted(found, column.value, descending);
    heads.forEach((head, index) => {
      if (columns[index].key !== by) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    });
    body.replaceChildren(...found.slice(0, shown).map((row) => html("tr", {},
      columns.map((column, index) => {
        const numeric = column.number || column.share;
        const name = (numeric ? "number " : "") + (column.minor ? "minor " : "") + (column.wide ? "wide" : "");
        const text = index === 0 && !numeric ? String(column.value(row) ?? "") : "";
        return html(index === 0 ? "th" : "td", { scope: index === 0 ? "row" : null, class: name, title: text.length > 12 ? text : null },
          column.show(row));
      }))));
    count.textContent = say("rows", {
      shown: number(Math.min(shown, found.length)), found: number(found.length), all: number(rows.length),
    });
    more.hidden = found.length <= shown;
    more.textContent = say("more");
  }

  const search = html("input", { type: "search", autocomplete: "off", input: () => {
    query = search.value.trim().toLowerCase();
    shown = STEP;
    draw();
  } });
  const controls = html("div", { class: "controls" },
    html("label", { class: "field" }, html("span", {}, say("search")), search),
    (options.filters || []).map(({ key, label }) => {
      const values = [...new Set(rows.map((row) => row[key]).filter((value) => value))].sort(collator.compare);
      if (values.length < 2) return null;
      const entries = [["", say("all")], ...values.map((value) => [value, term(value)])];
      return choice(label, entries, "", (value) => { picked.set(key, value); draw(); });
    }),
    options.least ? html("label", { class: "field" }, html("span", {}, say("least")),
      html("input", { type: "number", min: 0, step: 1, value: 0, input: (event) => {
        least = Number(event.target.value) || 0;
        draw();
      } })) : null);
  draw();
  return html("div", { class: "table" },
    options.plain ? null : controls,
    options.plain ? null : count,
    html("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": options.caption },
      html("table", {}, html("caption", { class: "hidden" }, options.caption),
        html("thead", {}, html("tr", {}, heads)), body)),
    more);
}

// The usual columns, by their names in the tables.
function column(key, extra = {}) {
  const numbers = ["mentions", "documents", "per_million", "length", "cohesion", "left_entropy", "right_entropy",
    "score", "characters", "formulas", "together", "a_total", "b_total", "npmi", "log_likelihood", "log_dice",
    "expected_items", "variants", "dispersion", "bursts", "number"];
  const shares = ["quoted_share", "confidence"];
  return { key, label: say("col." + key), number: numbers.includes(key), share: shares.includes(key), ...extra };
}

function bar(value, largest) {
  const width = largest > 0 ? 100 * value / largest : 0;
  return html("span", { class: "bar", "aria-hidden": "true" },
    html("span", { style: `width:${width.toFixed(1)}%` }));
}
