// Compiles everything that ships in exercises/ for the runners of the page, with the machine's clang:
//   node build_modules.mjs --sysroot EMSCRIPTEN_SYSROOT --out FOLDER [--clang clang++-19] [--jobs 2] [EXERCISE...]
// For each exercise, FOLDER/NN_name/ gets scenarios.FLAVOUR.o, and for the starter and each submission
// NAME.FLAVOUR.wasm and NAME.FLAVOUR.lines.json. Only what is older than its sources is made again.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { finish_module } from './finish_module.mjs';
import { compile_flags, flavours, link_flags } from './flags.mjs';
import { line_table } from './line_table.mjs';
import { strip_module } from './strip_module.mjs';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sysroot: { type: 'string' }, out: { type: 'string' },
    clang: { type: 'string', default: 'clang++-19' }, jobs: { type: 'string', default: String(cpus().length) },
  },
});
const out = resolve(options.out);

/** A tool of the same LLVM as clang: wasm-ld-19 beside clang++-19. */
function tool(name) {
  return join(dirname(options.clang), basename(options.clang).replace('clang++', name));
}
const tools = { linker: tool('wasm-ld'), dwarfdump: tool('llvm-dwarfdump'), symbolizer: tool('llvm-symbolizer') };

const clang_include = join((await run(options.clang, ['-print-resource-dir'])).stdout.trim(), 'include');
const folders = {
  sysroot: join(options.sysroot, 'include'), overlay: join(here, 'overlay'), checked: join(root, 'core/check/overlay'),
  weft: join(root, 'core/include'),
};
const crtbegin = join(options.sysroot, 'lib/wasm32-emscripten/pic/crtbegin.o');
const own_inputs = readdirSync(here).map((name) => join(here, name));

function is_newer(output, inputs) {
  if (!existsSync(output)) return false;
  const made = statSync(output).mtimeMs;
  return inputs.every((input) => statSync(input).mtimeMs < made);
}

/** Only whole files appear under their names, so that an interrupted build leaves nothing half made. */
function write(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, contents);
  renameSync(`${path}.new`, path);
}

async function compile(source, known_as, flavour, object) {
  mkdirSync(dirname(object), { recursive: true });
  await run(options.clang, [
    ...compile_flags(flavour, folders, [clang_include]), `-ffile-prefix-map=${source}=${known_as}`,
    '-fdebug-compilation-dir=.', '-c', source, '-o', `${object}.new`,
  ]);
  renameSync(`${object}.new`, object);
}

async function make_module(job) {
  const object = `${job.output}.o`;
  const linked = `${job.output}.linked.wasm`;
  await compile(job.source, 'submission.cpp', job.flavour, object);
  await run(tools.linker, [...link_flags, object, job.scenarios, crtbegin, `-Map=${linked}.map`, '-o', linked]);
  const finished = finish_module(readFileSync(linked), readFileSync(`${linked}.map`, 'utf8'));
  writeFileSync(linked, finished);
  write(`${job.output}.lines.json`, JSON.stringify(line_table(tools, linked, ['submission.cpp', 'scenarios.cpp'])));
  write(`${job.output}.wasm`, strip_module(finished));
  for (const path of [object, linked, `${linked}.map`]) rmSync(path);
}

function programs_of(folder) {
  const submissions = join(folder, 'submissions');
  const verdicts = existsSync(submissions) ? readdirSync(submissions) : [];
  const files = verdicts.flatMap((verdict) =>
    readdirSync(join(submissions, verdict)).filter((n) => n.endsWith('.cpp')).map((n) => `${verdict}/${n}`));
  return [['starter', join(folder, 'starter.cpp')],
    ...files.map((path) => [path.replace(/\.cpp$/, ''), join(submissions, path)])];
}

function jobs_of(exercise) {
  const folder = join(root, 'exercises', exercise);
  const source = join(folder, 'scenarios.cpp');
  const shared = [...own_inputs, source, join(root, 'core/include/weft/exercise.h')];
  return flavours.flatMap((flavour) => {
    const scenarios = join(out, exercise, `scenarios.${flavour}.o`);
    const first = { output: scenarios, inputs: shared, make: () => compile(source, 'scenarios.cpp', flavour, scenarios) };
    const rest = programs_of(folder).map(([name, path]) => {
      const output = join(out, exercise, `${name}.${flavour}`);
      const job = { source: path, output, flavour, scenarios };
      return { output: `${output}.wasm`, inputs: [...shared, path], make: () => make_module(job), after: first };
    });
    return [first, ...rest];
  });
}

async function in_parallel(jobs) {
  const left = [...jobs];
  const work = async () => {
    for (let job; (job = left.shift()); ) await job.make();
  };
  await Promise.all(Array.from({ length: Number(options.jobs) }, work));
}

const wanted = (name) => positionals.length === 0 || positionals.includes(name);
const exercises = readdirSync(join(root, 'exercises'))
  .filter((name) => existsSync(join(root, 'exercises', name, 'exercise.toml')) && wanted(name));
const due = exercises.flatMap(jobs_of).filter((job) => !is_newer(job.output, job.inputs));
try {
  await in_parallel(due.filter((job) => !job.after));
  await in_parallel(due.filter((job) => job.after));
  if (due.length > 0) console.log(`modules: ${due.length} made for ${exercises.length} exercises`);
} catch (error) {
  console.error(`modules: ${error.stderr || error.message}`);
  process.exit(1);
}
