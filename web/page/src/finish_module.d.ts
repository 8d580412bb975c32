declare module '*/finish_module.mjs' {
  /** Makes a linked module fit for the runner; keeps its debug information. */
  export function finish_module(module: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
}
