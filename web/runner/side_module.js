// What the runners must know of the student's module that only JavaScript can see: its instance, its thread-local
// block, the call stack.
addToLibrary({
  $weftModule: {
    instance: null,
    memoryBase: 0,
    dataBytes: 0,
    imports: [],
    tlsBase: null,    // the module's own global; null = it has no thread-local variables
    tlsBlocks: [],    // by fiber
    crash: null,      // the error of the last trap, until its stack was read
    names: new Map(),
    moved: null,      // section weft.moved (web/modules/tell_state.mjs): offset in the file, offset before, ...

    /** Called by link_module.js; returns what Emscripten takes for the instance. */
    adopt(module, imports, instance) {
      const exports = instance.exports;
      weftModule.instance = instance;
      weftModule.memoryBase = imports['env']['__memory_base'];
      weftModule.dataBytes = weftModule.dataBytesOf(module);
      weftModule.imports = WebAssembly.Module.imports(module).filter((i) => i.module === 'env' && i.kind === 'function');
      weftModule.tlsBase = exports['__tls_size']?.value > 0 ? exports['__tls_base'] : null;
      weftModule.tlsBlocks = [];
      weftModule.names = weftModule.namesOf(module);
      const [moved] = WebAssembly.Module.customSections(module, 'weft.moved');
      weftModule.moved = moved ? new Uint32Array(moved) : null;
      // Static constructors are part of every execution and every repetition: Emscripten must not run them, but find them
      // by another name.
      const { __wasm_call_ctors, ...rest } = exports;
      return { exports: { ...rest, 'weft_constructors': __wasm_call_ctors } };
    },

    /** Where the code at `offset` of the file was before tell_state.mjs added to it. */
    originalOffset(offset) {
      const moved = weftModule.moved;
      if (!moved) return offset;
      let low = 0, high = moved.length / 2;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (moved[2 * middle] <= offset) low = middle;
        else high = middle;
      }
      return moved[2 * low + 1] + offset - moved[2 * low];
    },

    /** From the section that Emscripten's dynamic linker reads: kind 1 has the sizes, the data's first. */
    dataBytesOf(module) {
      const [section] = WebAssembly.Module.customSections(module, 'dylink.0');
      const bytes = new Uint8Array(section);
      let at = 2, value = 0;
      for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) {
        byte = bytes[at++];
        value |= (byte & 0x7f) << shift;
      }
      return bytes[0] === 1 ? value : 0;
    },

    /** Number of a function -> its name; empty where the names were stripped. */
    namesOf(module) {
      const names = new Map();
      const [section] = WebAssembly.Module.customSections(module, 'name');
      const bytes = new Uint8Array(section ?? 0);
      let at = 0;
      const number = () => {
        let value = 0, shift = 0, byte = 0x80;
        for (; byte & 0x80; shift += 7) value |= ((byte = bytes[at++]) & 0x7f) << shift;
        return value >>> 0;
      };
      while (at < bytes.length) {
        const kind = number(), end = number() + at;
        for (let count = kind === 1 ? number() : 0; count > 0; --count) {
          const index = number(), length = number();
          names.set(index, new TextDecoder().decode(bytes.subarray(at, at + length)));
          at += length;
        }
        at = end;
      }
      return names;
    },

    /** Whether it uses or defines what <weft/verifier.h> declares. */
    isBenchmark() {
      const { imports, names } = weftModule;
      return imports.some(({ name }) => name.startsWith('__VERIFIER_')) ||
        [...imports.map(({ name }) => name), ...names.values()].includes('reach_error');
    },

    /** Gives the running fiber its thread-local variables, freshly initialised. */
    startThread(fiber) {
      const { __tls_size, __tls_align, __wasm_init_tls } = weftModule.instance.exports;
      weftModule.tlsBlocks[fiber] ||= wasmExports['emscripten_builtin_memalign'](__tls_align.value, __tls_size.value);
      __wasm_init_tls(weftModule.tlsBlocks[fiber]);
    },
  },

  weft_js_module__deps: ['$weftModule'],
  weft_js_module: (facts) => {
    HEAPU32[facts >> 2] = weftModule.memoryBase;
    HEAPU32[(facts >> 2) + 1] = weftModule.dataBytes;
    HEAPU32[(facts >> 2) + 2] = weftModule.moved ? 1 : 0;
    HEAPU32[(facts >> 2) + 3] = weftModule.isBenchmark() ? 1 : 0;
  },

  weft_js_thread_variables__deps: ['$weftModule'],
  weft_js_thread_variables: (range) => {
    if (!weftModule.tlsBase) return;
    HEAPU32[range >> 2] = weftModule.tlsBase.value;
    HEAPU32[(range >> 2) + 1] = weftModule.instance.exports.__tls_size.value;
  },

  // Browsers call a function of wasm by its number.
  weft_js_function_name__deps: ['$weftModule', '$stringToNewUTF8'],
  weft_js_function_name: (place) => stringToNewUTF8(weftModule.names.get(Number(getWasmTableEntry(place)?.name)) ?? ''),

  // Names of the functions that the module takes from the C library, not from ours, one a line; to be freed.
  weft_js_module_imports__deps: ['$weftModule', '$stringToNewUTF8'],
  weft_js_module_imports: () => {
    const known = (name) => `__wrap_${name}` in wasmExports || /^(_Z|__cxa_|__tsan_|_Unwind_|__wasm_|weft_|emscripten_builtin_|__VERIFIER_|__cyg_profile_func_|reach_error$)/.test(name) ||
      /^(malloc|calloc|free|memalign|aligned_alloc|posix_memalign|pthread_self|v?(f|s|sn)?iprintf)$/.test(name);
    return stringToNewUTF8(weftModule.imports.map((i) => i.name).filter((name) => !known(name)).join('\n'));
  },

  // Just before a fiber's entry, on its stack.
  weft_js_fiber_begin__deps: ['$weftModule'],
  weft_js_fiber_begin: (fiber) => {
    if (weftModule.tlsBase) weftModule.startThread(fiber);
  },

  // Offsets in the module's file, each with whether its caller is ours. The innermost wasm frame is our own code: frames
  // of other files are the student's.
  // Some weftFramesOfOurs of the stack are ours; writing out a deeper one at each step of a deep recursion takes seconds.
  $weftFramesOfOurs: 24,
  weft_js_stack__deps: ['$weftModule', '$weftFramesOfOurs'],
  weft_js_stack: (frames, max) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = max + weftFramesOfOurs;
    const here = new Error().stack;
    Error.stackTraceLimit = limit;
    const read = (stack) => [...stack.matchAll(/([^\s(@]*):wasm-function\[\d+\]:0x([0-9a-f]+)/g)];
    const ours = read(here)[0]?.[1];
    const from = weftModule.crash ? weftModule.crash.stack ?? '' : here;
    weftModule.crash = null;
    const all = read(from);
    const called_by_us = (frame) => all[all.indexOf(frame) + 1]?.[1] !== frame[1];
    const theirs = all.filter((f) => f[1] !== ours).slice(0, max);
    theirs.forEach((frame, i) => {
      HEAPU32[(frames >> 2) + 2 * i] = weftModule.originalOffset(parseInt(frame[2], 16));
      HEAPU32[(frames >> 2) + 2 * i + 1] = called_by_us(frame) ? 1 : 0;
    });
    return theirs.length;
  },

  weft_js_crash_is_overflow__deps: ['$weftModule', '$weftIsOverflow'],
  weft_js_crash_is_overflow: () => weftIsOverflow(weftModule.crash),

  // What the last trap was, in the words of a C++ programmer.
  weft_js_crash_words__deps: ['$weftModule', '$weftCrashWords', '$stringToNewUTF8'],
  weft_js_crash_words: () => stringToNewUTF8(weftCrashWords(weftModule.crash)),
});
