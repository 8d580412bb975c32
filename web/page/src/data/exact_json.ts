// JSON in which whole numbers beyond 2^53 survive: they become bigints and are written back digit for digit.
// Addresses and 64-bit values of a trace need it.

interface SourceContext {
  source?: string;
}

interface RawJson {
  rawJSON?(text: string): unknown;
}

function keep_digits(_key: string, value: unknown, context?: SourceContext): unknown {
  const unsafe = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  const digits = context?.source;
  return unsafe && digits !== undefined && /^-?\d+$/.test(digits) ? BigInt(digits) : value;
}

function write_digits(_key: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  const json = JSON as unknown as RawJson;
  return json.rawJSON ? json.rawJSON(value.toString()) : Number(value);
}

export function parse_exact(text: string): unknown {
  return JSON.parse(text, keep_digits as (key: string, value: unknown) => unknown);
}

export function stringify_exact(value: unknown): string {
  return JSON.stringify(value, write_digits);
}
