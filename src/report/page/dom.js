// The data, the words of the two languages, and small makers of elements. Text from documents only ever
// becomes text nodes and attribute values here, never markup.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const words = JSON.parse(document.getElementById("words").textContent);
let lang = data.lang;

// A phrase of the page in its language, with {name} filled in.
function say(key, values = {}) {
  const phrase = (words[key] || {})[lang];
  if (phrase === undefined) return key;
  return phrase.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// The word for a value of a table, such as a kind or a heat; values without a word stay as they are.
function term(value) {
  return value in words ? say(value) : value;
}

function locale() {
  return lang === "zh" ? "zh-Hans-CN" : "en";
}

function number(value, digits = 2) {
  if (value === null || value === undefined) return "";
  return value.toLocaleString(locale(), { maximumFractionDigits: digits });
}

function percent(value) {
  if (value === null || value === undefined) return "";
  return value.toLocaleString(locale(), { style: "percent", maximumFractionDigits: 1 });
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

// An HTML element; attributes that are functions listen for the event of that name.
function html(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

// An SVG element.
function svg(tag, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

// Chinese text, marked so that browsers choose its fonts and screen readers its voice.
function zh(text) {
  return html("span", { lang: "zh-Hans" }, text);
}

// Text in which no line ends inside a date.
function dated(text) {
  return text.split(/(\d{4}(?:-\d{2})+)/).map((part, index) => (index % 2 ? html("span", { class: "whole" }, part) : part));
}

function formulaAddress(name) {
  return "#formula/" + encodeURIComponent(name);
}

// A formula's name; a link if the page has a section on it.
function formulaLink(name) {
  if (!formulaPlace.has(name)) return zh(name);
  return html("a", { href: formulaAddress(name), lang: "zh-Hans" }, name);
}

// The rows of a sheet as objects, made once.
function records(sheet) {
  if (!sheet.records) {
    sheet.records = sheet.rows.map((row) =>
      Object.fromEntries(sheet.columns.map((column, index) => [column, row[index]])));
  }
  return sheet.records;
}

// How wide a drawing may be that would like to be `wanted` wide.
function room(wanted) {
  return Math.max(320, Math.min(wanted, document.documentElement.clientWidth - 32));
}

const formulas = records(data.formulas);
const formulaPlace = new Map(formulas.map((row, place) => [row.formula, place]));
const documents = records(data.documents);

// A labelled choice among [value, text] pairs.
function choice(label, options, chosen, changed) {
  const list = html("select", { change: () => changed(list.value) },
    options.map(([value, text]) => html("option", { value, selected: value === chosen }, text)));
  return html("label", { class: "field" }, html("span", {}, label), list);
}

function section(title, ...children) {
  return html("section", {}, html("h2", {}, title), ...children);
}

function note(text) {
  return html("p", { class: "note" }, text);
}

// Says how much of a table is not on the page, if any.
function remainder(shown, total, file) {
  if (shown >= total) return null;
  return note(say("remainder", { shown: number(shown), total: number(total), file }));
}
