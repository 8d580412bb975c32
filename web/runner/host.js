// What both runners ask of JavaScript. `Module.weft` is set by the worker (runner_worker.mjs).
addToLibrary({
  // The text of the finished run, to the worker. From any thread.
  weft_js_outcome__proxy: 'sync',
  weft_js_outcome: (json, spent) => Module['weft']['outcome'](UTF8ToString(json), spent !== 0),

  weft_js_take_output__proxy: 'sync',
  weft_js_take_output__deps: ['$stringToNewUTF8'],
  weft_js_take_output: () => stringToNewUTF8(Module['weft']['takeOutput']()),
});
