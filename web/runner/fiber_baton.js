// The JavaScript half of core/agent/fiber_baton_runner.cpp: what stops a trap on a fiber's thread.
addToLibrary({
  // Asking the main thread for something (to print, say) takes locks that are Emscripten's, not the program's.
  $weftAskUnmodelled: () => {
    const ask = __emscripten_run_on_main_thread_js;
    if (ask.is_unmodelled) return;
    __emscripten_run_on_main_thread_js = (...job) => {
      const was = wasmExports['weft_set_modelled'](0);
      try {
        return ask(...job);
      } finally {
        wasmExports['weft_set_modelled'](was);
      }
    };
    __emscripten_run_on_main_thread_js.is_unmodelled = true;
  },

  // A trap of the program ends the execution in its name: that call waits until the fiber is abandoned, and traps then.
  weft_js_call_guarded__deps: ['$weftGuarded', '$weftModule', '$weftAskUnmodelled'],
  weft_js_call_guarded: (call, argument) => {
    weftAskUnmodelled();
    const error = weftGuarded(() => getWasmTableEntry(call)(argument));
    if (error === null) return;
    const of_program = [WebAssembly.RuntimeError, WebAssembly.Exception, RangeError].some((kind) => error instanceof kind);
    if (!of_program) throw error;
    weftModule.crash = error;
    weftGuarded(() => wasmExports['weft_agent_crashed']());
    weftModule.crash = null;
  },
});
