// Packs exercises/ for the page: an index, and for each exercise one file with its statement as HTML, its texts and
// the paths of what was compiled beforehand.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import markdown_it from 'markdown-it';
import { parse } from 'smol-toml';
import { fingerprint } from './fingerprint.mjs';
import { read_folder } from './folders.mjs';

// Raw HTML in a statement is shown as text and links with odd schemes stay text: that is the sanitising.
const markdown = markdown_it({ html: false, linkify: false, typographer: true });

class BadExercise extends Error {}

function read_toml(folder) {
  const path = join(folder, 'exercise.toml');
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const at = error.line ? `:${error.line}:${error.column}` : '';
    throw new BadExercise(`${path}${at}: ${error.message.split('\n')[0]}`);
  }
}

function scenario_of(toml) {
  return {
    name: toml.name, title: toml.title ?? toml.name, mode: toml.mode ?? 'checked',
    budget_seconds: toml.budget_seconds ?? 10, visible: toml.visible ?? true,
    repetitions: toml.repetitions ?? 100, preemption_bound: toml.preemption_bound ?? -1,
  };
}

/** What a schedule must do to the starter, and the hash by which the command line knows that program. */
function break_of(toml, folder) {
  if (!toml.break) return null;
  const program = ['starter.cpp', 'scenarios.cpp'].map((name) => readFileSync(join(folder, name)));
  return { scenario: toml.break.scenario, verdict: toml.break.verdict, hash: fingerprint(program) };
}

/** Programs in the order of the page's menu: the starter, what is accepted, then the wrong ones. */
function submissions_of(folder) {
  const rank = (path) => (path.startsWith('accepted/') ? 0 : 1);
  const files = [...read_folder(join(folder, 'submissions'), (p) => p.endsWith('.cpp'))];
  files.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const shipped = files.map(([path, bytes]) => {
    const [verdict, name] = path.split('/');
    return { folder: verdict, name: name.replace(/\.cpp$/, ''), text: bytes.toString('utf8') };
  });
  return [{ folder: 'starter', name: 'starter', text: readFileSync(join(folder, 'starter.cpp'), 'utf8') }, ...shipped];
}

function shared_files(folder, include) {
  const names = readdirSync(folder).filter((n) => /\.(h|hpp)$/.test(n) || n === 'scenarios.cpp').sort().reverse();
  const own = names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  return [...own, { name: 'exercise.h', text: readFileSync(join(include, 'weft/exercise.h'), 'utf8') }];
}

function pack_exercise(folder, include) {
  const toml = read_toml(folder);
  const entry = {
    id: toml.id, name: toml.name, title: toml.title, kinds: toml.kinds ?? [], unit: toml.unit ?? '',
    concepts: toml.concepts ?? [], points: toml.points ?? 0, file: `${toml.id}.json`,
  };
  return {
    ...entry,
    statement_html: markdown.render(readFileSync(join(folder, 'statement.md'), 'utf8')),
    hints_html: (toml.hints ?? []).map((hint) => markdown.renderInline(hint)),
    limits: { seconds: 10, memory_mb: 256, output_kb: 64, ...toml.limits },
    scenarios: (toml.scenarios ?? []).map(scenario_of),
    break: break_of(toml, folder),
    shipped: submissions_of(folder),
    shared: shared_files(folder, include),
    scenario_objects: {},
  };
}

/** All exercises below `folder`, by id. */
export function pack_exercises(folder, include) {
  const names = readdirSync(folder).filter((n) => existsSync(join(folder, n, 'exercise.toml'))).sort();
  return names.map((name) => ({ folder: name, exercise: pack_exercise(join(folder, name), include) }));
}

const kEntryFields = ['id', 'name', 'title', 'kinds', 'unit', 'concepts', 'points', 'file'];

/** The files of the exercises' folder, path to bytes. */
export function exercise_files(packed, compiled) {
  const files = new Map(compiled);
  const entries = packed.map(({ exercise }) => Object.fromEntries(kEntryFields.map((f) => [f, exercise[f]])));
  files.set('index.json', Buffer.from(JSON.stringify(entries)));
  for (const { exercise } of packed) files.set(exercise.file, Buffer.from(JSON.stringify(exercise)));
  return files;
}
