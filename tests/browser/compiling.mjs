// One playground for the tests that compile: downloading and starting clang takes longer than all of them.
import { Playground } from './playground.mjs';

let shared = null;

/** The shared playground with an exercise open and its starter loaded. */
export async function compiling(browser, url, exercise) {
  shared ??= await Playground.open(browser, url, exercise);
  await shared.page.selectOption('#exercise', exercise);
  await shared.page.waitForFunction((id) => document.title.startsWith(`${id} `), exercise);
  await shared.page.click('#reset');
  return shared;
}
