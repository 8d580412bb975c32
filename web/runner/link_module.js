// Runs in the scope of Emscripten's code, in the main thread and in every pthread worker, when the main module is there:
// makes side modules bind to the functions that the linker wrapped (--wrap=NAME).
function weftBindWrapped() {
  for (const name of Object.keys(wasmExports))
    if (name.startsWith('__wrap_')) wasmImports[name.slice('__wrap_'.length)] = wasmExports[name];
}
