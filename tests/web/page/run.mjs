// Tests of the page's code that needs no browser: node tests/web/page/run.mjs [WORD in the names of tests]
import { run_all } from '../../browser/harness.mjs';
import './choosing_test.mjs';
import './schedule_test.mjs';
import './weak_story_test.mjs';

const [passed, failed] = await run_all({}, process.argv[2] ?? '');
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
