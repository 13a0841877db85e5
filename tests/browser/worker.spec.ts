// The worker as it is shipped: it starts under the page's policy and keeps to what it promises the page. What it computes is tested natively.
import { expect, test, type Notes } from "./notes";

interface Said {
  id: number;
  numbers?: Float64Array;
  last?: boolean;
  failed?: string;
}

// Sends messages to a fresh worker and gives all that it says until the last about question `until`.
const talk = (notes: Notes, messages: object[], until: number): Promise<Said[]> =>
  notes.page.evaluate(
    async ({ messages, until }) => {
      const boot = document.querySelector<HTMLScriptElement>("script[src*=boot]")?.src ?? "";
      const name = (await (await fetch(boot)).text()).match(/"(\.\/worker\.[^"]+)"/)?.[1] ?? "";
      const worker = new Worker(new URL(name, boot), { type: "module" });
      try {
        return await new Promise<Said[]>((resolve, reject) => {
          const all: Said[] = [];
          worker.onerror = (event) => reject(new Error(`the worker let an error go: ${event.message}`));
          worker.onmessage = ({ data }) => {
            all.push({ ...data, numbers: data.numbers && [...data.numbers] });
            if (data.id === until && (data.last || data.failed)) resolve(all);
          };
          for (const message of messages) worker.postMessage(message);
        });
      } finally {
        worker.terminate();
      }
    },
    { messages, until },
  );

const answers = async (notes: Notes): Promise<void> => {
  const said = await talk(notes, [{ id: 1, question: "v=1" }, { id: 2, question: "v=1" }, { id: 3, cancel: true }, { id: 4, question: "v=1" }], 4);
  expect(said.every((one) => one.failed === undefined && (one.numbers?.length ?? 0) > 0)).toBe(true);
  expect(said.filter((one) => one.last).map((one) => one.id)).toEqual([4]);
};

test("answers the latest question, under the headers of the host", async ({ notes }) => {
  await notes.open();
  await answers(notes);
});

test("answers below a path", async ({ notes }) => {
  await notes.open("", process.env.SUBPATH_URL ?? "./");
  await answers(notes);
});

test("answers where the policy stands in the page alone", async ({ notes }) => {
  await notes.page.route("**/*", async (route) => {
    const response = await route.fetch();
    const { "content-security-policy": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await notes.open();
  await answers(notes);
});

test("says that it failed where its module does not come", async ({ notes }) => {
  await notes.open();
  await notes.page.route("**/*worker_bg*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  const said = await talk(notes, [{ id: 1, question: "v=1" }], 1);
  expect(said.map((one) => one.failed !== undefined)).toEqual([true]);
  // The browser may speak of the missing file only after this; a closed page is not asked.
  await notes.page.close();
});
