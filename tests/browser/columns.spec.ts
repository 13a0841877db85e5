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
