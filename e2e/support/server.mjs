// Builds the server and runs it on a free port for the length of a test.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = new URL("../..", import.meta.url).pathname;

/** A port that nobody listened on a moment ago. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Starts the server; the result has its base URL, the folder of the program and a function that stops it. */
export async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-"));
  const program = join(folder, "rolewright");
  execFileSync("go", ["build", "-o", program, "."], { cwd: root, stdio: "inherit" });
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn(program, ["--addr", address, "--admin-addr=off", "--log-level", "error"], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const stopped = new Promise((resolve) => server.once("exit", resolve));
  const stop = async () => {
    server.kill("SIGINT");
    await stopped;
    rmSync(folder, { recursive: true, force: true });
  };
  const base = `http://${address}`;
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      if ((await fetch(`${base}/readyz`)).ok) return { base, folder, stop };
    } catch {
      // It does not listen yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop();
  throw new Error("the server did not become ready within five seconds");
}
