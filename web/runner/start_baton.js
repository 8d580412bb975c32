// Runs in the scope of Emscripten's code: starts a job of the checked runner on a thread of its own, so that the main
// thread stays free for what threads ask of it.
Module['weftStart'] = (path, request, codeStart) => {
  const strings = [path, request].map((text) => stringToNewUTF8(text));
  wasmExports['weft_run_on_thread'](...strings, codeStart);
};
