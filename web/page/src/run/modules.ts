// Gets the module for a text: precompiled when the text is one that ships, else from the compiler.
import type { Compiler } from '../compile/compiler';
import type { Flavour } from '../compile/protocol';
import { type Catalogue, type Exercise, fetch_ok, type Shipped, shipped_with_text } from '../data/exercise';
import type { Diagnostic } from '../data/outcome';
import { type LineTable, place_in } from './line_table';
import { type Report, until_stopped } from './progress';
import type { Resolve } from './symbolize';

export interface Module {
  bytes: Uint8Array<ArrayBuffer>;
  resolve: Resolve;
}

export interface ModuleOrErrors {
  module: Module | null;
  diagnostics: Diagnostic[];
}

/** The name under which the student's text is compiled. */
export const kStudentFile = 'submission.cpp';

export class Modules {
  /** The module compiled last, by flavour: pressing Check twice compiles once. */
  private compiled = new Map<Flavour, { key: string; result: ModuleOrErrors }>();

  constructor(private readonly catalogue: Catalogue, private readonly compiler: Compiler) {}

  async get(
    exercise: Exercise, text: string, flavour: Flavour, report: Report, signal: AbortSignal,
  ): Promise<ModuleOrErrors> {
    const shipped = shipped_with_text(exercise, text);
    if (shipped?.[flavour]) return this.precompiled(shipped, flavour, report, signal);
    const key = `${exercise.id}\n${text}`;
    const known = this.compiled.get(flavour);
    if (known?.key === key) return known.result;
    const result = await this.compile(exercise, text, flavour, report, signal);
    this.compiled.set(flavour, { key, result });
    return result;
  }

  private async precompiled(
    shipped: Shipped, flavour: Flavour, report: Report, signal: AbortSignal,
  ): Promise<ModuleOrErrors> {
    report({ phase: 'load' });
    const bytes = await until_stopped(this.bytes(shipped[flavour]!), signal);
    const lines = flavour === 'checked' ? shipped.checked_lines : shipped.real_lines;
    return { module: { bytes, resolve: this.resolve_by_table(lines) }, diagnostics: [] };
  }

  /** The table is fetched when it is first needed. */
  private resolve_by_table(lines: string | undefined): Resolve {
    if (!lines) return async (offsets) => offsets.map(() => null);
    let table: LineTable | undefined;
    return async (offsets) => {
      const known = (table ??= (await (await fetch_ok(this.catalogue.url(lines))).json()) as LineTable);
      return offsets.map((offset) => place_in(known, offset));
    };
  }

  private async compile(
    exercise: Exercise, text: string, flavour: Flavour, report: Report, signal: AbortSignal,
  ): Promise<ModuleOrErrors> {
    const object = exercise.scenario_objects[flavour];
    if (!object) throw new Error('this site was built without the compiler: only shipped programs can be run');
    const job = { flavour, file: kStudentFile, text, scenarios: this.catalogue.url(object).href };
    const compiled = await this.compiler.compile(job, report, signal);
    if (!compiled.module) return { module: null, diagnostics: compiled.diagnostics };
    const bytes = compiled.module;
    const resolve: Resolve = (offsets, report, signal) => this.compiler.symbolize(bytes, offsets, report, signal);
    return { module: { bytes, resolve }, diagnostics: compiled.diagnostics };
  }

  private async bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await (await fetch_ok(this.catalogue.url(path))).arrayBuffer());
  }
}
