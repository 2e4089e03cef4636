// A page opened from disk in a real browser, watched for errors and for requests.

import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
  });
}

// The page, and what went wrong in it so far.
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const troubles = [];
  const address = pathToFileURL(file).href;
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) troubles.push("console: " + message.text()); });
  page.on("pageerror", (error) => troubles.push("error: " + error.message));
  page.on("dialog", (dialog) => { troubles.push("dialog: " + dialog.message()); dialog.dismiss(); });
  page.on("request", (request) => {
    const url = request.url();
    if (url.split("#")[0] !== address && !url.startsWith("data:")) troubles.push("request: " + url);
  });
  await page.goto(address);
  await page.waitForSelector("h1");
  return { page, troubles, address };
}

export const VIEWS = ["overview", "formulas", "quotes", "phrases", "time", "lineages", "together", "documents", "about"];

// Goes to a view and waits until it is there.
export async function go(page, hash) {
  await page.evaluate((target) => { location.hash = target; }, hash);
  await page.waitForFunction((target) => decodeURIComponent(location.hash) === "#" + target, hash);
  await page.waitForTimeout(50);
}
