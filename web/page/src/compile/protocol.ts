// Messages between the page and the compile worker.
import type { Diagnostic } from '../data/outcome';

export type Flavour = 'checked' | 'real';

export interface CompileJob {
  flavour: Flavour;
  /** Name under which diagnostics and line tables know the student's file. */
  file: string;
  text: string;
  /** The exercise's precompiled scenarios. */
  scenarios: string;
}

export type Ask =
  | { kind: 'configure'; assets: CompilerAssets }
  | { kind: 'prepare' }
  | { kind: 'compile'; id: number; job: CompileJob }
  | { kind: 'symbolize'; id: number; module: Uint8Array<ArrayBuffer>; offsets: number[] };

/** Where the compiler lies and how much is downloaded, uncompressed: at once, and for each flavour that is used. */
export interface CompilerAssets {
  clang: string;
  sysroot: string;
  bytes: number;
  precompiled_bytes: Record<Flavour, number>;
}

export interface Compiled {
  module: Uint8Array<ArrayBuffer> | null;
  diagnostics: Diagnostic[];
}

/** A place for each offset asked for; null = outside the student's and the scenarios' sources. */
export interface Place {
  file: string;
  line: number;
  column: number;
  function: string;
}

export type Answer =
  | { kind: 'progress'; phase: 'download'; done: number; total: number }
  | { kind: 'progress'; phase: 'prepare' | 'compile' | 'link' }
  | { kind: 'compiled'; id: number; result: Compiled }
  | { kind: 'places'; id: number; places: (Place | null)[] }
  | { kind: 'error'; id: number; message: string; download: boolean };
