// Writes a POSIX ustar archive, enough of one for source files.

function field(text, length) {
  return Buffer.from(text.padEnd(length, '\0').slice(0, length), 'latin1');
}

function octal(value, length) {
  return field(value.toString(8).padStart(length - 1, '0'), length);
}

/** ustar splits a path longer than 100 bytes at a slash. */
function split(path) {
  if (path.length <= 100) return ['', path];
  const at = path.indexOf('/', path.length - 101);
  if (at < 0 || at > 155) throw new Error(`path too long for an archive: ${path}`);
  return [path.slice(0, at), path.slice(at + 1)];
}

function header(path, bytes) {
  const [prefix, name] = split(path);
  const block = Buffer.concat([
    field(name, 100), octal(0o644, 8), octal(0, 8), octal(0, 8), octal(bytes, 12), octal(0, 12), field(' '.repeat(8), 8),
    field('0', 1), field('', 100), field('ustar\0' + '00', 8), field('', 32), field('', 32), octal(0, 8), octal(0, 8),
    field(prefix, 155), field('', 12),
  ]);
  octal(block.reduce((sum, byte) => sum + byte, 0), 7).copy(block, 148);
  return block;
}

/** `files`: path -> bytes. Times are zero, so that equal files make equal archives. */
export function tar(files) {
  const parts = [];
  for (const [path, bytes] of files)
    parts.push(header(path, bytes.length), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512));
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}
