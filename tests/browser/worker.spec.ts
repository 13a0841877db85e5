// The worker as it is shipped: it starts under the page's policy and keeps to what it promises the page. What it computes is tested natively.
import { expect, test, type Notes } from "./notes";

// What both sides of the wire speak: `engine::jobs::protocol::VERSION`.
const VERSION = 5;

// A reply's envelope: version, number of the request, whether it is the last. A text says why the worker is of no more use.
type Said = number[] | string;

const id = (said: Said): number => (typeof said === "string" ? NaN : (said[1] ?? NaN));
const isLast = (said: Said): boolean => typeof said === "string" || said[2] === 1;

// Sends requests to a fresh worker and gives all that it says until the last about request `until`, or why it ended.
const talk = (notes: Notes, requests: string[], until: number): Promise<Said[]> =>
  notes.page.evaluate(
    async ({ requests, until }) => {
      const boot = document.querySelector<HTMLScriptElement>("script[src*=boot]")?.src ?? "";
      const name = (await (await fetch(boot)).text()).match(/"(\.\/worker\.[^"]+)"/)?.[1] ?? "";
      const worker = new Worker(new URL(name, boot), { type: "module" });
      try {
        return await new Promise<(number[] | string)[]>((resolve, reject) => {
          const all: (number[] | string)[] = [];
          worker.onerror = (event) => reject(new Error(`the worker let an error go: ${event.message}`));
          worker.onmessage = ({ data }) => {
            // Without numbers it only says that it lives.
            if (data.length === 0) return;
            all.push(typeof data === "string" ? data : [...data]);
            if (typeof data === "string" || (data[1] === until && data[2] === 1)) resolve(all);
          };
          for (const request of requests) worker.postMessage(request);
        });
      } finally {
        worker.terminate();
      }
    },
    { requests, until },
  );

const answers = async (notes: Notes): Promise<void> => {
  const said = await talk(notes, ["1 link\nv=1", "2 link\nv=1", "3 cancel\n", "4 link\nv=1"].map((request) => `${VERSION} ${request}`), 4);
  expect(said.every((one) => typeof one !== "string" && one.length > 3 && one[0] === VERSION)).toBe(true);
  expect(said.filter(isLast).map(id)).toEqual([4]);
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

test("refuses a page of another version in its own words", async ({ notes }) => {
  await notes.open();
  // Kind 9 is a refusal.
  expect((await talk(notes, ["2 7 link\nv=1"], 7)).map((one) => one.slice(0, 4))).toEqual([[VERSION, 7, 1, 9]]);
});

test("says that it failed where its module does not come", async ({ notes }) => {
  await notes.open();
  await notes.page.route("**/*worker_bg*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  expect(await talk(notes, [`${VERSION} 1 link\nv=1`], 1)).toEqual(["answered 404"]);
  // The browser may speak of the missing file only after this; a closed page is not asked.
  await notes.page.close();
});
