// The page's own line about itself, for what must be said where the program or its words may be missing: the sentences are templates in the page.

const line = document.getElementById("app-state");

const template = (name) => line.querySelector(`template[data-say="${name}"]`).content.cloneNode(true);

/** Says a sentence, with a name of a part and a number in it, and perhaps a button. */
export const say = (name, { part, number, act, then } = {}) => {
  const said = template(name);
  for (const slot of said.querySelectorAll("[data-slot]")) {
    slot.replaceWith(slot.dataset.slot === "part" ? template(part) : String(number));
  }
  line.querySelector("[role=status]").replaceChildren(said);
  const button = line.querySelector("button[data-act]");
  button.hidden = !act;
  if (act) button.replaceChildren(template(act));
  button.onclick = then ?? null;
  line.querySelector("button[data-later]").hidden = name !== "update";
  line.querySelector("button[data-later]").onclick = silence;
  line.hidden = false;
};

/** Takes the line away. */
export const silence = () => {
  line.hidden = true;
  line.querySelector("[role=status]").replaceChildren();
};
