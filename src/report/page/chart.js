// Charts as SVG: always the same drawing for the same data. Every chart has its numbers as text too.

const HEATS = ["cold", "tepid", "warm", "hot", "scalding", "boiling"];

// Round steps that cover 0 to `largest`.
function ticks(largest, wanted = 4) {
  if (!(largest > 0)) return [0, 1];
  const rough = largest / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999);
  const count = Math.ceil(largest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

// Every how many of `count` labels can stand in `width` without touching.
function spacing(count, width, labelWidth) {
  return Math.max(1, Math.ceil(count * labelWidth / width));
}

function figure(caption, drawing, ...rest) {
  return html("figure", {}, html("figcaption", {}, caption), html("div", { class: "drawing" }, drawing), ...rest);
}

function drawing(width, height, label, ...children) {
  const drawn = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label }, ...children);
  // An image would hide the links in it from a screen reader.
  if (drawn.querySelector("a[href]")) drawn.setAttribute("role", "group");
  return drawn;
}

// The mentions of a formula in all periods; null where a period has no documents.
function series(place, measure) {
  const time = data.details[place].time;
  if (!time) return null;
  const values = data.periods.map(([, documents]) => (documents > 0 ? 0 : null));
  for (const [period, mentions, used] of time) {
    const [, documents, characters] = data.periods[period];
    values[period] = measure === "mentions" ? mentions
      : measure === "per_million" ? mentions * 1e6 / characters : used / documents;
  }
  return values;
}

// A line too small to read exactly; the numbers stand in the formula's section.
function spark(place) {
  const values = data.periods.length > 1 ? series(place, "per_million") : null;
  if (!values) return "";
  const [width, height] = [96, 22];
  const largest = Math.max(...values.map((value) => value || 0), 1e-9);
  const x = (index) => 2 + index * (width - 4) / (values.length - 1);
  const y = (value) => height - 2 - (value || 0) * (height - 5) / largest;
  const peak = values.reduce((best, value, index) => ((value || 0) > (values[best] || 0) ? index : best), 0);
  const points = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
  return svg("svg", { class: "spark", width, height, viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": say("spark.label", { period: data.periods[peak][0] }) },
    svg("title", {}, say("spark.label", { period: data.periods[peak][0] })),
    svg("polygon", { class: "area", points: `2,${height - 2} ${points.join(" ")} ${width - 2},${height - 2}` }),
    svg("polyline", { points: points.join(" ") }),
    svg("circle", { cx: x(peak), cy: y(values[peak]), r: 2.2 }));
}

function frame(width, height, margin, steps, format, names) {
  const top = steps[steps.length - 1];
  const y = (value) => height - margin.bottom - value * (height - margin.top - margin.bottom) / top;
  const every = spacing(names.length, width - margin.left - margin.right, names.length ? names[0].length * 8 + 10 : 40);
  const slot = (width - margin.left - margin.right) / Math.max(1, names.length);
  const x = (index) => margin.left + (index + 0.5) * slot;
  const grid = steps.map((step) => svg("g", { class: "grid" },
    svg("line", { x1: margin.left, x2: width - margin.right, y1: y(step), y2: y(step) }),
    svg("text", { x: margin.left - 6, y: y(step) + 4, "text-anchor": "end" }, format(step))));
  const labels = names.map((name, index) => (index % every ? null
    : svg("text", { class: "axis", x: x(index), y: height - margin.bottom + 18, "text-anchor": "middle" }, name)));
  return { x, y, slot, grid: svg("g", {}, grid, labels) };
}

// bars: [{ name, value, heat, title }], spans: [{ first, last, title }] shaded behind them.
function barChart(label, bars, spans = []) {
  const [width, height] = [room(900), 220];
  const margin = { left: 54, right: 10, top: 14, bottom: 28 };
  const steps = ticks(Math.max(...bars.map((entry) => entry.value || 0)));
  const { x, y, slot, grid } = frame(width, height, margin, steps, (step) => number(step), bars.map((entry) => entry.name));
  return drawing(width, height, label,
    spans.map((span) => svg("rect", { class: "burst", x: x(span.first) - slot / 2, y: margin.top,
      width: (span.last - span.first + 1) * slot, height: height - margin.top - margin.bottom }, svg("title", {}, span.title))),
    grid,
    bars.map((entry, index) => (entry.value ? svg("rect", {
      class: entry.heat ? "heat-" + entry.heat : "column", x: x(index) - Math.min(slot * 0.36, 24),
      width: Math.min(slot * 0.72, 48), y: y(entry.value), height: Math.max(0, y(0) - y(entry.value)) },
    svg("title", {}, entry.title)) : null)));
}

// lines: [{ name, values, colour }]; a gap where a value is null.
function lineChart(label, names, lines, format) {
  const [width, height] = [room(1128), 400];
  // Where there is no room for names, the legend alone gives them.
  const named = width > 600;
  const margin = { left: 54, right: named ? 132 : 10, top: 14, bottom: 30 };
  const steps = ticks(Math.max(0, ...lines.flatMap((line) => line.values.map((value) => value || 0))), 5);
  const { x, y, grid } = frame(width, height, margin, steps, format, names);
  const ends = lines.map((line) => {
    const last = line.values.findLastIndex((value) => value !== null);
    return { line, at: last < 0 ? y(0) : y(line.values[last]) };
  }).sort((a, b) => a.at - b.at);
  // Labels at the ends of the lines are pushed apart, first down, then up from the bottom.
  ends.forEach((end, index) => { if (index) end.at = Math.max(end.at, ends[index - 1].at + 17); });
  for (let index = ends.length - 1; index >= 0; index -= 1) {
    const floor = index + 1 < ends.length ? ends[index + 1].at - 17 : height - margin.bottom + 4;
    ends[index].at = Math.min(ends[index].at, floor);
  }
  const paths = lines.map(({ name, values, colour }) => {
    let pen = "M";
    const path = values.map((value, index) => {
      if (value === null) { pen = "M"; return ""; }
      const step = `${pen}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
      return step;
    }).join("");
    const dots = names.length > 80 ? [] : values.map((value, index) => (value === null ? null
      : svg("circle", { cx: x(index), cy: y(value), r: 3.2 }, svg("title", {}, `${name} · ${names[index]} · ${format(value)}`))));
    return svg("g", { class: "line colour-" + colour }, svg("path", { d: path }), dots);
  });
  return drawing(width, height, label, grid, paths, !named ? null : ends.map(({ line, at }) =>
    svg("text", { class: "end colour-" + line.colour, x: width - margin.right + 8, y: at + 4, lang: "zh-Hans" }, line.name)));
}

// names × names, value(i, j) or null.
function heatMap(label, names, value, title) {
  const cell = Math.max(14, Math.min(26, Math.floor(620 / names.length)));
  const side = Math.min(170, Math.max(...names.map((name) => [...name].length)) * 13 + 12);
  const width = side + names.length * cell + 60;
  const height = side + names.length * cell + 4;
  const values = names.flatMap((_, i) => names.map((__, j) => (i === j ? null : value(i, j)))).filter((v) => v !== null);
  const [low, high] = [Math.min(0, ...values), Math.max(...values, 1e-9)];
  const short = (name) => ([...name].length > 12 ? [...name].slice(0, 11).join("") + "…" : name);
  return drawing(width, height, label,
    names.map((name, i) => [
      svg("a", { href: formulaAddress(name) }, svg("text", { class: "axis", x: side - 6, y: side + (i + 0.5) * cell + 4,
        "text-anchor": "end", lang: "zh-Hans" }, short(name))),
      svg("text", { class: "axis", lang: "zh-Hans",
        transform: `translate(${side + (i + 0.5) * cell + 4} ${side - 6}) rotate(-55)` }, short(name)),
    ]),
    names.map((a, i) => names.map((b, j) => {
      const shown = i === j ? null : value(i, j);
      const strength = shown === null ? 0 : (shown - low) / (high - low);
      return svg("rect", { class: i === j ? "cell same" : "cell", x: side + j * cell, y: side + i * cell,
        width: cell - 1, height: cell - 1, style: i === j || shown === null ? null : `fill-opacity:${(0.08 + 0.92 * strength).toFixed(3)}`,
        "data-empty": shown === null && i !== j ? "" : null }, svg("title", {}, title(a, b, shown)));
    })));
}
