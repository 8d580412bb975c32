// The JavaScript half of core/agent/fiber_jspi.cpp: which promise belongs to which fiber.
// A fiber is off (null), fresh (started, not run yet) or suspended (a function that resumes its wasm stack).
// Resuming resolves the promise that the stack waits for; it runs in a microtask, when whoever asked has suspended.
addToLibrary({
  $weftFibers: {
    resume: [],    // by fiber: how to go on; `fresh` for one that waits for a wasm stack
    tlsBase: [],   // by fiber: the module's thread-local block
    resting: [],   // wasm stacks of finished fibers: functions that give them a new one
    fresh: () => {},
  },

  $weftRunFiber__deps: ['$weftFibers', '$weftModule', '$weftCrashed'],
  $weftRunFiber: (to) => {
    const resume = weftFibers.resume[to];
    weftFibers.resume[to] = null;
    if (resume !== weftFibers.fresh) return resume(0);
    const stack = weftFibers.resting.pop();
    if (stack) return stack(to);
    queueMicrotask(() => {
      const entry = WebAssembly.promising(wasmExports['weft_fiber_stack']);
      entry(to).catch(weftCrashed);
    });
  },

  weft_js_fiber_start__deps: ['$weftFibers'],
  weft_js_fiber_start: (fiber) => {
    weftFibers.resume[fiber] = weftFibers.fresh;
  },

  // The two imports that suspend.
  weft_js_fiber_switch__deps: ['$weftSwitch'],
  weft_js_fiber_switch: '=new WebAssembly.Suspending(weftSwitch)',
  weft_js_fiber_rest__deps: ['$weftRest'],
  weft_js_fiber_rest: '=new WebAssembly.Suspending(weftRest)',

  $weftSwitch__deps: ['$weftFibers', '$weftRunFiber', '$weftModule'],
  $weftSwitch: (from, to) => {
    const base = weftModule.tlsBase;
    if (base) {
      weftFibers.tlsBase[from] = base.value;
      base.value = weftFibers.tlsBase[to] || 0;
    }
    weftModule.crash = null;
    const suspended = new Promise((resolve) => { weftFibers.resume[from] = resolve; });
    weftRunFiber(to);
    return suspended;
  },

  $weftRest__deps: ['$weftFibers', '$weftRunFiber', '$weftModule'],
  $weftRest: (fiber, to) => {
    if (weftModule.tlsBase) weftModule.tlsBase.value = weftFibers.tlsBase[to] || 0;
    const resting = new Promise((resolve) => { weftFibers.resting.push(resolve); });
    weftRunFiber(to);
    return resting;
  },

  weft_js_fiber_abandon__deps: ['$weftFibers', '$weftCrashed'],
  weft_js_fiber_abandon: (fiber) => {
    const resume = weftFibers.resume[fiber];
    weftFibers.resume[fiber] = null;
    if (!resume || resume === weftFibers.fresh) return;
    weftCrashed.expected++;
    resume(1);
  },

  // A wasm stack ended in an error: one that was abandoned, as it should, or one on which the program crashed. Then the
  // execution ends in the name of the crashed agent, on a new stack.
  $weftCrashed__deps: ['$weftModule'],
  $weftCrashed__postset: 'weftCrashed.expected = 0',
  $weftCrashed: (error) => {
    if (weftCrashed.expected > 0) {
      weftCrashed.expected--;
      return;
    }
    if (wasmExports['weft_running']() === 0) return Module['weft']['crashed'](error);
    weftModule.crash = error;
    WebAssembly.promising(wasmExports['weft_agent_crashed'])().catch(weftCrashed);
  },
});
