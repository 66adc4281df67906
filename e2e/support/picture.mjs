// Takes the picture of the builder that opens the README: node e2e/support/picture.mjs docs/builder.png
import { startBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";

const server = await startServer();
const browser = await startBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 }, colorScheme: "light" });
  await page.goto(server.base);
  await page.getByRole("button", { name: "See it with an example" }).click();
  await page.locator(".ad-title").waitFor();
  await page.locator("#toast").evaluate((node) => node.remove());
  await page.locator(".duty").first().waitFor({ state: "attached" });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: process.argv[2] });
} finally {
  await browser.close();
  await server.stop();
}
