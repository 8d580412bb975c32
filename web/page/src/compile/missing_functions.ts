// Functions that a linked module expects from outside. The linker leaves every unknown name to the runner, which
// has the C and C++ libraries and, for real threads, Weft's runtime, but nothing of the student's: other names in C++
// are functions nobody wrote.

const kLibrary = /^_Z(NK?St|NSt|St|n[wa]|d[la]|T[VTISCHW]|NK?10__cxxabiv1|GVNSt)/;
const kRuntime = /^_ZNK?4weft/;

export function is_of_the_runtime(mangled: string): boolean {
  return kRuntime.test(mangled);
}

export async function missing_functions(module: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const imports = WebAssembly.Module.imports(await WebAssembly.compile(module));
  const wanted = imports.filter((i) => (i.module === 'env' && i.kind === 'function') || i.module === 'GOT.func');
  return [...new Set(wanted.map((i) => i.name))].filter((name) => name.startsWith('_Z') && !kLibrary.test(name));
}
