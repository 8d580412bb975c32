// Every shipped submission gets in the page the verdict that its folder names, as it does natively (tests/native).
import { readdirSync } from 'node:fs';
import { expect_equal, test } from './harness.mjs';
import { Playground } from './playground.mjs';

const exercises = new URL('../../exercises/', import.meta.url);

function submissions(exercise) {
  const root = new URL(`${exercise}/submissions/`, exercises);
  const folders = readdirSync(root);
  return folders.flatMap((verdict) => readdirSync(new URL(verdict, root))
    .filter((file) => file.endsWith('.cpp')).map((file) => ({ verdict, name: file.replace(/\.cpp$/, '') })));
}

// A submission may pass every checked scenario and fail on real threads only, as in a grade. Some are about real threads only.
async function graded(p) {
  if (await p.page.locator('#check').isDisabled()) return p.run();
  const checked = await p.check();
  return checked === 'accepted' ? p.run() : checked;
}

for (const exercise of readdirSync(exercises).filter((name) => /^\d\d_/.test(name))) {
  test(`parity: ${exercise}`, async ({ browser, url }) => {
    const p = await Playground.open(browser, url, exercise.slice(0, 2));
    const wrong = [];
    for (const { verdict, name } of submissions(exercise)) {
      await p.load(`${verdict}/${name}`);
      const got = await graded(p);
      if (got !== verdict) wrong.push(`${verdict}/${name} got ${got}`);
    }
    expect_equal(wrong.join('; '), '', 'submissions with another verdict than their folder');
    await p.close();
  });
}
