// From the address to the view: #time, #formula/四个自信. Views are made when they are first looked at.

const VIEWS = {
  overview, formulas: formulasView, quotes: quotesView, phrases: phrasesView, time: timeView,
  lineages: lineagesView, together: togetherView, documents: documentsView, about: aboutView,
};
const made = new Map();

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function address() {
  const [view, ...rest] = location.hash.slice(1).split("/");
  const name = rest.length ? decoded(rest.join("/")) : null;
  return view === "formula" || view in VIEWS ? { view, name } : { view: "overview", name: null };
}

function show(moved) {
  const { view, name } = address();
  const key = view + "\n" + (name || "");
  // A section of a formula is cheap to make again; thousands of them would not be cheap to keep.
  if (view === "formula" || name) made.delete(key);
  if (!made.has(key)) {
    const contents = view === "formula" ? formulaView(name || "") : VIEWS[view](name);
    made.set(key, html("div", { class: "view view-" + view }, contents));
  }
  const main = document.getElementById("main");
  main.replaceChildren(made.get(key));
  if (view === "formula" || name) made.delete(key);
  const heading = main.querySelector("h1");
  document.title = heading.textContent + " · tifa";
  for (const link of document.querySelectorAll("#nav a")) {
    const current = link.hash === "#" + view || (view === "formula" && link.hash === "#formulas");
    if (current) {
      link.setAttribute("aria-current", "page");
      // On a phone the links take more room than there is.
      const nav = link.parentElement;
      nav.scrollLeft = link.offsetLeft - nav.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2;
    }
    else link.removeAttribute("aria-current");
  }
  if (moved) {
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}

function translate() {
  made.clear();
  document.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
  document.getElementById("skip").textContent = say("skip");
  const nav = document.getElementById("nav");
  nav.setAttribute("aria-label", say("nav"));
  nav.replaceChildren(...Object.keys(VIEWS).map((view) => html("a", { href: "#" + view }, say("nav." + view))));
  const button = document.getElementById("language");
  button.textContent = say("other.language");
  button.lang = lang === "zh" ? "en" : "zh-Hans";
  document.getElementById("foot").textContent = say("foot", { version: data.version });
}

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
document.getElementById("language").addEventListener("click", () => {
  lang = lang === "zh" ? "en" : "zh";
  translate();
  show(false);
});
window.addEventListener("hashchange", () => show(true));
translate();
show(false);
