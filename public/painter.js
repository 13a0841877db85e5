// Paints the cascade on the page. Loaded when its section comes near the screen.
import init, { Painter } from "../painter/pkg/cascade_notes_painter.js";

export const painter = async (words) => {
  await init({ module_or_path: new URL("../painter/pkg/cascade_notes_painter_bg.wasm", import.meta.url) });
  return new Painter(words);
};
