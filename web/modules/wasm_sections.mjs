// Reads and rewrites the sections of a WebAssembly binary. No dependencies: used by the build and in the page.

export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** Unsigned LEB128 of up to 32 bits. */
  number() {
    let value = 0, shift = 0, byte;
    do {
      byte = this.byte();
      value |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte & 0x80);
    return value >>> 0;
  }

  text() {
    const length = this.number();
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }
}

export function leb(value) {
  const out = [];
  do {
    const low = value & 0x7f;
    value >>>= 7;
    out.push(value ? low | 0x80 : low);
  } while (value);
  return out;
}

export const kCustom = 0, kCode = 10;

/** [{id, name (custom ones), start (of the whole section), body, end}]; offsets in `bytes`. */
export function sections_of(bytes) {
  const reader = new Reader(bytes, 8);
  const sections = [];
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = reader.byte();
    const length = reader.number();
    const body = reader.at;
    const name = id === kCustom ? reader.text() : '';
    sections.push({ id, name, start, body, contents: reader.at, end: body + length });
    reader.at = body + length;
  }
  return sections;
}

/** `bytes` without the sections that `drop` names, and with one custom section more, where given. */
export function rewrite(bytes, drop, added_name, added_contents) {
  const parts = [bytes.subarray(0, 8)];
  for (const section of sections_of(bytes))
    if (!drop(section)) parts.push(bytes.subarray(section.start, section.end));
  if (added_name) {
    const name = new TextEncoder().encode(added_name);
    const body = [...leb(name.length), ...name];
    parts.push(new Uint8Array([kCustom, ...leb(body.length + added_contents.length), ...body]), added_contents);
  }
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
