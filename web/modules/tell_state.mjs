// Makes a module write what its functions keep in locals and on the operand stack to memory, before each call that may lead
// to an atomic read: below the function's part of the stack, so that the stack in memory is all that a thread's functions
// know, and the checker can see whether a thread is in a state that it was in before. core/README.md says what for.
//
// A call site takes a multiple of 16 bytes while the call lasts:
//   u32 number of the call (where it is in the file) | u32 kLeadsOutside or 0 | 8-byte values | 4-byte values | zeros
// Where a call is left by an exception, who catches it restores the stack pointer, as for every frame.
import { live_after_calls } from './live_locals.mjs';
import { operands_under_calls } from './operands.mjs';
import { instructions_of, kF32, kF64, kI32, kI64, op, read_module, UnknownCode } from './wasm_code.mjs';
import { kCode, kCustom, leb, sections_of } from './wasm_sections.mjs';

const kLeadsOutside = 0x77656674;  // as in core/check/platform_wasm.cpp
const kReads = /^__tsan_atomic\d+_(load|exchange|fetch_\w+|compare_exchange_\w+)$/;
// Others than these may call functions of the module, among them those that read.
const kNeverCallsBack =
  /^(__tsan_\w+|pthread_(mutex|cond|rwlock|spin|barrier)_\w+|sem_\w+|sched_yield|malloc|free|_ZNSt3__25mutex(4lock|6unlock)Ev)$/;
// They call back once, as an operation of their own: nothing that such a function knows tells two reads apart.
const kCallsOnce = /^(pthread_once|call_once|_ZNSt3__211__call_onceERVmPvPFvS2_E)$/;
const kWide = new Set([kI64, kF64]);

/** Signed LEB128 of up to 32 bits. */
function signed(value) {
  const out = [];
  for (let more = true; more; ) {
    const low = value & 0x7f;
    value >>= 7;
    more = !((value === 0 && !(low & 0x40)) || (value === -1 && low & 0x40));
    out.push(more ? low | 0x80 : low);
  }
  return out;
}

const get = (local) => [op.local_get, ...leb(local)];
const set = (local) => [op.local_set, ...leb(local)];
const tee = (local) => [op.local_tee, ...leb(local)];
const constant = (value) => [op.i32_const, ...signed(value)];
const kStores = { [kI32]: [0x36, 2], [kI64]: [0x37, 3], [kF32]: [0x38, 2], [kF64]: [0x39, 3] };
const store = (type, offset) => [...kStores[type], ...leb(offset)];

/** What a call may lead to: 'nothing' that matters, 'reads' of the module's own, or functions 'outside' that call back. */
function calls_of(module, code_lists) {
  const imports = module.imports.functions;
  const of_import = ({ name }) =>
    kReads.test(name) || kCallsOnce.test(name) ? 'reads' : kNeverCallsBack.test(name) ? 'nothing' : 'outside';
  const leads = [...imports.map(of_import), ...code_lists.map(() => 'nothing')];
  const leads_somewhere = (list) => list.some((instruction) => leads_of(instruction) !== 'nothing');
  const leads_of = ({ op: code, index }) =>
    code === op.call_indirect ? 'outside' : code === op.call ? leads[index] : 'nothing';
  for (let grew = true; grew; ) {
    grew = false;
    code_lists.forEach((list, i) => {
      const self = imports.length + i;
      if (leads[self] !== 'nothing' || !leads_somewhere(list)) return;
      leads[self] = 'reads';
      grew = true;
    });
  }
  return leads_of;
}

/** A function's code as it becomes: pieces of what it was, and what is added. */
class Writer {
  constructor(bytes, code) {
    this.bytes = bytes;
    this.code = code;
    this.parts = [];
    this.size = 0;
    this.moved = [];  // [where in the new code, where it was in the file]
    this.added = new Map();  // type -> scratch locals
    this.used = new Map();
    this.locals = [...code.locals];
  }

  add(part) {
    this.parts.push(part);
    this.size += part.length;
  }

  keep(from, to) {
    if (from === to) return;
    this.moved.push([this.size, from]);
    this.add(this.bytes.subarray(from, to));
  }

  /** A local for the time of one call. */
  scratch(type) {
    const known = this.added.get(type) ?? [];
    this.added.set(type, known);
    const used = this.used.get(type) ?? 0;
    this.used.set(type, used + 1);
    if (used === known.length) known.push(this.locals.push(type) - 1);
    return known[used];
  }

  release_scratch() {
    this.used.clear();
  }

  /** The declarations of locals. */
  declarations() {
    const { declared_at, body } = this.code;
    const old = this.bytes.subarray(declared_at, body);
    let at = 0, groups = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) {
      byte = old[at++];
      groups |= (byte & 0x7f) << shift;
    }
    const types = this.locals.slice(this.code.locals.length);
    return [...leb(groups + types.length), ...old.subarray(at), ...types.flatMap((type) => [1, type])];
  }
}

/** Writes values below the stack pointer, and takes them away again. */
class CallSite {
  constructor(writer, module, instruction, leads, under, live) {
    Object.assign(this, { writer, module, instruction });
    this.parameters = module.type_called(instruction).parameters;
    this.is_indirect = instruction.op === op.call_indirect;
    this.may_lead_outside = leads === 'outside';
    this.base = writer.scratch(kI32);
    this.arguments = under.length > 0 ? this.parameters.map((type) => writer.scratch(type)) : [];
    this.callee = this.is_indirect ? writer.scratch(kI32) : null;
    this.under = under.map((type) => writer.scratch(type));
    const values = [...this.under, ...live];
    const is_wide = (local) => kWide.has(writer.locals[local]);
    this.values = [...values.filter(is_wide), ...values.filter((local) => !is_wide(local))];
    const bytes = this.values.reduce((sum, local) => sum + (is_wide(local) ? 8 : 4), 8);
    this.padding = -bytes & 15;
    this.bytes = bytes + this.padding;
  }

  /** Takes the operands off the operand stack, or puts them back. */
  take_operands() {
    const taken = [...this.under, ...this.arguments, ...(this.is_indirect ? [this.callee] : [])];
    return { off: taken.toReversed().flatMap(set), on: taken.flatMap(get) };
  }

  leads_outside() {
    if (!this.may_lead_outside) return constant(0);
    if (!this.is_indirect) return constant(kLeadsOutside);
    const { table_base, table_size } = this.module;  // all other functions in the table are not the module's
    return [
      ...get(this.callee), op.global_get, ...leb(table_base), op.i32_sub, ...constant(table_size), op.i32_ge_u,
      ...constant(kLeadsOutside), op.i32_mul,
    ];
  }

  before() {
    const { writer, module, base } = this;
    const { off, on } = this.take_operands();
    const code = [
      ...off,
      op.global_get, ...leb(module.stack_pointer), ...constant(this.bytes), op.i32_sub, ...tee(base),
      op.global_set, ...leb(module.stack_pointer),
      ...get(base), ...constant(this.instruction.at), ...store(kI32, 0),
      ...get(base), ...this.leads_outside(), ...store(kI32, 4),
    ];
    let at = 8;
    for (const local of this.values) {
      const type = writer.locals[local];
      code.push(...get(base), ...get(local), ...store(type, at));
      at += kWide.has(type) ? 8 : 4;
    }
    for (; at < this.bytes; at += 4) code.push(...get(base), ...constant(0), ...store(kI32, at));
    return [...code, ...on];
  }

  after() {
    const { base } = this;
    const forget = this.may_lead_outside ? [...get(base), ...constant(0), ...store(kI32, 4)] : [];
    return [
      ...forget, ...get(base), ...constant(this.bytes), op.i32_add, op.global_set, ...leb(this.module.stack_pointer),
    ];
  }
}

/** The function's new code, and what each of its calls takes of the stack. */
function rewrite_function(bytes, module, code, list, leads_of, taken) {
  const writer = new Writer(bytes, code);
  const is_site = (instruction) => leads_of(instruction) !== 'nothing';
  let kept = code.body;
  if (list.some(is_site)) {
    const under = operands_under_calls(module, code, list);
    const live = live_after_calls(list, code.locals.length);
    list.forEach((instruction, i) => {
      if (!is_site(instruction) || !under.has(i)) return;
      writer.keep(kept, instruction.at);
      const site = new CallSite(writer, module, instruction, leads_of(instruction), under.get(i), live.get(i).list());
      writer.add(site.before());
      writer.keep(instruction.at, instruction.end);
      writer.add(site.after());
      taken.set(instruction.at, site.bytes);
      writer.release_scratch();
      kept = instruction.end;
    });
  }
  writer.keep(kept, code.end);
  return { declarations: writer.declarations(), writer };
}

/** [the section's bytes, pairs of offsets] of functions that begin in the file where the code section does. */
function code_section(functions, start) {
  const sizes = functions.map(({ declarations, writer }) => declarations.length + writer.size);
  const count = leb(functions.length);
  const length = sizes.reduce((sum, size) => sum + leb(size).length + size, count.length);
  const header = [kCode, ...leb(length), ...count];
  const section = new Uint8Array(header.length - count.length + length);
  section.set(header);
  const moved = [];
  let at = header.length;
  const write = (part) => (section.set(part, at), (at += part.length));
  functions.forEach(({ declarations, writer }, i) => {
    write(leb(sizes[i]));
    write(declarations);
    for (const [where, before] of writer.moved) moved.push(start + at + where, before);
    writer.parts.forEach(write);
  });
  return [section, Uint32Array.from(moved)];
}

function read(bytes) {
  const module = read_module(bytes);
  const import_of = (name) => module.imports.globals.findIndex((global) => global.name === name);
  module.stack_pointer = import_of('__stack_pointer');
  module.table_base = import_of('__table_base');
  if (module.stack_pointer < 0) throw new UnknownCode('no stack');
  if (module.table_base < 0) throw new UnknownCode('no table');
  const imported = module.imports.functions;
  module.type_called = ({ op: code, index }) => {
    if (code === op.call_indirect) return module.types[index];
    return index < imported.length ? module.types[imported[index].type] : module.functions[index - imported.length].type;
  };
  return module;
}

/**
 * {module, taken}: the module with the section weft.moved (u32 pairs: where code lies in the file, where it was), and a Map
 * from where calls were in the file to the bytes that they take of the stack. Code that is not known here (vector
 * instructions) is left as it is, without that section: the checker then assumes nothing of the module's loops.
 */
export function tell_state(bytes) {
  try {
    return rewrite_module(bytes);
  } catch (error) {
    if (!(error instanceof UnknownCode)) throw error;
    return { module: bytes, taken: new Map() };
  }
}

function rewrite_module(bytes) {
  const module = read(bytes);
  const lists = module.functions.map((code) => instructions_of(bytes, code));
  const leads_of = calls_of(module, lists);
  const taken = new Map();
  const functions = module.functions.map((code, i) => rewrite_function(bytes, module, code, lists[i], leads_of, taken));
  const { start, end } = sections_of(bytes).find(({ id }) => id === kCode);
  const [section, moved] = code_section(functions, start);
  const name = new TextEncoder().encode('weft.moved');
  const custom = [...leb(name.length), ...name];
  const parts = [
    bytes.subarray(0, start), section, bytes.subarray(end),
    [kCustom, ...leb(custom.length + moved.byteLength), ...custom], new Uint8Array(moved.buffer),
  ];
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (result.set(part, at), at + part.length), 0);
  return { module: result, taken };
}
