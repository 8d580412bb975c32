// The circle of a deadlock, or who waits for a notification that nobody can send: one sentence per agent, in the
// words of core/report/deadlock_story.cpp.
import type { Failure, Id, WaitEdge } from '../data/outcome';
import { agent_name, place_text } from './words';

const is_set = (id: Id): id is number => typeof id === 'number';

function place_of(failure: Failure, index: number | undefined): string {
  const event = index === undefined ? undefined : failure.events?.[index];
  return event ? place_text(event) : '';
}

function taken_at(failure: Failure, edge: WaitEdge): string {
  const place = place_of(failure, edge.hold_event);
  return place && ` (taken at ${place})`;
}

function is_join(failure: Failure, edge: WaitEdge): boolean {
  return failure.events?.[edge.wait_event ?? -1]?.op === 'join';
}

/** What the waiter holds that another agent of the deadlock wants. */
function held_by_waiter(failure: Failure, edge: WaitEdge): string {
  const wanted = (failure.waits ?? []).filter((other) =>
    is_set(other.holder) && other.holder === edge.waiter && !is_join(failure, other));
  const held = [...new Set(wanted.map((other) => other.name + taken_at(failure, other)))];
  return held.length === 0 ? '' : `holds ${held.join(', ')} and `;
}

function held_by_other(failure: Failure, edge: WaitEdge): string {
  if (is_join(failure, edge)) return is_set(edge.holder) ? ', which never ends' : '';
  if (!is_set(edge.holder)) return ', and no thread is left that could wake it';
  if (edge.holder === edge.waiter) return `, which it holds itself${taken_at(failure, edge)}`;
  return `, which ${agent_name(failure.agents, edge.holder)} holds${taken_at(failure, edge)}`;
}

function sentence(failure: Failure, edge: WaitEdge): string {
  const place = place_of(failure, edge.wait_event);
  const holds = edge.holder === edge.waiter ? '' : held_by_waiter(failure, edge);
  return `${agent_name(failure.agents, edge.waiter)} ${holds}waits for ${edge.name || 'something'}` +
    `${place && ` (${place})`}${held_by_other(failure, edge)}.`;
}

export function wait_sentences(failure: Failure): string[] {
  return (failure.waits ?? []).map((edge) => sentence(failure, edge));
}
