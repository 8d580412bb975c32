// What both runners ask of JavaScript. `Module.weft` is set by the worker (runner_worker.mjs).
addToLibrary({
  // The text of the finished run, to the worker. From any thread.
  weft_js_outcome__proxy: 'sync',
  weft_js_outcome: (json, spent) => Module['weft']['outcome'](UTF8ToString(json), spent !== 0),

  // The end of a run whose runner can do nothing more, not even tell an outcome.
  weft_js_ended__proxy: 'async',
  weft_js_ended: (verdict, message) => Module['weft']['ended'](UTF8ToString(verdict), UTF8ToString(message)),

  // What the program printed since the last call, for the caller to free.
  weft_js_take_output__proxy: 'sync',
  weft_js_take_output__deps: ['$stringToNewUTF8'],
  weft_js_take_output: () => stringToNewUTF8(Module['weft']['takeOutput']()),

  weft_js_discard_output__proxy: 'sync',
  weft_js_discard_output: () => Module['weft']['discardOutput'](),

  weft_js_progress__proxy: 'async',
  weft_js_progress: (executions) => Module['weft']['progress'](executions),

  // What V8 and SpiderMonkey call the ways in which wasm code traps, in the words of a C++ programmer.
  $weftIsOverflow: (error) => /Maximum call stack|too much recursion/.test(String(error?.message ?? error)),
  $weftCrashWords__deps: ['$weftIsOverflow'],
  $weftCrashWords: (error) => {
    const text = String(error?.message ?? error);
    if (error instanceof WebAssembly.Exception || /WebAssembly.Exception/.test(text))
      return 'an exception was thrown that nobody catches';
    if (weftIsOverflow(error)) return 'the stack overflowed (endless recursion?)';
    if (/out of bounds|out-of-bounds/.test(text)) return 'invalid memory access, outside the address space';
    if (/divide by zero|remainder by zero/.test(text)) return 'arithmetic error: an integer was divided by zero';
    if (/unreachable/.test(text)) return 'code was reached that cannot be (end of a function without return?)';
    if (/signature|table index|null function|indirect call/.test(text)) return 'something was called that is no such function';
    return text;
  },
});
