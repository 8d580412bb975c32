// The last step of making a side module, in the build and in the page: leaves the names of the program's variables, by
// which the checker calls them, in a custom section "weft.data":
//   lines "OFFSET BYTES NAME\n" in decimal, offsets in the module's data, ascending.
// They come from the linker's map (wasm-ld -Map=FILE). Rejected: the symbol table of --emit-relocs, on which wasm-ld 19
// crashes and which LLVM's own tools cannot read in a linked module.
import { rewrite } from './wasm_sections.mjs';

// "    Addr      Off     Size Out     In      Symbol": names of output sections after one space, of symbols after 17.
const kSection = /^ *[0-9a-f]+ +[0-9a-f]+ +[0-9a-f]+ (\.\S+)$/;
const kSymbol = /^ *([0-9a-f]+) +[0-9a-f]+ +([0-9a-f]+) {17}(\S.*)$/;

/** [{name, offset, bytes}] of the variables in the module's data; thread-local ones and constants left out. */
export function data_symbols(map) {
  const symbols = [];
  let section = '';
  for (const line of map.split('\n')) {
    section = line.match(kSection)?.[1] ?? section;
    const [, offset, bytes, name] = line.match(kSymbol) ?? [];
    if (!name || section.startsWith('.tdata') || section.startsWith('.rodata')) continue;
    symbols.push({ name: name.replaceAll('(anonymous namespace)::', ''), offset: parseInt(offset, 16), bytes: parseInt(bytes, 16) });
  }
  return symbols.filter((s) => s.bytes > 0 && !s.name.startsWith('.L')).sort((a, b) => a.offset - b.offset);
}

/** `map`: the text that wasm-ld wrote to -Map=. */
export function finish_module(bytes, map) {
  const lines = data_symbols(map).map((s) => `${s.offset} ${s.bytes} ${s.name}\n`).join('');
  return rewrite(bytes, (s) => s.name === 'weft.data', 'weft.data', new TextEncoder().encode(lines));
}
