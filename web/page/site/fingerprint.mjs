// The short name for content that native/files/fingerprint.h gives: FNV-1a, 64 bits, over parts of known length.

const kBasis = 0xcbf29ce484222325n;
const kPrime = 0x100000001b3n;

function mix(state, bytes) {
  for (const byte of bytes) state = BigInt.asUintN(64, (state ^ BigInt(byte)) * kPrime);
  return state;
}

/** `parts`: buffers. */
export function fingerprint(parts) {
  const state = parts.reduce((so_far, part) => mix(mix(so_far, Buffer.from(`${part.length}:`)), part), kBasis);
  return state.toString(16).padStart(16, '0');
}
