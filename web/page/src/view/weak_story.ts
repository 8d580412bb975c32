// Why an execution is none of the interleavings: which accesses, and what would rule them out. core/report/weak_story.cpp
// says the same in the same words.
import type { Failure, TraceEvent, WeakAccess } from '../data/outcome';
import { agent_name, place_text } from './words';

const is_store = (event: TraceEvent) => event.op === 'atomic_store';
const name_of = (event: TraceEvent) => event.name || 'it';

function whose(failure: Failure, event: TraceEvent): string {
  return `${agent_name(failure.agents, event.agent)} (${place_text(event)})`;
}

function reason(failure: Failure, event: TraceEvent, newer: TraceEvent, older: TraceEvent | undefined): string {
  const nothing = `: nothing orders the store of ${whose(failure, newer)} before it`;
  const verb = is_store(event) ? 'stores to' : 'loads';
  const subject = `${agent_name(failure.agents, event.agent)} ${verb} ${name_of(event)} (${place_text(event)}): `;
  if (is_store(event)) return `${subject}this store may count as the older one${nothing}`;
  const seen = older ? `the older store of ${whose(failure, older)}` : 'the value that was there before any store';
  return `${subject}this load may see ${seen}${nothing}`;
}

function has_order(event: TraceEvent, order: 'release' | 'acquire'): boolean {
  return [order, 'acq_rel', 'seq_cst'].includes(event.text ?? '');
}

/** What is missing of the accesses that told the thread of the newer store: they carry what came before if they synchronise. */
function missing_orders(store: TraceEvent | undefined, load: TraceEvent | undefined): string[] {
  if (!store || !load) return [];
  return [
    has_order(store, 'release') ? '' : `a release store to ${name_of(store)} (${place_text(store)})`,
    has_order(load, 'acquire') ? '' : `an acquire load of ${name_of(load)} (${place_text(load)})`,
  ].filter(Boolean);
}

function remedy(store: TraceEvent | undefined, load: TraceEvent | undefined): string {
  const missing = missing_orders(store, load);
  if (missing.length > 0) return `${missing.join(' and ')} would`;
  return 'memory_order_seq_cst for all the loads and stores above would, or a seq_cst fence between those of each thread';
}

/** For each access that is as in no interleaving: why it may be so, and what would order it. */
export function weak_sentences(failure: Failure): { reason: string; remedy: string }[] {
  const at = (index: number | null | undefined) => (index == null ? undefined : failure.events?.[index]);
  return (failure.weak_accesses ?? []).flatMap((access: WeakAccess) => {
    const event = at(access.event), newer = at(access.newer);
    if (!event || !newer) return [];
    return [{
      reason: reason(failure, event, newer, at(access.older)),
      remedy: remedy(at(access.through_store), at(access.through_load)),
    }];
  });
}
