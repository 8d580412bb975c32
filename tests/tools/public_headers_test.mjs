// What every public header owes a newcomer: a contract at its top, and a program of its own under tests/examples.
import assert from 'node:assert/strict';
import fs from 'node:fs';

const headers = new URL('../../core/include/weft/', import.meta.url);
const examples = new URL('../examples/', import.meta.url);
const aspects = ['Threads', 'Blocking', 'Errors', 'Complexity'];

const names_in = (folder, ending) => fs.readdirSync(folder).filter(name => name.endsWith(ending))
  .map(name => name.slice(0, -ending.length)).sort();

// What the comment at the top of a header lacks: aspects, each at the start of a line, and an indented example.
function missing_in(text) {
  const comment = text.split('#pragma once')[0].split('\n');
  const missing = aspects.filter(aspect => !comment.some(line => line.startsWith(`// ${aspect}:`)));
  return comment.some(line => /^\/\/ {3}\S/.test(line)) ? missing : [...missing, 'example'];
}

export const public_header_tests = [
  ['a header without a contract is noticed', () => {
    assert.deepEqual(missing_in('// A lock.\n// Threads: any. Blocking: never.\n#pragma once\n// Errors: none\n'),
                     ['Blocking', 'Errors', 'Complexity', 'example']);
  }],
  ['every public header says what it does about each aspect, with an example', () => {
    const faults = names_in(headers, '.h').flatMap(
      name => missing_in(fs.readFileSync(new URL(`${name}.h`, headers), 'utf8')).map(what => `${name}.h: ${what}`));
    assert.deepEqual(faults, []);
  }],
  ['every public header has its example, which begins with it', () => {
    assert.deepEqual(names_in(examples, '.cpp'), names_in(headers, '.h'));
    for (const name of names_in(headers, '.h')) {
      const text = fs.readFileSync(new URL(`${name}.cpp`, examples), 'utf8');
      assert.match(text, new RegExp(`^(//.*\n)+#include "weft/${name}\\.h"\n`), `${name}.cpp`);
    }
  }],
];
