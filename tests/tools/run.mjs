// Tests of the tools: what they say of bad input, the layer check on a tree made for it, the server over real HTTP, how
// figures are judged; and what public headers owe.
// Ends in "N passed, N failed".
import {bad_input_tests} from './bad_input_test.mjs';
import {checker_bench_tests} from './bench_checker_test.mjs';
import {bench_tests} from './bench_test.mjs';
import {bugs_bench_tests} from './bugs_bench_test.mjs';
import {layer_tests} from './check_layers_test.mjs';
import {public_header_tests} from './public_headers_test.mjs';
import {run_ctest_tests} from './run_ctest_test.mjs';
import {serve_tests} from './serve_test.mjs';

let passed = 0;
let failed = 0;
const tests = [...bad_input_tests, ...bench_tests, ...bugs_bench_tests, ...checker_bench_tests, ...layer_tests,
               ...public_header_tests, ...run_ctest_tests, ...serve_tests];
for (const [name, test] of tests) {
  try {
    await test();
    ++passed;
  } catch (error) {
    ++failed;
    console.log(`FAILED ${name}: ${error.message}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
