// The small programs of tests/verdicts, in the page's checked runner: each gets the verdict that its first line
// declares, and what must be accepted is verified, as natively. By JSPI in Chromium; a few by the baton in node too.
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../../browser/harness.mjs';
import { compile } from './compile.mjs';

const folder = fileURLToPath(new URL('../../verdicts/programs/', import.meta.url));

function declared(program) {
  return /^\/\/ verdict: (\w+)\n/.exec(readFileSync(join(folder, program), 'utf8'))?.[1] ?? 'no verdict declared';
}

/** Those that the page can compile. */
export function programs_here() {
  const all = readdirSync(folder).filter((name) => /\.(c|cpp)$/.test(name)).sort();
  return all.filter((name) => !readFileSync(join(folder, name), 'utf8').includes('\n// Only natively:'));
}

async function wrong_verdict(host, program, module) {
  const request = { mode: 'checked', scenario: 'main', budget: { seconds: 30 } };
  const message = await host.run({ script: 'checked_worker.js', module, request });
  const got = message.kind === 'outcome' ? JSON.parse(message.json) : message;
  const want = declared(program);
  if (got.verdict !== want) return `${program} in ${host.name}: got ${got.verdict} (${got.message}), expected ${want}`;
  if (got.message.includes('its replay took another way')) return `${program} in ${host.name}: ${got.message}`;
  if (want === 'accepted' && got.certainty !== 'verified') return `${program} in ${host.name}: ${got.message}`;
  return '';
}

/** The modules in order, compiled a few ahead of the one that is asked for. */
async function* modules_of(programs, tools) {
  const compiling = [];
  for (let next = 0, given = 0; given < programs.length; ++given) {
    for (; next < programs.length && compiling.length < cpus().length; ++next)
      compiling.push(compile(join(folder, programs[next]), 'checked', tools));
    yield [programs[given], await compiling.shift()];
  }
}

test('verdicts: every program of tests/verdicts, by JSPI, and every fourth by the baton', async ({ hosts, tools }) => {
  const programs = programs_here();
  const wrong = [];
  let count = 0;
  for await (const [program, module] of modules_of(programs, tools)) {
    const places = count++ % 4 === 0 ? [hosts.Chromium, hosts.node] : [hosts.Chromium];
    for (const host of places) wrong.push(await wrong_verdict(host, program, module));
  }
  expect(count > 0, 'there are programs');
  expect(wrong.every((what) => what === ''), wrong.filter(Boolean).join('\n'));
});
