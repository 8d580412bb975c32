// Reads the debug information entries of a linked WebAssembly module: DWARF 4, which flags.mjs asks for. Units of other
// versions (parts of a C library that somebody else compiled) are passed over.
// Source: DWARF Debugging Information Format, version 4, chapter 7.
import { sections_of } from './wasm_sections.mjs';

export const kTag = {
  array: 0x01, class: 0x02, lexical_block: 0x0b, member: 0x0d, pointer: 0x0f, reference: 0x10, structure: 0x13,
  typedef: 0x16, union: 0x17, rvalue_reference: 0x42, inheritance: 0x1c, inlined: 0x1d, subrange: 0x21, const: 0x26, subprogram: 0x2e, variable: 0x34, volatile: 0x35,
  restrict: 0x37, namespace: 0x39, parameter: 0x05, atomic: 0x47,
};
export const kAt = {
  location: 0x02, name: 0x03, byte_size: 0x0b, low_pc: 0x11, high_pc: 0x12, upper_bound: 0x2f, abstract_origin: 0x31,
  artificial: 0x34, count: 0x37, data_member_location: 0x38, declaration: 0x3c, external: 0x3f, frame_base: 0x40,
  specification: 0x47, type: 0x49, bit_size: 0x0d, data_bit_offset: 0x6b, export_symbols: 0x89, ranges: 0x55,
};

/** Little-endian data with the number formats of DWARF. */
export class Data {
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  u8() { return this.view.getUint8(this.at++); }
  u16() { return this.view.getUint16((this.at += 2) - 2, true); }
  u32() { return this.view.getUint32((this.at += 4) - 4, true); }
  u64() { return Number(this.view.getBigUint64((this.at += 8) - 8, true)); }

  /** LEB128 of up to 53 bits; signed ones when asked to. */
  leb(is_signed = false) {
    let value = 0, scale = 1, byte;
    do {
      byte = this.u8();
      value += (byte & 0x7f) * scale;
      scale *= 128;
    } while (byte & 0x80);
    return is_signed && byte & 0x40 ? value - scale : value;
  }

  text() {
    const end = this.bytes.indexOf(0, this.at);
    const text = new TextDecoder().decode(this.bytes.subarray(this.at, end));
    this.at = end + 1;
    return text;
  }

  block(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

/** How each form of attribute is read. References become offsets in .debug_info. */
const kForms = {
  0x01: (d) => d.u32(), 0x03: (d) => d.block(d.u16()), 0x04: (d) => d.block(d.u32()), 0x05: (d) => d.u16(),
  0x06: (d) => d.u32(), 0x07: (d) => d.u64(), 0x08: (d) => d.text(), 0x09: (d) => d.block(d.leb()),
  0x0a: (d) => d.block(d.u8()), 0x0b: (d) => d.u8(), 0x0c: (d) => d.u8() !== 0, 0x0d: (d) => d.leb(true),
  0x0e: (d, unit) => unit.string(d.u32()), 0x0f: (d) => d.leb(), 0x10: (d) => d.u32(),
  0x11: (d, unit) => unit.start + d.u8(), 0x12: (d, unit) => unit.start + d.u16(), 0x13: (d, unit) => unit.start + d.u32(),
  0x14: (d, unit) => unit.start + d.u64(), 0x15: (d, unit) => unit.start + d.leb(),
  0x17: (d) => d.u32(), 0x18: (d) => d.block(d.leb()), 0x19: () => true, 0x20: (d) => d.u64(),
};

/** Abbreviation codes of one unit: code -> {tag, has_children, attributes: [[name, form]]}. */
function abbreviations_at(data, offset) {
  const found = new Map();
  data.at = offset;
  for (let code; (code = data.leb()) !== 0; ) {
    const shape = { tag: data.leb(), has_children: data.u8() !== 0, attributes: [] };
    for (let name, form; (name = data.leb()), (form = data.leb()), name !== 0 || form !== 0; ) shape.attributes.push([name, form]);
    found.set(code, shape);
  }
  return found;
}

/** One entry: its tag, its attributes by number, where it stands in the tree. */
function read_entry(data, shape, offset, parent, unit) {
  const entry = { tag: shape.tag, offset, parent, children: [], attributes: new Map(), has_high_offset: false };
  for (const [name, form] of shape.attributes) {
    const read = kForms[form];
    if (!read) throw new Error(`debug information of an unknown form ${form}`);
    entry.attributes.set(name, read(data, unit));
    if (name === kAt.high_pc) entry.has_high_offset = form !== 0x01;
  }
  parent?.children.push(entry);
  return entry;
}

function read_unit(data, unit, entries) {
  let parent = null;
  while (data.at < unit.end) {
    const offset = data.at;
    const code = data.leb();
    if (code === 0) {
      parent = parent?.parent ?? null;
      continue;
    }
    const shape = unit.abbreviations.get(code);
    const entry = read_entry(data, shape, offset, parent, unit);
    entries.set(offset, entry);
    if (shape.has_children) parent = entry;
  }
}

/** All entries of a module by their offset in .debug_info; none when it was stripped. */
export function read_entries(module) {
  const sections = new Map(sections_of(module).map((s) => [s.name, module.subarray(s.contents, s.end)]));
  const entries = new Map();
  const info = sections.get('.debug_info'), abbreviations = sections.get('.debug_abbrev');
  if (!info || !abbreviations) return entries;
  const data = new Data(info), shapes = new Data(abbreviations), strings = new Data(sections.get('.debug_str') ?? new Uint8Array());
  const string = (offset) => ((strings.at = offset), strings.text());
  while (data.at < info.length) {
    const start = data.at;
    const end = data.u32() + data.at;
    if (data.u16() === 4) {
      const unit = { start, end, string, abbreviations: abbreviations_at(shapes, data.u32()) };
      data.at = start + 11;  // behind the size of addresses
      read_unit(data, unit, entries);
    }
    data.at = end;
  }
  return entries;
}
