// clang, wasm-ld and the symbolizer as functions over files in memory. The command lines come from the wasm build
// (recipe.json), so that edited programs are compiled exactly like shipped ones.
import type { Diagnostic } from '../data/outcome';
import { is_of_the_runtime, missing_functions } from './missing_functions';
import { parse_diagnostics, parse_link_errors } from './parse_diagnostics';
import { parse_places } from './parse_places';
import type { Compiled, Flavour, Place } from './protocol';

export type Bytes = Uint8Array<ArrayBuffer>;
export type Tree = { [name: string]: Tree | string | Uint8Array };

interface RunOptions {
  stdout?: (bytes: Uint8Array | null) => void;
  stderr?: (bytes: Uint8Array | null) => void;
  fetchProgress?: (event: { totalLength: number; doneLength: number }) => void;
}

type Command = (args: string[], files: Tree, options: RunOptions) => Promise<Tree> | Tree | undefined;

/** What @yowasp/clang exports. */
export interface Llvm {
  runClang: Command;
  runLLVM: Command;
}

/** Complete command lines in which INPUT, OUTPUT, SCENARIOS and MAP stand for files. */
export interface Recipe {
  /** More for texts of checked programs that match. */
  atomic_functions: { pattern: string; flags: string[] };
  compile: Record<Flavour, string[]>;
  link: Record<Flavour, string[]>;
}

/** Leaves the names of variables, from the linker's map, in a linked module (web/modules/finish_module.mjs). */
export type Finish = (module: Bytes, map: string) => Bytes;

interface Ran {
  files: Tree | null;
  stdout: string;
  stderr: string;
}

function collector(): { write(bytes: Uint8Array | null): void; text(): string } {
  const decoder = new TextDecoder();
  let text = '';
  return {
    write: (bytes) => void (text += bytes ? decoder.decode(bytes, { stream: true }) : ''),
    text: () => text,
  };
}

async function run(command: Command, args: string[], files: Tree): Promise<Ran> {
  const out = collector(), err = collector();
  try {
    const result = await command(args, files, { stdout: out.write, stderr: err.write });
    return { files: result ?? null, stdout: out.text(), stderr: err.text() };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;  // not an exit status: trouble of ours
    return { files: null, stdout: out.text(), stderr: err.text() };
  }
}

function bytes_of(file: Tree | string | Uint8Array | undefined): Bytes {
  if (typeof file === 'string') return new TextEncoder().encode(file);
  if (file instanceof Uint8Array) return file as Bytes;
  throw new Error('the compiler left no output');
}

function text_of(file: Tree | string | Uint8Array | undefined): string {
  return typeof file === 'string' ? file : new TextDecoder().decode(bytes_of(file));
}

function filled(command: string[], files: Record<string, string>): string[] {
  return command.map((word) => files[word] ?? word);
}

/** Something the compiler said that is no ordinary message. */
function last_words(file: string, stderr: string): Diagnostic {
  const text = stderr.trim().split('\n').at(-1) ?? '';
  return { severity: 'error', where: { file, line: 1, column: 1 }, message: text || 'the compiler gave up' };
}

function only_real(file: string): Diagnostic {
  const message = 'this uses Weft\'s runtime (fibers, tasks, channels, …), which is there on real threads only, with Run: ' +
    'the checker has no model of it';
  return { severity: 'error', where: { file, line: 1, column: 1 }, message };
}

export class Toolchain {
  /** `sysroot` is mounted at /sys. */
  constructor(
    private readonly llvm: Llvm, private readonly recipe: Recipe, private readonly finish: Finish,
    readonly sysroot: Tree,
  ) {}

  /** Object code of a text, or null and the reasons. */
  async compile(flavour: Flavour, name: string, text: string): Promise<{ object: Bytes | null; diagnostics: Diagnostic[] }> {
    const { pattern, flags } = this.recipe.atomic_functions;
    const more = flavour === 'checked' && new RegExp(pattern).test(text) ? flags : [];
    const command = [...filled(this.recipe.compile[flavour], { INPUT: name, OUTPUT: 'out.o' }), ...more];
    const ran = await run(this.llvm.runClang, command, { [name]: text, sys: this.sysroot });
    const diagnostics = parse_diagnostics(ran.stderr, name);
    if (ran.files) return { object: bytes_of(ran.files['out.o']), diagnostics };
    return { object: null, diagnostics: diagnostics.length > 0 ? diagnostics : [last_words(name, ran.stderr)] };
  }

  async link(flavour: Flavour, own: string, object: Bytes, scenarios: Bytes): Promise<Compiled> {
    const names = {
      INPUT: 'submission.o', SCENARIOS: 'scenarios.o', OUTPUT: 'module.wasm', '-Map=MAP': '-Map=module.map',
    };
    const files: Tree = { 'submission.o': object, 'scenarios.o': scenarios, sys: this.sysroot };
    const ran = await run(this.llvm.runLLVM, filled(this.recipe.link[flavour], names), files);
    if (!ran.files) {
      const diagnostics = parse_link_errors(ran.stderr, own);
      return { module: null, diagnostics: diagnostics.length > 0 ? diagnostics : [last_words(own, ran.stderr)] };
    }
    const module = this.finish(bytes_of(ran.files['module.wasm']), text_of(ran.files['module.map']));
    const missing = await missing_functions(module);
    const unwritten = missing.filter((name) => !is_of_the_runtime(name));
    if (unwritten.length > 0) return { module: null, diagnostics: await this.nobody_wrote(unwritten, own) };
    if (missing.length > 0 && flavour === 'checked') return { module: null, diagnostics: [only_real(own)] };
    return { module, diagnostics: [] };
  }

  private async nobody_wrote(mangled: string[], own: string): Promise<Diagnostic[]> {
    const { stdout } = await run(this.llvm.runLLVM, ['c++filt', ...mangled], {});
    const names = stdout.trim() ? stdout.trim().split('\n') : mangled;
    return names.map((name) => ({
      severity: 'error', where: { file: own, line: 1, column: 1 },
      message: `the function ${name} is used, but defined nowhere`,
    }));
  }

  /** The innermost place of each code offset in a file that `ours` accepts. */
  async symbolize(module: Bytes, offsets: number[], ours: (file: string) => boolean): Promise<(Place | null)[]> {
    const addresses = offsets.map((offset) => `0x${offset.toString(16)}`);
    const args = ['symbolizer', '--obj=module.wasm', '--output-style=JSON', '--inlines', '--demangle', ...addresses];
    const ran = await run(this.llvm.runLLVM, args, { 'module.wasm': module });
    return parse_places(ran.stdout, offsets.length, ours);
  }
}
