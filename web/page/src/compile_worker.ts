// The compile worker: loads clang once, then turns texts into modules and code offsets into places.
import { Download } from './compile/download';
import type { Answer, Ask, CompileJob, Compiled, CompilerAssets, Flavour } from './compile/protocol';
import { read_tar } from './compile/tar';
import { type Bytes, type Finish, type Llvm, type Recipe, Toolchain } from './compile/toolchain';

const kSources = /\.(cpp|cc|cxx|c)$/;

let assets: CompilerAssets | null = null;
let toolchain: Promise<Toolchain> | null = null;
const scenarios = new Map<string, Bytes>();

function tell(answer: Answer, transfer: Transferable[] = []): void {
  postMessage(answer, { transfer });
}

async function load_llvm(base: string, download: Download): Promise<Llvm> {
  const llvm = (await import(`${base}bundle.js`)) as Llvm;
  let seen = 0;
  const fetchProgress = ({ doneLength }: { doneLength: number }) => {
    download.add(doneLength - seen);
    seen = doneLength;
  };
  await llvm.runLLVM(['clang', '--version'], {}, { stdout: () => {}, stderr: () => {}, fetchProgress });
  return llvm;
}

async function load_toolchain({ clang, sysroot: base, bytes }: CompilerAssets): Promise<Toolchain> {
  const report = (done: number, total: number) => tell({ kind: 'progress', phase: 'download', done, total });
  const download = new Download(bytes, report);
  const [llvm, headers, start, recipe, finishing] = await Promise.all([
    load_llvm(clang, download), download.bytes(`${base}include.tar`), download.bytes(`${base}crtbegin.o`),
    download.bytes(`${base}recipe.json`), import(`${base}finish_module.mjs`) as Promise<{ finish_module: Finish }>,
  ]);
  const sysroot = { ...read_tar(headers), 'crtbegin.o': start };
  return new Toolchain(llvm, JSON.parse(new TextDecoder().decode(recipe)) as Recipe, finishing.finish_module, sysroot);
}

/** The standard library's headers as the compiler left them, fetched for the flavours that are used. */
async function add_precompiled(tools: Toolchain, flavour: Flavour): Promise<void> {
  const name = `pch.${flavour}.pch`;
  if (tools.sysroot[name] || !assets) return;
  const report = (done: number, total: number) => tell({ kind: 'progress', phase: 'download', done, total });
  tools.sysroot[name] = await new Download(assets.precompiled_bytes[flavour], report).bytes(assets.sysroot + name);
}

/** Loads once; a failure is forgotten, so that the next job tries again. */
function ready(): Promise<Toolchain> {
  if (!assets) throw new Error('the compile worker was not configured');
  toolchain ??= load_toolchain(assets).catch((error: Error) => {
    toolchain = null;
    throw Object.assign(error, { download: true });
  });
  return toolchain;
}

async function scenario_object(url: string): Promise<Bytes> {
  const known = scenarios.get(url);
  if (known) return known;
  const response = await fetch(url);
  if (!response.ok) throw Object.assign(new Error(`${url} answered ${response.status}`), { download: true });
  const object = new Uint8Array(await response.arrayBuffer());
  scenarios.set(url, object);
  return object;
}

async function compile(job: CompileJob): Promise<Compiled> {
  const tools = await ready();
  await add_precompiled(tools, job.flavour).catch((error: Error) => {
    throw Object.assign(error, { download: true });
  });
  tell({ kind: 'progress', phase: 'compile' });
  const [{ object, diagnostics }, shared] = await Promise.all([
    tools.compile(job.flavour, job.file, job.text), scenario_object(job.scenarios),
  ]);
  if (!object) return { module: null, diagnostics };
  tell({ kind: 'progress', phase: 'link' });
  const linked = await tools.link(job.flavour, job.file, object, shared);
  return { module: linked.module, diagnostics: [...diagnostics, ...linked.diagnostics] };
}

async function answer(ask: Ask): Promise<void> {
  if (ask.kind === 'configure') {
    assets = ask.assets;
  } else if (ask.kind === 'prepare') {
    await add_precompiled(await ready(), 'checked');
  } else if (ask.kind === 'compile') {
    tell({ kind: 'compiled', id: ask.id, result: await compile(ask.job) });
  } else {
    const tools = await ready();
    const places = await tools.symbolize(ask.module, ask.offsets, (file) => kSources.test(file));
    tell({ kind: 'places', id: ask.id, places });
  }
}

onmessage = (event: MessageEvent<Ask>) => {
  const ask = event.data;
  answer(ask).catch((error: Error & { download?: boolean }) => {
    const id = 'id' in ask ? ask.id : 0;
    tell({ kind: 'error', id, message: error.message, download: Boolean(error.download) });
  });
};
