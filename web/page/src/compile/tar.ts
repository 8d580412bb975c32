// Reads an uncompressed ustar archive into a tree without copying the files.
import type { Tree } from './toolchain';

const kBlock = 512;
const decoder = new TextDecoder();

function text_at(bytes: Uint8Array, offset: number, size: number): string {
  const field = bytes.subarray(offset, offset + size);
  const end = field.indexOf(0);
  return decoder.decode(end < 0 ? field : field.subarray(0, end));
}

function put(root: Tree, path: string, file: Uint8Array): void {
  const names = path.split('/');
  const last = names.pop() ?? '';
  let folder = root;
  for (const name of names) folder = (folder[name] ??= {}) as Tree;
  folder[last] = file;
}

export function read_tar(bytes: Uint8Array): Tree {
  const root: Tree = {};
  for (let at = 0; at + kBlock <= bytes.length && bytes[at] !== 0;) {
    const name = text_at(bytes, at, 100), prefix = text_at(bytes, at + 345, 155);
    const size = parseInt(text_at(bytes, at + 124, 12), 8);
    const is_file = bytes[at + 156] === 0x30 || bytes[at + 156] === 0;
    const begin = at + kBlock;
    if (is_file) put(root, prefix ? `${prefix}/${name}` : name, bytes.subarray(begin, begin + size));
    at = begin + Math.ceil(size / kBlock) * kBlock;
  }
  return root;
}
