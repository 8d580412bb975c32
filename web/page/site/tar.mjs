// Reads and writes ustar archives in memory, as far as the site needs it: plain files and the folders above them.

const kBlock = 512;

function text_at(bytes, offset, size) {
  return bytes.toString('utf8', offset, offset + size).split('\0')[0];
}

/** Path to bytes of every plain file. */
export function read_tar(bytes) {
  const files = new Map();
  for (let at = 0; at + kBlock <= bytes.length && bytes[at] !== 0;) {
    const size = parseInt(text_at(bytes, at + 124, 12), 8);
    const prefix = text_at(bytes, at + 345, 155);
    const path = (prefix ? `${prefix}/` : '') + text_at(bytes, at, 100);
    const kind = String.fromCharCode(bytes[at + 156]);
    if (kind === '0' || kind === '\0') files.set(path, bytes.subarray(at + kBlock, at + kBlock + size));
    at += kBlock + Math.ceil(size / kBlock) * kBlock;
  }
  return files;
}

function header(path, size, kind) {
  if (Buffer.byteLength(path) > 100) throw new Error(`${path} is too long for the archive`);
  const block = Buffer.alloc(kBlock);
  block.write(path, 0);
  block.write('0000644\0' + '0000000\0' + '0000000\0', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\0` + '00000000000\0' + '        ' + kind, 124);
  block.write('ustar\0' + '00', 257);
  const sum = block.reduce((a, b) => a + b, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function folders_above(paths) {
  const all = new Set();
  for (const path of paths) {
    const names = path.split('/').slice(0, -1);
    names.forEach((_, i) => all.add(names.slice(0, i + 1).join('/')));
  }
  return [...all].sort();
}

export function write_tar(files) {
  const blocks = folders_above(files.keys()).map((folder) => header(folder, 0, '5'));
  for (const [path, bytes] of files) {
    blocks.push(header(path, bytes.length, '0'), bytes, Buffer.alloc((kBlock - (bytes.length % kBlock)) % kBlock));
  }
  return Buffer.concat([...blocks, Buffer.alloc(2 * kBlock)]);
}
