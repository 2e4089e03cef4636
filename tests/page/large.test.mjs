// The page of 50,000 formulas, with LARGE the folder of a report on what large.mjs makes.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { go, launch, open } from "./browser.mjs";

const large = join(process.env.LARGE, "index.html");
let browser;

before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

test("it is below 15 MB and says what it does not show", async () => {
  const { size } = statSync(large);
  assert.ok(size < 15_000_000, `${size} bytes`);
  const { page, troubles } = await open(browser, large);
  await go(page, "formulas");
  const [, shown, total] = (await page.innerText("main")).match(/Shown here: ([\d,]+) of ([\d,]+)/);
  const number = (text) => Number(text.replace(/,/g, ""));
  assert.ok(number(total) >= 50_000, total);
  assert.equal(number(shown), 2_000);
  assert.deepEqual(troubles, []);
});

test("it opens within two seconds", async () => {
  // The best of three: other work on the machine only ever adds to it.
  const times = [];
  for (let round = 0; round < 3; round += 1) {
    const { page } = await open(browser, large);
    // The clock of the page starts where its address is opened; a frame later everything is drawn.
    times.push(await page.evaluate(() => new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    })));
    await page.context().close();
  }
  assert.ok(Math.min(...times) < 2000, `${times.map(Math.round)} ms`);
});

test("its tables are searched and sorted within a second", async () => {
  const { page } = await open(browser, large);
  await go(page, "formulas");
  const seconds = await page.evaluate(() => {
    const begun = performance.now();
    const search = document.querySelector("main input[type=search]");
    search.value = "山";
    search.dispatchEvent(new Event("input"));
    document.querySelector("main thead button").click();
    return (performance.now() - begun) / 1000;
  });
  assert.ok(await page.locator("main tbody tr").count() > 0);
  assert.ok(seconds < 1, `${seconds} s`);
});
