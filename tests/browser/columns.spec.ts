// Beside each other at 1280 px: what stays on the screen while the reader scrolls lies over nothing else.
import { expect, test } from "./notes";

test.use({ viewport: { width: 1280, height: 800 } });

test("words, bet and figures of a section never lie over each other, wherever the page is scrolled", async ({ notes }) => {
  await notes.open();
  for (const id of ["two-prices", "words", "margin", "venues", "close", "makers", "book", "funding", "budget", "time", "cascade"]) {
    const over = await notes.page.evaluate(async (id) => {
      const section = document.getElementById(id) as HTMLElement;
      const found = new Set<string>();
      const end = section.offsetTop + section.offsetHeight;
      for (let y = section.offsetTop - 400; y < end; y += 150) {
        window.scrollTo(0, y);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const boxes = [...section.children].map((part) => [part, part.getBoundingClientRect()] as const);
        for (const [n, [a, one]] of boxes.entries()) {
          for (const [b, two] of boxes.slice(n + 1)) {
            const across = Math.min(one.right, two.right) - Math.max(one.left, two.left);
            const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
            if (across > 1 && down > 1) found.add(`${a.className} over ${b.className}`);
          }
        }
      }
      return [...found];
    }, id);
    expect(over, id).toEqual([]);
  }
});

test("no unit stands out of its row", async ({ notes }) => {
  await notes.open();
  const out = await notes.page.evaluate(() =>
    [...document.querySelectorAll(".controls > .row .unit")].flatMap((unit) => {
      const [own, row] = [unit.getBoundingClientRect(), (unit.closest(".row") as Element).getBoundingClientRect()];
      return own.width > 0 && own.right > row.right + 0.5 ? [`${unit.textContent}: ${own.right - row.right}`] : [];
    }),
  );
  expect(out).toEqual([]);
});

for (const width of [360, 1280]) {
  test(`at ${width} px the line of the work moves nothing when it comes and goes`, async ({ notes }) => {
    await notes.page.setViewportSize({ width, height: 800 });
    await notes.open();
    const heights = await notes.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".controls > .work")].map((line) => {
        const figure = line.closest("figure") as HTMLElement;
        // As it is while the worker works: what is done, how far, and a button to stop.
        const [said, bar, stop] = [line.querySelector("span"), line.querySelector("progress"), line.querySelector("button")];
        if (said) said.textContent = "Letting the spread drift in seven streams";
        for (const part of [bar, stop]) if (part) part.hidden = false;
        return [true, false].map((hidden) => {
          line.hidden = hidden;
          return figure.offsetHeight;
        });
      }),
    );
    expect(heights.length).toBeGreaterThan(1);
    for (const [gone, there] of heights) expect(there).toBe(gone);
  });
}
