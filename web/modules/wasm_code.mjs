// Reads the code of a WebAssembly module: its functions as lists of instructions, and what each takes from the operand
// stack and leaves there. Source: the WebAssembly core specification, 5.4 (binary format of instructions) and 3.3
// (validation), with threads and the older encoding of exceptions.
import { Reader, kCode, sections_of } from './wasm_sections.mjs';

const kType = 1, kImport = 2, kFunction = 3, kGlobal = 6, kElement = 9, kTag = 13;
export const kI32 = 0x7f, kI64 = 0x7e, kF32 = 0x7d, kF64 = 0x7c;

export const op = {
  unreachable: 0x00, block: 0x02, loop: 0x03, if: 0x04, else: 0x05, try: 0x06, catch: 0x07, throw: 0x08, rethrow: 0x09,
  end: 0x0b, br: 0x0c, br_if: 0x0d, br_table: 0x0e, return: 0x0f, call: 0x10, call_indirect: 0x11, delegate: 0x18,
  catch_all: 0x19, drop: 0x1a, select: 0x1b, local_get: 0x20, local_set: 0x21, local_tee: 0x22, global_get: 0x23,
  global_set: 0x24, i32_store: 0x36, i32_const: 0x41, i64_const: 0x42, i32_ge_u: 0x4f, i32_add: 0x6a, i32_sub: 0x6b,
  i32_mul: 0x6c, bulk: 0xfc, atomic: 0xfe,
};

export class UnknownCode extends Error {}

function types_in(reader) {
  const one = () => Array.from({ length: reader.number() }, () => reader.byte());
  return Array.from({ length: reader.number() }, () => {
    if (reader.byte() !== 0x60) throw new UnknownCode('a type that is no function');
    return { parameters: one(), results: one() };
  });
}

function skip_limits(reader) {
  const flags = reader.byte();
  reader.number();
  if (flags & 1) reader.number();
}

/** What a module takes from outside, in the index spaces of functions, globals and tags. */
function imports_in(reader) {
  const found = { functions: [], globals: [], tags: [] };
  for (let count = reader.number(); count > 0; --count) {
    reader.text();
    const name = reader.text();
    switch (reader.byte()) {
      case 0: found.functions.push({ name, type: reader.number() }); break;
      case 1: reader.byte(); skip_limits(reader); break;
      case 2: skip_limits(reader); break;
      case 3: found.globals.push({ name, type: reader.byte() }); reader.byte(); break;
      case 4: reader.byte(); found.tags.push(reader.number()); break;
      default: throw new UnknownCode('an import of an unknown kind');
    }
  }
  return found;
}

/** Of the functions whose addresses are known where the module is linked: those of its first element segment. */
function table_size_in(reader) {
  if (reader.number() === 0) return 0;
  if (reader.number() !== 0) throw new UnknownCode('an element segment of another kind');
  while (reader.byte() !== op.end);  // where it begins: one instruction
  return reader.number();
}

function globals_in(reader) {
  return Array.from({ length: reader.number() }, () => {
    const type = reader.byte();
    reader.byte();
    for (let code = reader.byte(); code !== op.end; code = reader.byte()) read_immediates(reader, { op: code });
    return type;
  });
}

function locals_in(reader, parameters) {
  const locals = [...parameters];
  for (let groups = reader.number(); groups > 0; --groups) {
    const count = reader.number(), type = reader.byte();
    for (let i = 0; i < count; ++i) locals.push(type);
  }
  return locals;
}

/**
 * {types, imports: {functions, globals}, globals (types), tags (numbers of types), table_size, functions: [{type, locals,
 * declared_at, body, end}]}: offsets in `bytes`, of where the declarations of locals begin, the first instruction, the end.
 */
export function read_module(bytes) {
  const sections = sections_of(bytes);
  const reader_of = (id) => {
    const section = sections.find((s) => s.id === id);
    return section ? new Reader(bytes, section.body) : null;
  };
  const types = types_in(reader_of(kType));
  const imports = imports_in(reader_of(kImport));
  const declared = reader_of(kFunction);
  const type_of = Array.from({ length: declared?.number() ?? 0 }, () => declared.number());
  const globals = reader_of(kGlobal);
  const own_globals = globals ? globals_in(globals) : [];
  const tags = reader_of(kTag);
  const own_tags = Array.from({ length: tags?.number() ?? 0 }, () => (tags.byte(), tags.number()));
  const elements = reader_of(kElement);
  const code = reader_of(kCode);
  const functions = Array.from({ length: code?.number() ?? 0 }, (_, i) => {
    const length = code.number(), declared_at = code.at;
    const locals = locals_in(code, types[type_of[i]].parameters);
    const body = code.at;
    code.at = declared_at + length;
    return { type: types[type_of[i]], locals, declared_at, body, end: code.at };
  });
  return {
    types, imports, functions, globals: [...imports.globals.map(({ type }) => type), ...own_globals],
    tags: [...imports.tags, ...own_tags], table_size: elements ? table_size_in(elements) : 0,
  };
}

/** [{op, at, end, index, more}]: `index` is the first immediate; `more` are others that matter. */
export function instructions_of(bytes, { body, end }) {
  const reader = new Reader(bytes, body);
  const list = [];
  while (reader.at < end) {
    const at = reader.at;
    const instruction = { op: reader.byte(), at, end: 0, index: 0, more: null };
    read_immediates(reader, instruction);
    instruction.end = reader.at;
    list.push(instruction);
  }
  return list;
}

function skip_leb(reader) {
  while (reader.byte() & 0x80);
}

/** Of a block: a type's number, or -1 - the one result's type, or -0x41 for none. */
function block_type(reader) {
  const first = reader.bytes[reader.at];
  if (first < 0x40 || first & 0x80) return reader.number();
  return -1 - reader.byte();
}
export const kNoResult = -0x41;

function read_immediates(reader, instruction) {
  const code = instruction.op;
  if (code === op.block || code === op.loop || code === op.if || code === op.try) instruction.index = block_type(reader);
  else if (code === op.br_table) instruction.more = Array.from({ length: reader.number() + 1 }, () => reader.number());
  else if (code === op.call_indirect) {
    instruction.index = reader.number();
    reader.number();
  } else if ((code >= 0x07 && code <= 0x09) || code === op.br || code === op.br_if || code === op.call || code === op.delegate)
    instruction.index = reader.number();
  else if (code >= 0x20 && code <= 0x24) instruction.index = reader.number();
  else if (code >= 0x28 && code <= 0x3e) skip_leb(reader), skip_leb(reader);
  else if (code === 0x3f || code === 0x40) reader.byte();
  else if (code === 0x41 || code === 0x42) skip_leb(reader);
  else if (code === 0x43) reader.at += 4;
  else if (code === 0x44) reader.at += 8;
  else if (code === op.bulk) read_bulk(reader, instruction);
  else if (code === op.atomic) read_atomic(reader, instruction);
  else if (!has_no_immediate(code)) throw new UnknownCode(`instruction 0x${code.toString(16)}`);
}

function has_no_immediate(code) {
  return code <= 0x01 || code === 0x05 || code === 0x0b || code === 0x0f || (code >= 0x19 && code <= 0x1b) ||
    (code >= 0x45 && code <= 0xc4);
}

function read_bulk(reader, instruction) {
  const immediates = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1];
  instruction.index = reader.number();
  if (instruction.index >= immediates.length) throw new UnknownCode('an instruction on tables');
  for (let left = immediates[instruction.index]; left > 0; --left) skip_leb(reader);
}

function read_atomic(reader, instruction) {
  instruction.index = reader.number();
  skip_leb(reader);
  if (instruction.index !== 0x03) skip_leb(reader);
}

const kSignatures = new Map();
function define(first, last, signature) {
  const short = { i: kI32, I: kI64, f: kF32, F: kF64 };
  const [from, to] = signature.split('>').map((letters) => [...letters].map((letter) => short[letter]));
  for (let code = first; code <= last; ++code) kSignatures.set(code, { parameters: from, results: to });
}
const kBulk = 0x10000, kAtomic = 0x20000;
for (const [first, last, signature] of [
  [0x28, 0x28, 'i>i'], [0x29, 0x29, 'i>I'], [0x2a, 0x2a, 'i>f'], [0x2b, 0x2b, 'i>F'], [0x2c, 0x2f, 'i>i'], [0x30, 0x35, 'i>I'],
  [0x36, 0x36, 'ii>'], [0x37, 0x37, 'iI>'], [0x38, 0x38, 'if>'], [0x39, 0x39, 'iF>'], [0x3a, 0x3b, 'ii>'], [0x3c, 0x3e, 'iI>'],
  [0x3f, 0x3f, '>i'], [0x40, 0x40, 'i>i'], [0x41, 0x41, '>i'], [0x42, 0x42, '>I'], [0x43, 0x43, '>f'], [0x44, 0x44, '>F'],
  [0x45, 0x45, 'i>i'], [0x46, 0x4f, 'ii>i'], [0x50, 0x50, 'I>i'], [0x51, 0x5a, 'II>i'], [0x5b, 0x60, 'ff>i'],
  [0x61, 0x66, 'FF>i'], [0x67, 0x69, 'i>i'], [0x6a, 0x78, 'ii>i'], [0x79, 0x7b, 'I>I'], [0x7c, 0x8a, 'II>I'],
  [0x8b, 0x91, 'f>f'], [0x92, 0x98, 'ff>f'], [0x99, 0x9f, 'F>F'], [0xa0, 0xa6, 'FF>F'], [0xa7, 0xa7, 'I>i'],
  [0xa8, 0xa9, 'f>i'], [0xaa, 0xab, 'F>i'], [0xac, 0xad, 'i>I'], [0xae, 0xaf, 'f>I'], [0xb0, 0xb1, 'F>I'], [0xb2, 0xb3, 'i>f'],
  [0xb4, 0xb5, 'I>f'], [0xb6, 0xb6, 'F>f'], [0xb7, 0xb8, 'i>F'], [0xb9, 0xba, 'I>F'], [0xbb, 0xbb, 'f>F'], [0xbc, 0xbc, 'f>i'],
  [0xbd, 0xbd, 'F>I'], [0xbe, 0xbe, 'i>f'], [0xbf, 0xbf, 'I>F'], [0xc0, 0xc1, 'i>i'], [0xc2, 0xc4, 'I>I'],
  [kBulk, kBulk + 1, 'f>i'], [kBulk + 2, kBulk + 3, 'F>i'], [kBulk + 4, kBulk + 5, 'f>I'], [kBulk + 6, kBulk + 7, 'F>I'],
  [kBulk + 8, kBulk + 8, 'iii>'], [kBulk + 9, kBulk + 9, '>'], [kBulk + 10, kBulk + 11, 'iii>'],
  [kAtomic, kAtomic, 'ii>i'], [kAtomic + 1, kAtomic + 1, 'iiI>i'], [kAtomic + 2, kAtomic + 2, 'iII>i'], [kAtomic + 3, kAtomic + 3, '>'],
]) define(first, last, signature);

// From 0x10 on: load, store, six read-modify-writes, compare-exchange, each for i32, i64, i32 of 8 and 16 bits, i64 of 8, 16
// and 32.
function atomic_signature(code) {
  const kind = Math.floor((code - 0x10) / 7), wide = [1, 4, 5, 6].includes((code - 0x10) % 7);
  const T = wide ? kI64 : kI32;
  if (kind === 0) return { parameters: [kI32], results: [T] };
  if (kind === 1) return { parameters: [kI32, T], results: [] };
  return { parameters: kind === 8 ? [kI32, T, T] : [kI32, T], results: [T] };
}

/** What an instruction without control flow or variables takes and leaves. */
export function signature_of({ op: code, index }) {
  if (code === op.atomic && index >= 0x10) return atomic_signature(index);
  const number = code === op.bulk ? kBulk + index : code === op.atomic ? kAtomic + index : code;
  const found = kSignatures.get(number);
  if (!found) throw new UnknownCode(`instruction 0x${number.toString(16)}`);
  return found;
}
