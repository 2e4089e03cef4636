// The page for those who use a keyboard, a screen reader, a phone, a dark room or paper.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { VIEWS, go, launch, open } from "./browser.mjs";

const sample = join(process.env.REPORT, "index.html");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PLACES = [...VIEWS, "formula/四个自信"];
let browser;

before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

for (const [look, options] of Object.entries({
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true },
})) {
  test(`axe finds nothing against the rules of WCAG 2.2 AA: ${look}`, async () => {
    const { page } = await open(browser, sample, options);
    await page.evaluate(axe);
    for (const place of PLACES) {
      await go(page, place);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
      // axe takes the first link that is out of sight for one that skips; the test below follows the real one.
      const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"],
        rules: { "skip-link": { enabled: false } },
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      const said = found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
      assert.deepEqual(said, [], place);
    }
  });
}

test("the keyboard reaches the content, a formula and the threshold", async () => {
  const { page } = await open(browser, sample);
  const active = () => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
  await page.keyboard.press("Tab");
  assert.equal(await active(), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await active(), "main");
  // From the content, the next stops are the heads of the first table, then its rows.
  for (let stops = 0; stops < 12 && await active() !== "A"; stops += 1) await page.keyboard.press("Tab");
  const name = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("Enter");
  await page.waitForFunction((expected) => document.querySelector("h1").textContent === expected, name);

  await go(page, "together");
  await page.focus("#threshold");
  await page.keyboard.press("Home");
  const many = await page.locator("#network line").count();
  await page.keyboard.press("End");
  assert.ok(await page.locator("#network line").count() < many);
  assert.match(await page.getAttribute("#threshold", "aria-valuetext"), /formulas/);
});

test("nothing but tables and charts is wider than a phone, in any view", async () => {
  const { page } = await open(browser, sample, { viewport: { width: 390, height: 844 }, isMobile: true });
  for (const view of PLACES) {
    await go(page, view);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 390, `${view} is ${width} wide`);
  }
  // The link of the view that is open is in sight.
  await go(page, "about");
  const link = await page.locator("#nav a[aria-current]").boundingBox();
  assert.ok(link.x >= 0 && link.x + link.width <= 390, JSON.stringify(link));
});

test("on a phone, time lines, the comparison and the network need no scrolling", async () => {
  const { page } = await open(browser, sample, { viewport: { width: 390, height: 844 }, isMobile: true });
  for (const [view, drawing] of [["formula/四个自信", "figure svg"], ["time", "figure svg"], ["together", "#network svg"], ["lineages", ".lineage svg"]]) {
    await go(page, view);
    const box = await page.locator(drawing).first().boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 390, `${view}: ${JSON.stringify(box)}`);
  }
});

test("paper has the content in black on white, without what is pressed", async () => {
  const { page } = await open(browser, sample, { colorScheme: "dark" });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const view of PLACES) {
    await go(page, view);
    for (const hidden of [".top", ".controls"]) {
      assert.equal(await page.locator(`${hidden}:visible`).count(), 0, `${view}: ${hidden}`);
    }
    const [ink, paper] = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return [color, backgroundColor];
    });
    assert.deepEqual([ink, paper], ["rgb(0, 0, 0)", "rgb(255, 255, 255)"], view);
  }
  const pdf = await page.pdf({ format: "A4" });
  assert.ok(pdf.subarray(0, 5).toString() === "%PDF-" && pdf.length > 20_000);
});
