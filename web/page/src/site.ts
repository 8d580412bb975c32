// Where the parts of the site lie. The build names every folder by its content and puts this object in as __SITE__.
import type { CompilerAssets } from './compile/protocol';

export interface Site {
  /** Folders under a/, by what they hold; absent when the site was built without that part. */
  folders: { page: string; exercises: string; runner?: string; app?: string; clang?: string; sysroot?: string };
  /** What the compile worker downloads, uncompressed. */
  compiler: Omit<CompilerAssets, 'clang' | 'sysroot'>;
}

declare const __SITE__: Omit<Site, 'folders'> & { folders: Omit<Site['folders'], 'page'> };

const kRoot = new URL('../../', import.meta.url);

/** A file in one of the site's folders. */
export function site_url(part: keyof typeof __SITE__.folders, file: string): URL {
  const folder = __SITE__.folders[part];
  if (!folder) throw new Error(`this site was built without its ${part}`);
  return new URL(`a/${folder}/${file}`, kRoot);
}

export function page_url(file: string): URL {
  return new URL(file, import.meta.url);
}

export function has_part(part: keyof typeof __SITE__.folders): boolean {
  return Boolean(__SITE__.folders[part]);
}

export function compiler_assets(): CompilerAssets {
  const base = (part: 'clang' | 'sysroot') => (has_part(part) ? site_url(part, '').href : '');
  return { clang: base('clang'), sysroot: base('sysroot'), ...__SITE__.compiler };
}

/** Every folder that this build refers to, for the service worker. */
export function all_folders(): string[] {
  const page = new URL('.', import.meta.url).pathname.split('/').at(-2) ?? '';
  return [page, ...Object.values(__SITE__.folders).filter((f) => f !== undefined)];
}
