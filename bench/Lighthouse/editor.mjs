// How soon a text can be typed in the workspace on a mid-range phone, and how long the board takes: node editor.mjs LINK
// LINK is that of an editor who has not joined, as --demo-accounts prints it. Playwright is taken from Browser.Tests.
// The phone: a processor four times slower than this machine, 9 Mbit/s and 85 ms, nothing in its cache. Held against a page
// that has nothing but a textarea, from the same server.
import { createHmac } from "node:crypto";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { chromium } = require("../../tests/Browser.Tests/bin/Debug/net10.0/.playwright/package");
const link = new URL(process.argv[2]);
const rounds = 9;
const phone = { offline: false, latency: 85, downloadThroughput: 9e6 / 8, uploadThroughput: 1.5e6 / 8 };
const median = (times) => times.sort((one, other) => one - other)[Math.floor(times.length / 2)];

function codeOf(key) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
  const hash = createHmac("sha1", secret).update(moment).digest();
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1000000).padStart(6, "0");
}

async function join(context) {
  const page = await context.newPage();
  await page.goto(link.href);
  const key = (await page.textContent(".qr code")).replaceAll(" ", "");
  await page.fill("#password", "correct horse battery");
  await page.fill("#code", codeOf(key));
  await page.press("#code", "Enter");
  await page.waitForSelector(".codes");
  await page.close();
}

/** Milliseconds from the navigation until the field has taken a keystroke. */
async function firstKeystroke(browser, state, path, field, html) {
  const context = await browser.newContext({ storageState: state, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  let bytes = 0;
  page.on("response", async (answer) => (bytes += (await answer.request().sizes().catch(() => null))?.responseBodySize ?? 0));
  if (html) await page.route(`**${path}`, (route) => route.fulfill({ contentType: "text/html", body: html }));
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", phone);
  await client.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.addInitScript((selector) => {
    addEventListener("input", () => (window.typedAt ??= performance.now()), { capture: true });
    // As a person does who begins as soon as there is a field.
    const look = () => {
      const place = document.querySelector(selector);
      if (place && !place.hidden) place.focus();
      else requestAnimationFrame(look);
    };
    look();
  }, field);
  await page.goto(link.origin + path, { waitUntil: "commit" });
  while (!(await page.evaluate(() => window.typedAt))) {
    await page.keyboard.type("x");
    await page.waitForTimeout(20);
  }
  const time = await page.evaluate(() => window.typedAt);
  await context.close();
  return { time, bytes };
}

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
});
const first = await browser.newContext();
await join(first);
const state = await first.storageState();
const page = await first.newPage();
const boards = [];
for (let round = 0; round < rounds + 3; round++) {
  const begin = performance.now();
  const answer = await page.request.get(`${link.origin}/desk/en/documents`);
  await answer.text();
  if (round >= 3) boards.push(performance.now() - begin);
}
console.log(`board: ${median(boards).toFixed(0)} ms (median of ${rounds})`);

const path = "/desk/en/documents/raqqa-olive-seedlings/en";
const [field, editor, bare] = [[], [], []];
let bytes = 0;
for (let round = 0; round < rounds; round++) {
  field.push((await firstKeystroke(browser, state, path, "#body")).time);
  const one = await firstKeystroke(browser, state, path, ".ProseMirror");
  bytes = one.bytes;
  editor.push(one.time);
  const html = "<!doctype html><title>Bare</title><textarea></textarea>";
  bare.push((await firstKeystroke(browser, state, "/desk/en/bare", "textarea", html)).time);
}
const base = median(bare);
for (const [name, times] of [["field", field], ["editor", editor]]) {
  const own = median(times);
  console.log(`first keystroke in the ${name}: ${own.toFixed(0)} ms, ${(own / base).toFixed(1)} times a bare textarea (${base.toFixed(0)} ms)`);
}
console.log(`${bytes} bytes`);
await browser.close();
