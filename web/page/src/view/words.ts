// Words for people: what an event did, to what, and with which values. The command line's story says the same
// things in the same words (core/report).
import type { AgentInfo, Failure, Id, TraceEvent, Verdict, Whole } from '../data/outcome';

const kVerbs: Record<string, string> = {
  start: 'starts', finish: 'ends', spawn: 'starts', join: 'joins', detach: 'detaches',
  read: 'reads', write: 'writes', atomic_load: 'loads', atomic_store: 'stores', atomic_rmw: 'updates',
  atomic_cas: 'compares and swaps', fence: 'fence', lock: 'locks', try_lock: 'tries to lock', unlock: 'unlocks',
  read_lock: 'locks for reading', try_read_lock: 'tries to lock for reading', cond_wait: 'waits on',
  cond_wake: 'wakes from', cond_signal: 'notifies one on', cond_broadcast: 'notifies all on',
  sem_wait: 'acquires', sem_try_wait: 'tries to acquire', sem_post: 'releases', barrier_wait: 'arrives at',
  barrier_leave: 'leaves', once: 'runs once', futex_wait: 'waits for a change of', futex_wake: 'wakes waiters on',
  send: 'sends into', receive: 'receives from', close: 'closes', set: 'sets', reset: 'resets', await: 'waits for',
  yield: 'yields', sleep: 'sleeps', allocate: 'allocates', release: 'frees', note: 'notes', fail: 'fails',
  resume: 'runs again', park: 'parks for', unpark: 'unparks', steal: 'is stolen', hand_off: 'lets another kernel thread go on',
  block: 'calls what may block', unblock: 'is back from what may block', migrate: 'migrates',
};

/** Agents beyond share the colours of the first ones. */
export const kAgentColours = 8;

const kReads = new Set(['read', 'atomic_load']);
const kChanges = new Set(['write', 'atomic_store', 'atomic_rmw', 'atomic_cas']);
const kNamesAnAgent = new Set(['spawn', 'join', 'detach', 'unpark']);
const kLooksLikeAnAddress = 1n << 32n;

const kVerdictWords: Record<Verdict, string> = {
  accepted: 'accepted', wrong_result: 'wrong result', data_race: 'data race', deadlock: 'deadlock',
  livelock: 'livelock', starvation: 'starvation', misuse: 'misuse', memory_error: 'memory error', leak: 'leak',
  crash: 'crash', time_limit: 'time limit', memory_limit: 'memory limit', output_limit: 'output limit',
  too_slow: 'too slow', forbidden: 'forbidden', compile_error: 'does not compile', inconclusive: 'inconclusive',
  internal_error: 'internal error',
};

export function verdict_words(verdict: Verdict): string {
  return kVerdictWords[verdict] ?? verdict;
}

/** A blocked operation that is still waiting when the execution ends. */
function waits_for_ever(failure: Failure, index: number): boolean {
  return (failure.waits ?? []).some((edge) => edge.wait_event === index);
}

export function verb_of(failure: Failure, index: number): string {
  return waits_for_ever(failure, index) ? 'waits for ever for' : op_words(failure.events?.[index]?.op ?? '');
}

export function op_words(op: string): string {
  return kVerbs[op] ?? op.replaceAll('_', ' ');
}

export function agent_name(agents: AgentInfo[] | undefined, id: Id): string {
  const known = agents?.find((a) => a.id === id);
  return known?.name || (id === 0 ? 'main' : `thread ${id ?? '?'}`);
}

/** What the event acts on; for spawn and join that is another thread, for notes and failures what they say. */
export function object_of(event: TraceEvent, failure: Failure): string {
  if (kNamesAnAgent.has(event.op)) return agent_name(failure.agents, Number(event.after ?? 0));
  if (event.op === 'note' || event.op === 'fail') return event.text ?? '';
  if (event.processor !== undefined) return processor_text(event);
  if (event.name) return event.name;
  return event.address ? `0x${BigInt(event.address).toString(16)}` : '';
}

/** Of recordings: where it runs, or from where it was taken. */
function processor_text(event: TraceEvent): string {
  return `${event.op === 'steal' ? 'from' : 'on'} processor ${event.processor}`;
}

/** What is left to say about an event: memory order, whether it waited or was in vain. */
export function remarks_of(failure: Failure, index: number): string {
  const event = failure.events?.[index];
  if (!event || waits_for_ever(failure, index)) return '';
  const spoken = event.op === 'note' || event.op === 'fail';
  const order = event.text && !spoken ? ` (${event.text})` : '';
  const vain = event.failed ? (event.op === 'atomic_cas' ? ', fails' : ', in vain') : '';
  const waited = event.blocked ? ', after waiting' : '';
  return order + vain + waited;
}

/** Small numbers as signed integers, large ones as addresses. */
export function value_text(value: Whole | undefined, bytes: number | undefined): string {
  const bits = bytes && bytes <= 8 ? bytes * 8 : 64;
  const signed = BigInt.asIntN(bits, BigInt(value ?? 0));
  const small = signed < kLooksLikeAnAddress && signed > -kLooksLikeAnAddress;
  return small ? signed.toString() : `0x${BigInt.asUintN(64, BigInt(value ?? 0)).toString(16)}`;
}

/** "0 → 50", or "50" for a read. Empty for operations without values. */
export function change_text(event: TraceEvent): string {
  const before = event.uninitialised ? 'uninitialised' : value_text(event.before, event.bytes);
  if (kReads.has(event.op) || (event.op === 'atomic_cas' && event.failed)) return before;
  return kChanges.has(event.op) ? `${before} → ${value_text(event.after, event.bytes)}` : '';
}

/** Where it is in the sources; of recordings, when it was. */
export function place_text(event: TraceEvent): string {
  if (event.at !== undefined) return `${Math.round(event.at / 1000).toLocaleString('en')} µs`;
  const where = event.where;
  return where?.line ? `${base_name(where.file ?? '')}:${where.line}` : '';
}

export function base_name(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function count_text(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

export function seconds_text(seconds: number): string {
  if (seconds < 0.001) return `${(seconds * 1e6).toFixed(0)} µs`;
  if (seconds < 1) return `${(seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0)} ms`;
  return `${seconds.toFixed(1)} s`;
}

export function megabytes_text(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
