import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const tool = new URL('../../tools/check_layers', import.meta.url).pathname;

// Runs the check over a tree of {path: text}; returns its lines and exit status.
function check(files) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'weft-layers-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(root, name)), {recursive: true});
      fs.writeFileSync(path.join(root, name), text);
    }
    const {stdout, status} = spawnSync(tool, [root], {encoding: 'utf8'});
    return {lines: stdout.split('\n').filter(Boolean), status};
  } finally {
    fs.rmSync(root, {recursive: true});
  }
}

function expect_fault(files, where) {
  const {lines, status} = check(files);
  assert.equal(status, 1);
  assert.equal(lines.length, 1, lines.join('\n'));
  assert.ok(lines[0].startsWith(where), lines[0]);
}

export const layer_tests = [
  ['includes to the left are fine', () => {
    const {lines, status} = check({
      'core/contract/ids.h': '#include <string>\n',
      'core/trace/event.h': '#include "contract/ids.h"\n#include "nlohmann/json.hpp"\n',
      'core/include/weft/api.h': '#include <weft/more.h>\n',
      'core/include/weft/more.h': '',
      'native/cli/main.cpp': '#include "trace/event.h"\n#include <weft/api.h>\n',
    });
    assert.deepEqual(lines, []);
    assert.equal(status, 0);
  }],
  ['an include to the right is named with its line', () => expect_fault(
      {'core/trace/event.h': '#pragma once\n\n#include "check/race.h"\n', 'core/check/race.h': ''}, 'core/trace/event.h:3:')],
  ['a header that is not there yet counts by its folder', () => expect_fault(
      {'core/trace/event.h': '#include "check/race.h"\n'}, 'core/trace/event.h:1:')],
  ['neighbours do not include each other', () => expect_fault(
      {'core/pool/a.h': '#include "sched/b.h"\n', 'core/sched/b.h': ''}, 'core/pool/a.h:1:')],
  ['native does not include web', () => expect_fault(
      {'native/cli/a.cpp': '#include "web/runner/b.h"\n', 'web/runner/b.h': ''}, 'native/cli/a.cpp:1:')],
  ['a public header includes no layer', () => expect_fault(
      {'core/include/weft/a.h': '#include "contract/b.h"\n', 'core/contract/b.h': ''}, 'core/include/weft/a.h:1:')],
  ['an exercise sees no layer', () => expect_fault(
      {'exercises/01_x/scenarios.cpp': '#include "contract/b.h"\n', 'core/contract/b.h': ''}, 'exercises/01_x/scenarios.cpp:1:')],
  ['a path that goes up is refused', () => expect_fault(
      {'core/trace/a.h': '#include "../contract/b.h"\n', 'core/contract/b.h': ''}, 'core/trace/a.h:1:')],
  ['a folder that is no layer is refused', () => expect_fault({'core/utils/a.h': ''}, 'core/utils/a.h:1:')],
];
