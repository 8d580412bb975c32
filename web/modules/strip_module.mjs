// Makes a finished module small, for shipping: without debug information and names of functions. What debug information
// says about variables (debug_names.mjs) stays, as JSON in a custom section "weft.names".
import { debug_names } from './debug_names.mjs';
import { rewrite } from './wasm_sections.mjs';

const kGone = ['name', 'producers', 'external_debug_info'];

export function strip_module(bytes) {
  const names = new TextEncoder().encode(JSON.stringify(debug_names(bytes)));
  return rewrite(bytes, (s) => s.name.startsWith('.debug') || kGone.includes(s.name), 'weft.names', names);
}
