// How programs are compiled and linked for the runners of the page: the one place that says so. The build uses clang
// of the machine, the page uses clang in wasm with the same flags.

const kCompile = [
  '--target=wasm32-unknown-emscripten', '-nostdinc', '-nostdinc++', '-D__EMSCRIPTEN_SHARED_MEMORY__=1', '-std=c++20',
  '-D_LIBCPP_ENABLE_EXPERIMENTAL',  // std::jthread and std::stop_token, up to libc++ 19
  '-g', '-gdwarf-4',  // the version that dwarf.mjs reads
  '-fPIC', '-fvisibility=hidden', '-pthread', '-matomics', '-mbulk-memory', '-fwasm-exceptions',
  '-mllvm', '-wasm-enable-sjlj',
  // Allocations that lead to nothing and loops without an end stay, as natively. Not -fno-builtin as there: it would take
  // memcpy() and the like for calls, which nobody sees here.
  ...['malloc', 'calloc', 'realloc', 'free'].map((name) => `-fno-builtin-${name}`), '-fno-finite-loops',
  // Thread-local variables at fixed offsets from __tls_base, which the checker switches with the model thread.
  '-ftls-model=local-exec',
  '-Wall', '-Wextra', '-Wno-unused-command-line-argument',
];
const kInstrument = [
  '-O1', '-Xclang', '-fsanitize=thread', '-mllvm', '-tsan-instrument-func-entry-exit=0',
  '-mllvm', '-tsan-instrument-read-before-write=1',
  // The instrumentation leaves out what cannot escape, and before LLVM 21 takes an element of a local array for such
  // though the array itself escapes. With nothing to explore, everything may escape.
  '-mllvm', '-capture-tracking-max-uses-to-explore=0',
  // A loop has one head, where the checker sees that somebody who waits comes by in the state he was in before.
  '-mllvm', '-rotation-max-header-size=0',
  // The instrumentation does not mark its calls as belonging to the catch clause they are in; without this LLVM takes
  // such calls for unreachable and the clause with them.
  '-mllvm', '-disable-cleanups',
];
// Only where nobody asks for the call stack: a task goes on in another without a frame on it.
const kReal = ['-O2', '-mtail-call'];
// clang 22 knows two encodings of exceptions; browsers and the runners' C++ library have the older one.
const kClangInPage = ['-mllvm', '-wasm-use-legacy-eh=true'];

export const flavours = ['checked', 'real'];

/** `folders`: sysroot (Emscripten's include), checked and overlay (ours in checked mode), weft (of weft/exercise.h). */
export function compile_flags(flavour, folders, clang_include = []) {
  const checked = flavour === 'checked';
  const include = [
    ...(checked ? [folders.checked, folders.overlay] : []), `${folders.sysroot}/c++/v1`, ...clang_include,
    `${folders.sysroot}/compat`, folders.sysroot, folders.weft,
  ];
  return [...kCompile, ...(checked ? kInstrument : kReal), ...include.flatMap((folder) => ['-isystem', folder])];
}

/** What a text with functions that nobody comes between has in it, and is compiled with in checked mode:
 *  core/check/interpose/atomic_functions.cpp. */
export const atomic_functions = { pattern: '__VERIFIER_atomic_(?!begin\\b|end\\b)', flags: ['-finstrument-functions'] };

export const clang_in_page_flags = kClangInPage;

/** Exports what has default visibility: WEFT_SCENARIO functions, and main by name. */
export const link_flags = [
  '-shared', '--experimental-pic', '--import-memory', '--shared-memory', '--unresolved-symbols=import-dynamic',
  '--export-dynamic', '--export=__wasm_call_ctors', '--export=_emscripten_tls_init',
  // What the module defines, it calls directly: the dynamic linker's stubs are JavaScript, which cannot be suspended.
  '-Bsymbolic',
  ...['__wasm_apply_data_relocs', 'main', '__main_argc_argv', '__tls_base', '__tls_size', '__tls_align', '__wasm_init_tls']
    .map((name) => `--export-if-defined=${name}`),
];
