// Pictures of a report's page for people to look at: node screenshots.mjs REPORT FOLDER

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, open } from "./browser.mjs";

const [report, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await launch();
const looks = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { colorScheme: "light", viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};
for (const [look, options] of Object.entries(looks)) {
  const { page, troubles } = await open(browser, join(report, "index.html"), options);
  if (look === "dark") await page.click("#language");
  const leading = await page.locator("tbody a").first().getAttribute("href");
  for (const view of ["overview", "formulas", leading.slice(1), "time", "lineages", "together"]) {
    await page.evaluate((hash) => { location.hash = hash; }, view);
    await page.waitForTimeout(200);
    await page.screenshot({ path: join(folder, `${look}-${view.split("/")[0]}.png`), fullPage: true });
  }
  if (look === "light") {
    for (const view of ["overview", leading.slice(1)]) {
      await page.evaluate((hash) => { location.hash = hash; }, view);
      await page.waitForTimeout(200);
      await page.pdf({ path: join(folder, `print-${view.split("/")[0]}.pdf`), format: "A4", margin: { top: "15mm", bottom: "15mm", left: "12mm", right: "12mm" } });
    }
  }
  if (troubles.length) console.error(look, troubles);
}
await browser.close();
