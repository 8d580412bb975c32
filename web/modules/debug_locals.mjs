// Local variables that lie in a function's part of the stack in memory, from debug information and the code itself: what
// it takes to name an address on a stack. native/compile/debug_local.cpp does the same: keep them alike.
import { Data, kAt, kTag } from './dwarf.mjs';
import { kCode, sections_of } from './wasm_sections.mjs';

const kOpFrameBase = 0x91, kOpWasm = 0xed, kWasmLocal = 0;
const kGlobalGet = 0x23, kConst = 0x41, kSubtract = 0x6b, kStackPointer = 0;

/** How far the stack pointer goes down at the beginning of the function at `low`; 0: it needs nothing there. */
function frame_bytes(code, low) {
  const data = new Data(code);
  data.at = low;
  for (let groups = data.leb(); groups > 0; --groups) {
    data.leb();
    data.u8();
  }
  if (data.u8() !== kGlobalGet || data.leb() !== kStackPointer || data.u8() !== kConst) return 0;
  const bytes = data.leb(true);
  return data.u8() === kSubtract ? bytes : 0;
}

/** Where a location says the variable is, from the stack pointer up; null: not on the stack. */
function place_of(location) {
  if (!(location instanceof Uint8Array) || location[0] !== kOpFrameBase) return null;
  const data = new Data(location);
  data.at = 1;
  const at = data.leb(true);
  return data.at === location.length ? at : null;
}

/** [first, last + 1] of an entry's code; null where it has several pieces or none. */
function range_of(entry) {
  const low = entry.attributes.get(kAt.low_pc), high = entry.attributes.get(kAt.high_pc);
  if (low === undefined || high === undefined) return null;
  return [low, entry.has_high_offset ? low + high : high];
}

/** Calls `visit(variable, range of the code around it)` for the variables and parameters below an entry. */
function each_local(scope, range, visit) {
  for (const child of scope.children) {
    if (child.tag === kTag.variable || child.tag === kTag.parameter) visit(child, range);
    if (child.tag === kTag.lexical_block || child.tag === kTag.inlined) each_local(child, range_of(child) ?? range, visit);
  }
}

function has_frame(entry) {
  const base = entry.attributes.get(kAt.frame_base);
  return base instanceof Uint8Array && base[0] === kOpWasm && base[1] === kWasmLocal;
}

/** [low, high] of every function, as offsets in the code section: of its body, without the size before it. */
function bodies_of(code) {
  const data = new Data(code);
  const bodies = [];
  for (let count = data.leb(); count > 0; --count) {
    const bytes = data.leb();
    bodies.push([data.at, data.at + bytes]);
    data.at += bytes;
  }
  return bodies;
}

function locals_of(entry, range, describe) {
  const locals = [];
  if (!entry || !has_frame(entry)) return locals;
  each_local(entry, range, (variable, [low, high]) => {
    const at = place_of(variable.attributes.get(kAt.location));
    const described = at === null ? null : describe(variable);
    if (described) locals.push({ ...described, at, low, high });
  });
  return locals;
}

/**
 * [{low, high, bytes, locals: [{name, at, bytes, type, low, high}]}]: all functions, those without debug information
 * too, and what lies in their frames. `describe` says {name, bytes, type} of a variable, or null for one that stories do
 * not name.
 */
export function functions_of(module, entries, describe) {
  const section = sections_of(module).find((s) => s.id === kCode);
  if (!section) return [];
  const code = module.subarray(section.body, section.end);
  const known = new Map();
  for (const entry of entries.values())
    if (entry.tag === kTag.subprogram && entry.attributes.has(kAt.low_pc)) known.set(entry.attributes.get(kAt.low_pc), entry);
  return bodies_of(code).map(([low, high]) => (
    { low, high, bytes: frame_bytes(code, low), locals: locals_of(known.get(low), [low, high], describe) }));
}

/** The local at `at` in a function's frame while its code is at `code`: the innermost that fits; or undefined. */
export function local_in({ locals }, at, code) {
  const fits = locals.filter((local) => local.at <= at && at < local.at + local.bytes);
  const around = fits.filter(({ low, high }) => low <= code && code < high);
  return (around.length > 0 ? around : fits).sort((a, b) => a.high - a.low - (b.high - b.low))[0];
}
