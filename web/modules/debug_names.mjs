// Variables of a module and the shapes of their types, from its debug information: what it takes to call an address
// what a C++ programmer would, "accounts[1].mutex". Plain data, so that a stripped module can carry it along:
//   variables  [{name, at, bytes, inside, type}] by address: `bytes` of the module's data at `at` hold the variable from
//              its byte `inside` on (the optimiser may take structures apart)
//   functions  with the local variables that lie on the stack (debug_locals.mjs)
//   types      null for what has no inside, else one of
//              {bytes, counts: [3], element}                       an array, here of 3; bytes and type of one element
//              {members: [{name, at, bytes, type}]}                a class; name null: base or anonymous member
// `type` and `element` are indices in `types`. native/compile/debug_names.cpp does the same: keep them alike.
import { functions_of, local_in } from './debug_locals.mjs';
import { Data, kAt, kTag, read_entries } from './dwarf.mjs';

const kQualifiers = new Set([kTag.typedef, kTag.const, kTag.volatile, kTag.restrict, kTag.atomic]);
const kClasses = new Set([kTag.structure, kTag.class, kTag.union]);
const kPointers = new Set([kTag.pointer, kTag.reference, kTag.rvalue_reference]);
const kPointerBytes = 4;
const kOpAddr = 0x03, kOpPlus = 0x22, kOpPiece = 0x93, kOpWasm = 0xed;
const kWasmGlobal = 3, kMemoryBase = 1;

/** Names that the standard keeps for its implementation, and what the compiler adds: insides of a library's objects. */
function is_hidden(name) {
  return /^(__|_[A-Z]|_vptr)/.test(name);
}

/** [{at, bytes, inside}]: where in the module's data an expression says the variable is; `bytes` 0 = all of it. */
function pieces_of(expression) {
  const data = new Data(expression);
  const pieces = [];
  let address = null, inside = 0;
  while (data.at < expression.length) {
    const op = data.u8();
    if (op === kOpWasm) {
      if (data.u8() !== kWasmGlobal || data.u32() !== kMemoryBase) return [];
    } else if (op === kOpAddr) {
      address = data.u32();
    } else if (op === kOpPiece) {
      const bytes = data.leb();
      if (address !== null) pieces.push({ at: address, bytes, inside });
      inside += bytes;
      address = null;
    } else if (op !== kOpPlus) {
      return [];
    }
  }
  return address === null ? pieces : [{ at: address, bytes: 0, inside: 0 }];
}

class DebugNames {
  constructor(entries) {
    this.entries = entries;
    this.types = [];
    this.numbers = new Map();  // entry of a type -> its index in `types`
  }

  /** An attribute, or that of the declaration which the entry completes. */
  attribute(entry, name) {
    for (let at = entry; at; at = this.origin(at)) if (at.attributes.has(name)) return at.attributes.get(name);
    return undefined;
  }

  origin(entry) {
    const offset = entry.attributes.get(kAt.specification) ?? entry.attributes.get(kAt.abstract_origin);
    return offset === undefined ? undefined : this.entries.get(offset);
  }

  declaration(entry) {
    const origin = this.origin(entry);
    return origin ? this.declaration(origin) : entry;
  }

  /** "bank::", "Counter::", "instance()::"; what has no name, and inline namespaces, are left out. */
  scope_of(entry) {
    let scope = '';
    for (let at = this.declaration(entry).parent; at; at = this.declaration(at).parent) {
      const name = this.attribute(at, kAt.name);
      if (!name || at.attributes.get(kAt.export_symbols)) continue;
      if (at.tag === kTag.subprogram) scope = `${name}()::${scope}`;
      else if (at.tag === kTag.namespace || kClasses.has(at.tag)) scope = `${name}::${scope}`;
    }
    return scope;
  }

  /** The type of an entry without its names and qualifiers. */
  type_of(entry) {
    let type = this.entries.get(this.attribute(entry, kAt.type));
    while (type && kQualifiers.has(type.tag)) type = this.entries.get(type.attributes.get(kAt.type));
    return type;
  }

  /** 0: nobody knows. */
  bytes_of(type) {
    if (!type) return 0;
    if (type.tag !== kTag.array) return type.attributes.get(kAt.byte_size) ?? (kPointers.has(type.tag) ? kPointerBytes : 0);
    return this.counts_of(type).reduce((product, count) => product * count, this.bytes_of(this.type_of(type)));
  }

  counts_of(array) {
    return array.children.filter((c) => c.tag === kTag.subrange).map((range) => {
      const last = range.attributes.get(kAt.upper_bound);
      return range.attributes.get(kAt.count) ?? (last === undefined ? 0 : last + 1);
    });
  }

  number_of(type) {
    if (!type) return -1;
    const known = this.numbers.get(type);
    if (known !== undefined) return known;
    const number = this.types.push(null) - 1;
    this.numbers.set(type, number);
    if (type.tag === kTag.array) this.types[number] = this.array(type);
    else if (kClasses.has(type.tag)) this.types[number] = { members: this.members_of(type) };
    return number;
  }

  array(type) {
    const element = this.type_of(type);
    return { bytes: this.bytes_of(element), counts: this.counts_of(type), element: this.number_of(element) };
  }

  /** Members and bases that a programmer may name or look into. */
  members_of(type) {
    const in_array = /^array</.test(type.attributes.get(kAt.name) ?? '');
    const members = [];
    for (const child of type.children) {
      const inner = this.type_of(child);
      if (child.tag === kTag.inheritance) {
        if (!is_hidden(inner?.attributes.get(kAt.name) ?? '')) this.add_member(members, child, null, inner);
      } else if (child.tag === kTag.member && !child.attributes.has(kAt.declaration)) {
        const name = child.attributes.get(kAt.name) ?? null;
        if (name === null || !is_hidden(name)) this.add_member(members, child, name, inner);
        else if (in_array && inner?.tag === kTag.array) this.add_member(members, child, null, inner);
      }
    }
    return stretched(joined_bits(members), this.bytes_of(type));
  }

  add_member(members, child, name, inner) {
    if (is_empty(inner)) return;
    const member = { name, at: child.attributes.get(kAt.data_member_location) ?? 0, bytes: this.bytes_of(inner), type: this.number_of(inner) };
    const bits = child.attributes.get(kAt.bit_size);
    if (bits !== undefined) Object.assign(member, bytes_of_bits(child.attributes.get(kAt.data_bit_offset) ?? 0, bits), { is_bits: true });
    members.push(member);
  }

  /** Of a local variable: {name, bytes, type}; null for what libraries keep on the stack. */
  local(entry) {
    const name = this.attribute(entry, kAt.name);
    const type = this.type_of(entry);
    return name && !is_hidden(name) ? { name, bytes: this.bytes_of(type) || 1, type: this.number_of(type) } : null;
  }

  variables() {
    const found = [];
    for (const entry of this.entries.values()) {
      const location = entry.attributes.get(kAt.location);
      const name = this.attribute(entry, kAt.name);
      if (entry.tag !== kTag.variable || !(location instanceof Uint8Array) || !name) continue;
      const type = this.type_of(entry);
      for (const { at, bytes, inside } of pieces_of(location))
        found.push({ name: this.scope_of(entry) + name, at, bytes: bytes || this.bytes_of(type) || 1, inside, type: this.number_of(type) });
    }
    return found.sort((a, b) => a.at - b.at);
  }
}

function is_empty(type) {
  if (!type || !kClasses.has(type.tag) || type.attributes.get(kAt.declaration)) return false;
  return !type.children.some((child) => child.tag === kTag.member || child.tag === kTag.inheritance);
}

/** The compiler leaves out what is inside some classes of libraries: they reach up to what follows. */
function stretched(members, class_bytes) {
  const end_of = ({ at }) => Math.min(class_bytes, ...members.map((m) => m.at).filter((other) => other > at));
  return members.map((member) => ({ ...member, bytes: member.bytes || end_of(member) - member.at }));
}

function bytes_of_bits(first, count) {
  const at = Math.floor(first / 8);
  return { at, bytes: Math.ceil((first + count) / 8) - at };
}

/** Neighbouring bit-fields are one memory location, and so one member here: "{ready, done}". */
function joined_bits(members) {
  const joined = [];
  for (const { is_bits, ...member } of members) {
    const run = joined.at(-1);
    if (is_bits && run?.bits) {
      run.bits.push(member.name);
      run.bytes = Math.max(run.bytes, member.at + member.bytes - run.at);
    } else {
      joined.push(is_bits ? { ...member, bits: [member.name] } : member);
    }
  }
  return joined.map(({ bits, ...member }) => (bits?.length > 1 ? { ...member, name: `{${bits.join(', ')}}` } : member));
}

export function debug_names(module) {
  const entries = read_entries(module);
  const names = new DebugNames(entries);
  const variables = names.variables();
  const functions = functions_of(module, entries, (entry) => names.local(entry));
  return { variables, functions, types: names.types };
}

/** What lies `offset` bytes into a value of a type: ".slots[3]"; '' for the value itself. */
function path_in(types, type, offset) {
  const shape = types[type];
  if (shape?.counts) return path_in_array(types, shape, offset);
  const member = shape?.members.find((m) => m.at <= offset && offset < m.at + m.bytes);
  if (!member) return '';
  return (member.name === null ? '' : `.${member.name}`) + path_in(types, member.type, offset - member.at);
}

function path_in_array(types, { bytes, counts, element }, offset) {
  if (bytes === 0) return '';
  let index = Math.floor(offset / bytes);
  let text = '';
  for (const count of counts.slice(1).reverse()) {
    text = `[${index % count}]${text}`;
    index = Math.floor(index / count);
  }
  return `[${index}]${text}${path_in(types, element, offset % bytes)}`;
}

/** The name of what lies at an address of the module's data, or null. */
export function name_at({ variables, types }, address) {
  const found = variables.find((v) => v.at <= address && address < v.at + v.bytes);
  return found ? found.name + path_in(types, found.type, found.inside + address - found.at) : null;
}

/**
 * The name of what lies `below` bytes under where the stack pointer was when the outermost of `calls` was called; null
 * when nobody knows. `calls` are code offsets, the innermost first.
 */
export function local_name({ functions, types }, below, calls, taken_by) {
  let depth = 0;
  for (const code of [...calls].reverse()) {
    const called = functions.find((f) => f.low <= code && code < f.high);
    if (!called) return null;
    depth += called.bytes;
    if (below > depth) {
      depth += taken_by(code);
      continue;
    }
    const at = depth - below;
    const local = local_in(called, at, code);
    return local ? local.name + path_in(types, local.type, at - local.at) : null;
  }
  return null;
}
