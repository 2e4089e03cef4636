// The page of the sample in a real browser: node --test, with REPORT the folder of a report on data/sample
// and HOSTILE that of one on hostile.jsonl.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { VIEWS, go, launch, open } from "./browser.mjs";

const sample = join(process.env.REPORT, "index.html");
const hostile = join(process.env.HOSTILE, "index.html");
let browser;

before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

// The texts of a column of the first table of the view.
const columnTexts = (page, number) => page.$$eval(`main table:first-of-type tbody tr > :nth-child(${number})`,
  (cells) => cells.map((cell) => cell.textContent));

test("every view opens in both languages without an error or a request", async () => {
  const { page, troubles } = await open(browser, sample);
  for (const language of ["en", "zh-Hans"]) {
    assert.equal(await page.getAttribute("html", "lang"), language);
    for (const view of VIEWS) {
      await go(page, view);
      assert.equal(await page.locator("h1").count(), 1, view);
      // A word without a translation would show its key.
      assert.doesNotMatch(await page.innerText("body"), /\b(col|nav|kwic|tile|measure)\.[a-z]/, view);
    }
    await page.click("#language");
  }
  assert.deepEqual(troubles, []);
});

test("search leaves the rows that match, and sort orders by the column", async () => {
  const { page, troubles } = await open(browser, sample);
  await go(page, "formulas");
  const all = await page.locator("main tbody tr").count();
  await page.fill("main input[type=search]", "自信");
  const names = await columnTexts(page, 1);
  assert.ok(names.length > 0 && names.length < all);
  await page.fill("main input[type=search]", "no such formula");
  assert.equal(await page.locator("main tbody tr").count(), 0);
  assert.match(await page.innerText("main [role=status]"), /^0 of/);
  await page.fill("main input[type=search]", "");

  const head = page.locator("main thead th", { hasText: "mentions" });
  const numbers = async () => (await columnTexts(page, 3)).map((text) => Number(text.replace(/,/g, "")));
  await head.locator("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  const falling = await numbers();
  assert.deepEqual(falling, [...falling].sort((a, b) => b - a));
  await head.locator("button").press("Enter");
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  const rising = await numbers();
  assert.deepEqual(rising, [...rising].sort((a, b) => a - b));
  assert.ok(rising[0] < rising[rising.length - 1]);
  assert.deepEqual(troubles, []);
});

test("the filters leave the rows of a kind and above a number", async () => {
  const { page } = await open(browser, sample);
  await go(page, "formulas");
  await page.selectOption("main select >> nth=0", "sum");
  const kinds = new Set(await columnTexts(page, 2));
  assert.deepEqual([...kinds], ["sum (1+N)"]);
  await page.selectOption("main select >> nth=0", "");
  await page.fill("main input[type=number]", "5");
  const mentions = (await columnTexts(page, 3)).map(Number);
  assert.ok(mentions.length > 0 && mentions.every((count) => count >= 5));
});

test("a formula's section opens from a link and from an address", async () => {
  const { page, address, troubles } = await open(browser, sample);
  const link = page.locator("main tbody a").first();
  const name = await link.innerText();
  await link.click();
  assert.equal(await page.innerText("h1"), name);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  await page.goto(address + "#formula/" + encodeURIComponent("四个自信"));
  await page.reload();
  assert.equal(await page.innerText("h1"), "四个自信");
  assert.ok(await page.locator(".concordance tbody tr").count() > 0);
  await page.goBack();
  await page.goto(address + "#formula/%E0%A4%A");
  assert.equal(await page.locator("h1").count(), 1);
  assert.deepEqual(troubles, []);
});

test("the concordance sorts by what stands next to the keyword", async () => {
  const { page } = await open(browser, sample);
  await go(page, "formula/四个自信");
  const texts = (side) => page.$$eval(`.concordance td.${side}`, (cells) => cells.map((cell) => cell.textContent));
  const inOrder = (values) => page.evaluate((list) => {
    const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });
    const present = list.filter((value) => value !== "");
    return present.every((value, index) => !index || collator.compare(present[index - 1], value) <= 0);
  }, values);
  await page.click(".concordance th.right button");
  assert.ok(await inOrder(await texts("right")));
  await page.click(".concordance th.left button");
  assert.ok(await inOrder((await texts("left")).map((text) => [...text].reverse().join(""))));
  await page.click(".concordance th.date button");
  assert.ok(await inOrder(await texts("date")));
});

test("the concordance is searched", async () => {
  const { page } = await open(browser, sample);
  await go(page, "formula/四个自信");
  const rows = page.locator(".concordance tbody tr");
  const all = await rows.count();
  await page.fill(".concordance input[type=search]", "2022");
  const found = await rows.allInnerTexts();
  assert.ok(found.length > 0 && found.length < all, `${found.length} of ${all}`);
  assert.ok(found.every((text) => text.includes("2022")));
});

test("a formula's section shows what was found of it", async () => {
  const { page } = await open(browser, sample);
  await go(page, "formula/六稳");
  // The items, and the passage in which they stand.
  const items = await page.locator(".expansion >> nth=0 >> li").allInnerTexts();
  assert.equal(items.length, 6);
  const passage = await page.locator(".expansion mark >> nth=0").innerText();
  for (const item of items) assert.ok(passage.includes(item), `${item} in ${passage}`);
  for (const title of ["Over time", "Concordance", "Written forms", "By source", "Formulas that stand beside it", "Words around it"]) {
    const section = page.locator("main section", { has: page.locator("h2", { hasText: title }) });
    assert.ok(await section.locator("tbody tr, svg").count() > 0, title);
  }
  // Each line of the concordance names its document and place.
  for (const text of await page.locator(".concordance tbody tr").allInnerTexts()) assert.match(text, /\S+\s+\d+–\d+$/);
  assert.doesNotMatch(await page.innerText("main"), /back_reference|quoted_before|undefined|NaN/);
});

test("the time line of a formula has heat and bursts, and the lead keeps dates whole", async () => {
  const { page } = await open(browser, sample);
  await go(page, "formula/八项规定");
  assert.ok(await page.locator("main svg rect[class^=heat-]").count() > 1);
  assert.equal(await page.locator("main svg rect.burst").count(), 1);
  assert.match(await page.innerText("main"), /Burst from 2012 to 2014/);
  assert.ok(await page.locator(".lead .whole").count() > 1);
});

test("a numbered label that is no formula says so instead of showing empty charts", async () => {
  const { page } = await open(browser, sample);
  await go(page, "formulas");
  await page.selectOption("main select >> nth=0", "period");
  await page.locator("main tbody a").first().click();
  assert.match(await page.innerText("main"), /--include period/);
  assert.equal(await page.locator("main svg, .concordance").count(), 0);
});

test("lineages are drawn, each number with its bar", async () => {
  const { page } = await open(browser, sample);
  await go(page, "lineages");
  const family = page.locator(".lineage", { has: page.locator("h2", { hasText: "自信" }) });
  assert.match(await family.locator("p").innerText(), /三个自信 → 四个自信/);
  assert.equal(await family.locator("svg .span line").count(), 2);
});

test("a higher threshold leaves fewer links in the network", async () => {
  const { page, troubles } = await open(browser, sample);
  await go(page, "together");
  const links = () => page.locator("#network line").count();
  const slider = page.locator("#threshold");
  await slider.fill("0");
  const many = await links();
  await slider.fill(await slider.getAttribute("max"));
  const few = await links();
  assert.ok(few > 0 && few < many, `${few} of ${many}`);
  assert.ok(await page.locator("main rect.cell").count() > 50);
  // The picture is the same every time.
  const picture = () => page.innerHTML("#network");
  await slider.fill("0");
  const first = await picture();
  await page.reload();
  await page.locator("#threshold").fill("0");
  assert.equal(await picture(), first);
  assert.deepEqual(troubles, []);
});

test("the time chart shows counts or shares", async () => {
  const { page } = await open(browser, sample);
  await go(page, "time");
  const scale = () => page.locator("main .grid text").allTextContents();
  assert.ok((await scale()).every((text) => /^[\d.,]+$/.test(text)));
  const drawn = await page.locator("main g.line path").first().getAttribute("d");
  await page.selectOption("main select", "document_share");
  assert.ok((await scale()).every((text) => text.endsWith("%")));
  assert.notEqual(await page.locator("main g.line path").first().getAttribute("d"), drawn);
  await page.locator("main summary").click();
  assert.ok(await page.locator("main tbody tr").count() > 3);
});

test("formulas are added to the time chart and taken out of it", async () => {
  const { page } = await open(browser, sample);
  await go(page, "time");
  const lines = () => page.locator("main g.line").count();
  const before = await lines();
  await page.click("main .chip >> nth=0");
  assert.equal(await lines(), before - 1);
  await page.fill("main input[list]", "四个自信");
  await page.press("main input[list]", "Enter");
  assert.ok((await page.locator("main text.end").allTextContents()).includes("四个自信"));
});

test("markup in a document stays text", async () => {
  const text = readFileSync(hostile, "utf8");
  assert.ok(!text.includes("<img"), "markup of a document stands in the file");
  const { page, troubles } = await open(browser, hostile);
  for (const view of [...VIEWS, "formula/四个自信"]) {
    await go(page, view);
    assert.equal(await page.locator("main img, main script").count(), 0, view);
  }
  await go(page, "documents");
  assert.match(await page.innerText("main"), /<img src=x onerror=alert\(1\)>/);
  assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  assert.deepEqual(troubles, []);
});
