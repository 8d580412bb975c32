// Starts the page: statement and editor first, then canvas and service worker beside them.
import { keep_offline_and_isolated } from './app/isolation';
import { show_notice } from './app/notice';
import { Playground } from './app/playground';
import { Timeline } from './app/timeline';
import { Compiler } from './compile/compiler';
import { Catalogue } from './data/exercise';
import { exercise_in_hash, on_hash_change } from './data/route';
import { missing_capability } from './run/capabilities';
import type { Tools } from './run/check';
import { Modules } from './run/modules';
import { RunnerClient } from './run/runner_client';
import { all_folders, compiler_assets, has_part, page_url, site_url } from './site';
import { by_id } from './view/element';

function tools(catalogue: Catalogue): Tools {
  const compiler = new Compiler(page_url('compile_worker.js'), compiler_assets());
  return {
    compiler,
    modules: new Modules(catalogue, compiler),
    checked: new RunnerClient(() => site_url('runner', 'checked_worker.js'), 'checked'),
    real: new RunnerClient(() => site_url('runner', 'real_worker.js'), 'real'),
  };
}

function connect(playground: Playground): void {
  by_id('check').addEventListener('click', () => playground.start('check'));
  by_id('run').addEventListener('click', () => playground.start('run'));
  by_id('break').addEventListener('click', () => playground.toggle_breaking());
  by_id('stop').addEventListener('click', () => playground.stop());
  by_id('reset').addEventListener('click', () => playground.reset());
  const exercise = by_id<HTMLSelectElement>('exercise');
  exercise.addEventListener('change', () => void playground.open(exercise.value));
  const load = by_id<HTMLSelectElement>('load');
  load.addEventListener('change', () => playground.load(load.value));
  document.addEventListener('keydown', (event) => {
    const check = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented;
    if (check) playground.start('check');
  });
  on_hash_change((id) => void playground.open(id));
}

async function open_first(playground: Playground, catalogue: Catalogue): Promise<void> {
  const first = catalogue.entries[0]?.id ?? '';
  const wanted = exercise_in_hash() || first;
  const known = catalogue.entries.some((e) => e.id === wanted);
  await playground.open(known ? wanted : first);
  if (!known) show_notice(`There is no exercise “${wanted}”; this is the first one.`);
  document.body.dataset.ready = 'page';
}

async function load_timeline(timeline: Timeline): Promise<void> {
  if (has_part('app')) await timeline.load(site_url('app', 'weft_app.mjs'));
  else timeline.unavailable('This site was built without the timeline.');
}

async function start(): Promise<void> {
  const timeline = new Timeline((index) => playground.select(index));
  const drawn = load_timeline(timeline);
  const catalogue = await Catalogue.load(site_url('exercises', ''));
  const all = tools(catalogue);
  const playground = new Playground(catalogue, all, timeline);
  connect(playground);
  await open_first(playground, catalogue);
  await drawn;
  document.body.dataset.ready = 'all';
  // The first check should not wait for its runner.
  if (has_part('runner') && !missing_capability()) setTimeout(() => all.checked.prepare(), 200);
}

async function stay_isolated(): Promise<void> {
  await keep_offline_and_isolated();
  navigator.serviceWorker?.controller?.postMessage({ folders: all_folders() });
  const lack = missing_capability();
  if (lack) show_notice(`${lack.what} ${lack.remedy}`);
}

start().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  show_notice(`The page could not start: ${message}.`, { label: 'Reload', run: () => location.reload() });
});
addEventListener('load', () => void stay_isolated());
