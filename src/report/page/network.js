// The network of formulas that stand together, laid out by springs from a fixed start, so that the same
// data always makes the same picture.

const NODES = 60;

// Fruchterman and Reingold (1991), with a pull to the centre so that parts without a link between them stay
// together. The plane has no walls; the result is fitted into the picture.
function layOut(count, edges, width, height) {
  const spot = Array.from({ length: count }, (_, index) => {
    const turn = index * 2.399963; // the golden angle spreads the start evenly
    const radius = Math.sqrt(index + 0.5);
    return { x: radius * Math.cos(turn), y: radius * Math.sin(turn) };
  });
  const rounds = 400;
  for (let round = 0; round < rounds; round += 1) {
    const heat = 0.5 * (1 - round / rounds) + 0.01;
    const move = spot.map(({ x, y }) => ({ x: -x * 0.25, y: -y * 0.25 }));
    for (let a = 0; a < count; a += 1) {
      for (let b = a + 1; b < count; b += 1) {
        const [dx, dy] = [spot[a].x - spot[b].x, spot[a].y - spot[b].y];
        const push = 1.6 / Math.max(dx * dx + dy * dy, 0.01);
        move[a].x += dx * push; move[a].y += dy * push;
        move[b].x -= dx * push; move[b].y -= dy * push;
      }
    }
    for (const { a, b, strength } of edges) {
      const [dx, dy] = [spot[a].x - spot[b].x, spot[a].y - spot[b].y];
      const pull = Math.hypot(dx, dy) * 0.22 * strength;
      move[a].x -= dx * pull; move[a].y -= dy * pull;
      move[b].x += dx * pull; move[b].y += dy * pull;
    }
    spot.forEach((place, index) => {
      const length = Math.max(Math.hypot(move[index].x, move[index].y), 1e-9);
      const step = Math.min(length * 0.1, heat) / length;
      place.x += move[index].x * step;
      place.y += move[index].y * step;
    });
  }
  const fit = (axis, size, margin) => {
    const values = spot.map((place) => place[axis]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    for (const place of spot) {
      place[axis] = most - least < 1e-6 ? size / 2 : margin + (place[axis] - least) / (most - least) * (size - 2 * margin);
    }
  };
  fit("x", width, Math.min(70, width * 0.12));
  fit("y", height, 36);
  return spot;
}

const overlap = (a, b) => Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left))
  * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

// Where each name stands beside its knot: above, below, right or left, wherever it covers least; those of large
// knots are placed first. knots: { x, y, radius, name }.
function placeNames(knots, width, height) {
  const taken = knots.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));
  const places = [];
  const order = knots.map((_, index) => index).sort((a, b) => knots[b].radius - knots[a].radius || a - b);
  for (const index of order) {
    const { x, y, radius, name } = knots[index];
    const long = [...name].reduce((sum, character) => sum + (character < "\u2e80" ? 8 : 13), 4);
    const candidates = [["middle", 0, -radius - 4], ["middle", 0, radius + 15], ["start", radius + 4, 5], ["end", -radius - 4, 5]]
      .map(([anchor, dx, dy]) => {
        const left = x + dx - { start: 0, middle: long / 2, end: long }[anchor];
        const box = { left, right: left + long, top: y + dy - 13, bottom: y + dy + 3 };
        const outside = box.left < 0 || box.right > width || box.top < 0 || box.bottom > height;
        const covers = taken.reduce((sum, other, at) => (at === index ? sum : sum + overlap(box, other)), outside ? 1e6 : 0);
        return { anchor, x: x + dx, y: y + dy, box, covers };
      });
    places[index] = candidates.reduce((best, other) => (other.covers < best.covers ? other : best));
    taken.push(places[index].box);
  }
  return places;
}

// pairs: rows of the co-occurrence table that reach the threshold, the strongest first.
function networkChart(label, pairs) {
  const width = room(1128);
  const height = Math.max(480, Math.round(width * 0.58));
  const names = [];
  const edges = [];
  const place = (name) => {
    if (!names.includes(name) && names.length < NODES) names.push(name);
    return names.indexOf(name);
  };
  const most = Math.max(...pairs.map((pair) => pair.together), 1);
  for (const pair of pairs) {
    const [a, b] = [place(pair.a), place(pair.b)];
    if (a >= 0 && b >= 0) edges.push({ a, b, pair, strength: 0.5 + 0.5 * Math.sqrt(pair.together / most) });
  }
  const linked = names.filter((_, index) => edges.some((edge) => edge.a === index || edge.b === index));
  const renumber = new Map(linked.map((name, index) => [name, index]));
  const links = edges.map((edge) => ({ ...edge, a: renumber.get(names[edge.a]), b: renumber.get(names[edge.b]) }));
  const spot = layOut(linked.length, links, width, height);
  const row = (name) => formulas[formulaPlace.get(name)];
  const largest = Math.max(...linked.map((name) => row(name)?.mentions || 1), 1);
  const knots = linked.map((name, index) => ({ name, ...spot[index], radius: 4 + 12 * Math.sqrt((row(name)?.mentions || 1) / largest) }));
  const places = placeNames(knots, width, height);
  const chart = drawing(width, height, label,
    links.map(({ a, b, pair }) => svg("line", { class: "edge", x1: spot[a].x.toFixed(1), y1: spot[a].y.toFixed(1),
      x2: spot[b].x.toFixed(1), y2: spot[b].y.toFixed(1), "stroke-width": (0.8 + 5 * Math.sqrt(pair.together / most)).toFixed(1) },
    svg("title", {}, say("pair.label", { a: pair.a, b: pair.b, together: number(pair.together) })))),
    linked.map((name, index) => {
      const { x, y, radius } = knots[index];
      const place = places[index];
      return svg("a", { href: formulaPlace.has(name) ? formulaAddress(name) : null, class: "knot kind-" + (row(name)?.kind || "none") },
        svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: radius.toFixed(1) }),
        svg("text", { x: place.x.toFixed(1), y: place.y.toFixed(1), "text-anchor": place.anchor, lang: "zh-Hans" }, name),
        svg("title", {}, `${name} · ${number(row(name)?.mentions)}`));
    }));
  return { chart, nodes: linked.length, edges: links.length };
}
