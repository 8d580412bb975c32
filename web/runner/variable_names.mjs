// The checker calls a global variable by its place, "@1a4" (hexadecimal, in the module's data); its module says what is
// there: by debug information, or what was made of it (section weft.names), or by the linker's map (section weft.data).
// What lies on a stack is "@[40 1a4f,1b20 a local of main]": 40 bytes under where that stack began when the outermost of
// these calls was made; then what to say when nobody knows. See core/check/model_names.cpp.
import { debug_names, local_name, name_at } from './debug_names.mjs';
import { sections_of } from './wasm_sections.mjs';

function text_of(module, name) {
  const section = sections_of(module).find((s) => s.name === name);
  return section && new TextDecoder().decode(module.subarray(section.contents, section.end));
}

function symbols_of(module) {
  return (text_of(module, 'weft.data') ?? '').split('\n').filter(Boolean).map((line) => {
    const [, offset, bytes, name] = line.match(/^(\d+) (\d+) (.*)$/);
    return { offset: Number(offset), bytes: Number(bytes), name };
  });
}

class VariableNames {
  constructor(module) {
    const kept = text_of(module, 'weft.names');
    this.debug = kept ? JSON.parse(kept) : debug_names(module);
    this.symbols = symbols_of(module);
  }

  /** Null where no variable is. */
  at(offset) {
    const symbol = this.symbols.find((s) => s.offset <= offset && offset < s.offset + s.bytes);
    // Debug information leaves out the size of some classes of libraries, but not where such a variable begins.
    const name = name_at(this.debug, offset) ?? (symbol && name_at(this.debug, symbol.offset));
    if (name || !symbol) return name ?? null;
    return offset === symbol.offset ? symbol.name : `${symbol.name}+${offset - symbol.offset}`;
  }
}

/** `json` with the names of variables in place of their places. `taken_by`: what a call takes of the stack beside frames. */
export function named_variables(json, module, taken_by = () => 0) {
  let names = null;
  const known = () => (names ??= new VariableNames(module));
  const quoted = (name) => JSON.stringify(name).slice(1, -1);
  return json
    .replace(/@([0-9a-f]+)\b/g, (place, digits) => quoted(known().at(parseInt(digits, 16)) ?? place))
    .replace(/@\[(\d+) ([0-9a-f,]*) ([^\]]*)\]/g, (_, below, calls, otherwise) => {
      const codes = calls.split(',').map((call) => parseInt(call, 16));
      return quoted(local_name(known().debug, Number(below), codes, taken_by) ?? otherwise);
    });
}
