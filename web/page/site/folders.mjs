// Folders of the site named by their content: a/NAME-HASH/. What is named so never changes and can be cached for
// good; a folder that exists already is not written again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Paths of all files below a folder, relative to it, sorted. */
export function files_below(folder, prefix = '') {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = prefix + entry.name;
    return entry.isDirectory() ? files_below(join(folder, entry.name), `${path}/`) : [path];
  });
}

/** Reads a folder into a map from path to bytes. */
export function read_folder(folder, wanted = () => true) {
  return new Map(files_below(folder).filter(wanted).map((path) => [path, readFileSync(join(folder, path))]));
}

function hash_of(files) {
  const hash = createHash('sha256');
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 10);
}

/** Writes files (path to bytes) as a content-named folder of the site; returns its name. */
export function write_folder(site, name, files) {
  const folder = `${name}-${hash_of(files)}`;
  const target = join(site, 'a', folder);
  if (existsSync(target)) return folder;
  const fresh = `${target}.new`;
  rmSync(fresh, { recursive: true, force: true });
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(fresh, path)), { recursive: true });
    writeFileSync(join(fresh, path), bytes);
  }
  renameSync(fresh, target);
  return folder;
}

/** Removes the folders of earlier builds. */
export function keep_only(site, folders) {
  for (const name of readdirSync(join(site, 'a'))) {
    if (!folders.includes(name)) rmSync(join(site, 'a', name), { recursive: true, force: true });
  }
}
