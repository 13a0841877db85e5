// Says once more at the end what each journey that failed expected and met: where only the end of a log is kept, that is what is needed.
import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

// As much of an error as tells what was expected, met and waited for.
const LINES = 8;

const plain = (text: string) => text.replace(/\u001b\[[0-9;]*m/g, "");

export default class Failures implements Reporter {
  private readonly said: string[] = [];

  onTestEnd(test: TestCase, result: TestResult) {
    if (result.status === test.expectedStatus || result.status === "skipped") return;
    const why = result.errors.map((error) => plain(error.message ?? error.value ?? "").split("\n").slice(0, LINES).join("\n    "));
    this.said.push(`${test.titlePath().slice(1).join(" › ")} (${result.duration} ms, ${result.status})\n    ${why.join("\n    ")}`);
  }

  onEnd(_: FullResult) {
    if (this.said.length > 0) console.log(`\nWhat failed, in short:\n${this.said.join("\n")}`);
  }

  printsToStdio() {
    return false;
  }
}
