// Runs in the scope of Emscripten's code: starts a job of the checked runner on a wasm stack that can suspend.
Module['weftStart'] = (path, request, codeStart) => {
  const strings = [path, request].map((text) => stringToNewUTF8(text));
  const run = WebAssembly.promising(wasmExports['weft_run']);
  return run(...strings, codeStart).finally(() => strings.forEach((text) => wasmExports['free'](text)));
};
