// What both runners ask of JavaScript. `Module.weft` is set by the worker (runner_worker.mjs).
addToLibrary({
  // The text of the finished run, to the worker. From any thread.
  weft_js_outcome__proxy: 'sync',
  weft_js_outcome: (json, spent) => Module['weft']['outcome'](UTF8ToString(json), spent !== 0),

  // What the program printed since the last call, for the caller to free.
  weft_js_take_output__proxy: 'sync',
  weft_js_take_output__deps: ['$stringToNewUTF8', '$weftFlushLines'],
  weft_js_take_output: () => {
    weftFlushLines();
    return stringToNewUTF8(Module['weft']['takeOutput']());
  },

  weft_js_discard_output__proxy: 'sync',
  weft_js_discard_output__deps: ['$weftFlushLines'],
  weft_js_discard_output: () => {
    weftFlushLines();
    Module['weft']['discardOutput']();
  },

  weft_js_progress__proxy: 'async',
  weft_js_progress: (executions) => Module['weft']['progress'](executions),

  // Emscripten's terminal keeps what has no end of line yet.
  $weftFlushLines__deps: ['$FS'],
  $weftFlushLines: () => {
    for (const descriptor of [1, 2]) {
      const tty = FS.streams[descriptor]?.tty;
      if (tty?.output.length) tty.ops.fsync(tty);
    }
  },

  // What V8 and SpiderMonkey call the ways in which wasm code traps, in the words of a C++ programmer.
  $weftCrashWords: (error) => {
    const text = String(error?.message ?? error);
    if (error instanceof WebAssembly.Exception || /WebAssembly.Exception/.test(text))
      return 'an exception was thrown that nobody catches';
    if (/Maximum call stack|too much recursion/.test(text)) return 'the stack overflowed (endless recursion?)';
    if (/out of bounds|out-of-bounds/.test(text)) return 'invalid memory access, outside the address space';
    if (/divide by zero|remainder by zero/.test(text)) return 'arithmetic error: an integer was divided by zero';
    if (/unreachable/.test(text)) return 'code was reached that cannot be (end of a function without return?)';
    if (/signature|table index|null function|indirect call/.test(text)) return 'something was called that is no such function';
    return text;
  },
});
