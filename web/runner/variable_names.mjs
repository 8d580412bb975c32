// The checker calls a global variable by its place, "@1a4" (hexadecimal, in the module's data); its module says what is
// there in the section weft.data (web/modules/finish_module.mjs).
import { sections_of } from './wasm_sections.mjs';

function variables_of(module) {
  const section = sections_of(module).find((s) => s.name === 'weft.data');
  if (!section) return [];
  const text = new TextDecoder().decode(module.subarray(section.contents, section.end));
  return text.split('\n').filter(Boolean).map((line) => {
    const [, offset, bytes, name] = line.match(/^(\d+) (\d+) (.*)$/);
    return { offset: Number(offset), bytes: Number(bytes), name };
  });
}

/** `json` with the names of variables in place of their places. */
export function named_variables(json, module) {
  const variables = variables_of(module);
  return json.replace(/@([0-9a-f]+)\b/g, (place, digits) => {
    const at = parseInt(digits, 16);
    const found = variables.find((v) => v.offset <= at && at < v.offset + v.bytes);
    if (!found) return place;
    const name = JSON.stringify(found.name).slice(1, -1);
    return at === found.offset ? name : `${name}+${at - found.offset}`;
  });
}
