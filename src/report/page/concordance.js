// Keyword in context: one line a mention, the keyword in one column, sorted as the reader likes.

const reversed = (text) => [...text].reverse().join("");

// lines: as in data.details: document, start, end, left, surface, right, quoted.
function concordance(lines, total) {
  const rows = lines.map(([place, start, end, left, surface, right, quoted], order) => {
    const row = documents[place] || {};
    const name = [row.title, row.document, `${start}–${end}`].filter((part) => part).join(" · ");
    return { order, start, end, left, surface, right, quoted, date: row.date, document: row.document || "", title: row.title,
      name, text: [left + surface + right, row.date, name, row.source].join("\n").toLowerCase() };
  });
  // The context next to the keyword counts first.
  const keys = {
    left: (row) => reversed(row.left),
    surface: (row) => row.surface,
    right: (row) => row.right,
    date: (row) => row.date,
    document: (row) => row.document,
  };
  let by = null;
  let descending = false;
  let query = "";
  const body = html("tbody");
  const count = html("p", { class: "count", role: "status" });
  const search = html("input", { type: "search", autocomplete: "off", input: () => { query = search.value.trim().toLowerCase(); draw(); } });
  // The keyword takes the room that it needs, and the contexts have the rest.
  const longest = Math.max(4, ...rows.map((row) => [...row.surface].length));
  const heads = Object.keys(keys).map((key) => html("th", { scope: "col", class: key },
    html("button", { type: "button", click: () => {
      descending = by === key && !descending;
      by = key;
      draw();
    } }, say("kwic." + key))));

  function draw() {
    const found = rows.filter((row) => !query || row.text.includes(query));
    const shown = by ? sorted(found, keys[by], descending) : found;
    count.textContent = say("rows", { shown: number(shown.length), found: number(shown.length), all: number(rows.length) });
    Object.keys(keys).forEach((key, index) => {
      if (key !== by) heads[index].removeAttribute("aria-sort");
      else heads[index].setAttribute("aria-sort", descending ? "descending" : "ascending");
    });
    body.replaceChildren(...shown.map((row) => html("tr", {},
      html("td", { class: "left", lang: "zh-Hans" }, html("span", {}, html("bdi", {}, row.left))),
      html("td", { class: "surface", lang: "zh-Hans" }, html("mark", {}, row.surface.replace(/[\r\n]/g, ""))),
      html("td", { class: "right", lang: "zh-Hans" }, html("span", {}, html("bdi", {}, row.right))),
      html("td", { class: "date" }, row.date || ""),
      html("td", { class: "document", title: row.name },
        html("span", { class: "cited" }, html("span", { class: "name" }, row.title || row.document),
          row.title ? html("span", { class: "name id" }, row.document) : null,
          html("span", { class: "place" }, `${row.start}–${row.end}`))))));
  }

  draw();
  return html("div", { class: "concordance" },
    total > rows.length ? note(say("kwic.sample", { shown: number(rows.length), total: number(total) })) : null,
    html("div", { class: "controls" }, html("label", { class: "field" }, html("span", {}, say("search")), search), count),
    html("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("concordance") },
      html("table", { style: `--keyword: ${Math.min(longest + 2, 16)}em` }, html("caption", { class: "hidden" }, say("concordance")),
        html("thead", {}, html("tr", {}, heads)), body)));
}
