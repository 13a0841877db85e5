// Paints the cascade on the page: the worker's module once more, where the pictures are. Loaded when the section comes near the screen.
import init, { Painter } from "../worker/pkg/cascade_notes_worker.js";

export const painter = async (words) => {
  await init({ module_or_path: new URL("../worker/pkg/cascade_notes_worker_bg.wasm", import.meta.url) });
  return new Painter(words);
};
