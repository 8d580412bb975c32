// Registers tests, runs them one after the other, and counts. A test is an async function that throws when it fails.
const tests = [];

export function test(name, run) {
  tests.push({ name, run });
}

function first_lines(error) {
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  return text.split('\n').slice(0, 12).map((line) => `    ${line}`).join('\n');
}

async function run_one({ name, run }, context) {
  const begun = performance.now();
  try {
    await run(context);
    console.log(`ok      ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
    return true;
  } catch (error) {
    console.log(`FAILED  ${name}\n${first_lines(error)}`);
    return false;
  }
}

/** Runs the tests whose name contains `wanted`; returns [passed, failed]. */
export async function run_all(context, wanted) {
  let passed = 0, failed = 0;
  for (const one of tests.filter((t) => t.name.includes(wanted))) {
    (await run_one(one, context)) ? ++passed : ++failed;
  }
  return [passed, failed];
}

export function expect(holds, what) {
  if (!holds) throw new Error(what);
}

export function expect_equal(got, want, what) {
  if (got !== want) throw new Error(`${what}: got ${JSON.stringify(got)}, expected ${JSON.stringify(want)}`);
}
