// The browser's own protocol over a pipe. Playwright keeps every tab it knows in front; this leaves tabs as they are.
import { spawn } from "node:child_process";

/** Starts a browser. `send(method, params, session)` answers with the result. */
export function speak(t, program, flags, folder) {
  const child = spawn(program, [...flags, "--remote-debugging-pipe", `--user-data-dir=${folder}`, "about:blank"], { detached: true, stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const gone = new Promise((done) => child.once("exit", done));
  t.after(async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
    await gone;
  });
  const waiting = new Map();
  let [number, rest] = [0, ""];
  child.stdio[4].setEncoding("utf8").on("data", (data) => {
    const lines = (rest + data).split("\0");
    rest = lines.pop();
    for (const { id, result, error } of lines.map((line) => JSON.parse(line))) {
      const answer = waiting.get(id);
      waiting.delete(id);
      if (error) answer?.failed(new Error(error.message));
      else answer?.done(result);
    }
  });
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((done, failed) => {
      waiting.set(++number, { done, failed });
      child.stdio[3].write(`${JSON.stringify({ id: number, method, params, sessionId })}\0`);
    });
  /** Opens a tab in front of all others; what it returns evaluates in it as if the person had just touched it, and sends. */
  const open = async (url) => {
    const { targetId } = await send("Target.createTarget", { url });
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
    const evaluate = async (expression) => {
      const { result, exceptionDetails } = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true, userGesture: true }, sessionId);
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    };
    return Object.assign(evaluate, { send: (method, params) => send(method, params, sessionId) });
  };
  return { send, open };
}
