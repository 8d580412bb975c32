// Which steps of a failing execution its story needs, by the rules of core/report/selection.cpp: the sides,
// whatever acts on the objects that they are about, notes, and threads that start. The others are dimmed.
import { is_recording } from '../data/execution';
import type { Failure, Id, TraceEvent } from '../data/outcome';

/** What an event acts on: its object, or its address where it has none; '' for neither. */
function target_of(event: TraceEvent | undefined): string {
  if (!event) return '';
  if (typeof event.object === 'number') return `object ${event.object}`;
  return event.address ? `address ${event.address}` : '';
}

function targets_of_sides(failure: Failure): Set<string> {
  const targets = new Set((failure.sides ?? []).map((i) => target_of(failure.events?.[i])));
  for (const edge of failure.waits ?? []) if (typeof edge.object === 'number') targets.add(`object ${edge.object}`);
  targets.delete('');
  return targets;
}

const kOnlyLooks = new Set(['read', 'atomic_load']);

/** Objects that two agents act on, one of them changing it, all in sources that can be shown: what a library shares
 *  on its own behalf (the start of a thread, say) explains nothing. */
function shared_targets(failure: Failure): Set<string> {
  const uses = new Map<string, { first: Id; shared: boolean; changed: boolean }>();
  for (const event of failure.events ?? []) {
    const target = event.where?.line ? target_of(event) : '';
    if (!target) continue;
    const use = uses.get(target) ?? { first: event.agent, shared: false, changed: false };
    use.shared ||= use.first !== event.agent;
    use.changed ||= !kOnlyLooks.has(event.op);
    uses.set(target, use);
  }
  return new Set([...uses].filter(([, use]) => use.shared && use.changed).map(([target]) => target));
}

function always_told(event: TraceEvent): boolean {
  return event.op === 'note' || event.op === 'fail' || (event.op === 'spawn' && Boolean(event.where?.line));
}

export function relevant_steps(failure: Failure): boolean[] {
  if (is_recording(failure)) return (failure.events ?? []).map(() => true);
  let targets = targets_of_sides(failure);
  if (targets.size === 0) targets = shared_targets(failure);
  const sides = new Set(failure.sides ?? []);
  return (failure.events ?? []).map((event, index) =>
    sides.has(index) || always_told(event) || targets.has(target_of(event)));
}
