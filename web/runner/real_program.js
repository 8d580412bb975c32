// The JavaScript half of web/runner/real_run.cpp.
addToLibrary({
  // A function of the module, by its name. Not by a pointer: in the table of this thread it may not be there yet.
  weft_js_call_export__deps: ['$weftModule'],
  weft_js_call_export: (name, argc, argv) => weftModule.instance.exports[UTF8ToString(name)](argc, argv) | 0,

  // Calls the program, which may leave by the trap that weft_js_expect_trap() announced. Other traps are its crashes.
  weft_js_call_program__deps: ['$weftGuarded'],
  weft_js_call_program: (call, argument) => {
    const error = weftGuarded(() => getWasmTableEntry(call)(argument));
    if (error !== null) throw error;
  },
});
