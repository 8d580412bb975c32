// Runs in the scope of Emscripten's code, on the main thread and in every pthread worker: when a side module is
// instantiated, makes it bind to the functions that the linker wrapped (--wrap=NAME) in the main module, and before
// those to what is there for the side module alone (__program_NAME).
{
  const Instance = WebAssembly.Instance;
  WebAssembly.Instance = function (module, imports) {
    const is_side_module = imports?.['env']?.['__memory_base'] !== undefined;
    if (!is_side_module) return new Instance(module, imports);  // Emscripten wraps functions in small modules, too
    for (const prefix of ['__wrap_', '__program_'])
      for (const name of Object.keys(wasmExports))
        if (name.startsWith(prefix)) wasmImports[name.slice(prefix.length)] = wasmExports[name];
    return weftModule.adopt(module, imports, new Instance(module, imports));
  };
  WebAssembly.Instance.prototype = Instance.prototype;
}
Module['weftCrashWords'] = (error) => weftCrashWords(error);
