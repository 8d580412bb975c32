#include "check/model_gates.h"

#include <cstdio>

#include "check/model_operation.h"

namespace weft::model {
namespace {

using graph::Access;
using graph::Update;

Execution& x() { return *execution(); }

Op op_of(weft_gate_op op) {
  constexpr Op kOps[] = {Op::send,     Op::receive,   Op::close,        Op::set,
                         Op::reset,    Op::await,     Op::barrier_wait, Op::sem_wait,
                         Op::sem_post, Op::cond_wait, Op::cond_signal};
  return kOps[op];
}

Update apply(const Access& access, std::uint64_t seen) {
  weft_gate_effect effect = weft_gate_writes;
  const std::uint64_t value = access.rule(access.operand, seen, &effect);
  if (effect == weft_gate_waits) return {Update::Effect::waits, 0};
  return effect == weft_gate_writes ? Update{Update::Effect::writes, value}
                                    : Update{Update::Effect::only_reads, seen};
}

// Gives up only where it would have to wait.
Update give_up(const Access& access, std::uint64_t seen) {
  const bool waits = apply(access, seen).effect == Update::Effect::waits;
  return waits ? Update{Update::Effect::only_reads, seen} : Update{Update::Effect::waits, 0};
}

Object& gate_of(const weft_gate_step& step) {
  const auto address = reinterpret_cast<std::uintptr_t>(step.gate);
  Object* const known = x().known_object(address);
  if (known != nullptr && known->kind == ObjectKind::gate && known->noun != nullptr) return *known;
  Object& fresh = x().object(address, ObjectKind::gate);
  fresh.noun = step.noun;
  fresh.state = step.initial;
  return fresh;
}

// What happens before a step: all that wrote there. What only looks leaves nothing for others.
void pass(Object& gate, const Update& update) {
  x().acquire(gate.released);
  if (update.effect != Update::Effect::writes) return;
  x().release_into(gate.released);
  x().had_effect();
  gate.state = update.value;
  ++gate.writes;
}

// A wait that only looks has done what it came for.
void record(const weft_gate_step& step, const Object& gate, const Update& update) {
  Event* const event = x().record(op_of(step.op), &gate);
  if (event == nullptr) return;
  event->failed = update.effect == Update::Effect::waits ||
                  (update.effect == Update::Effect::only_reads && step.op != weft_gate_await);
}

struct Performed {
  Update update;  // waits: its time was up
  std::uint64_t seen;
};

// What the step finds, and makes of it.
Performed perform(const weft_gate_step& step, Object& gate, Deadline deadline) {
  Access access{.kind = Access::Kind::update,
                .order = Order::acq_rel,
                .failure = Order::acquire,
                .initial = step.initial,
                .operand = step.operand,
                .modify = apply,
                .rule = step.rule};
  Operation operation = wait_on(op_of(step.op), gate, deadline);
  if (operation.ending != Variant::normal) access.modify = give_up;
  operation.access = &access;
  const Variant how = x().perform(operation);
  x().self().pending.access = nullptr;  // it is past that, should somebody ask
  const std::uint64_t seen = x().driver() != nullptr ? x().self().done.seen : gate.state;
  if (how == Variant::timeout) return {{Update::Effect::waits, seen}, seen};
  const Update update = apply(access, seen);
  pass(gate, update);
  return {update, seen};
}

}  // namespace

GateResult gate_take(const weft_gate_step& step, Deadline deadline) {
  Object& gate = gate_of(step);
  const auto [update, seen] = perform(step, gate, deadline);
  record(step, gate, update);
  switch (update.effect) {
    case Update::Effect::waits:
      x().self().clock.advance_time_to(*deadline);
      return {weft_gate_waits, seen};
    case Update::Effect::only_reads:
      x().watch_for_spinning(gate);
      return {weft_gate_only_reads, seen};
    default:
      return {weft_gate_writes, seen};
  }
}

void order_at(std::uintptr_t place) {
  constexpr auto count = [](std::uint64_t, std::uint64_t seen, weft_gate_effect*) { return seen + 1; };
  const weft_gate_step step{reinterpret_cast<const void*>(place), "holders of", weft_gate_set, count, 0, 0};
  Object& gate = gate_of(step);
  perform(step, gate, {});
}

void gate_end(std::uintptr_t gate) {
  Object* const object = x().known_object(gate);
  if (object == nullptr || object->kind != ObjectKind::gate) return;
  announce_end(*object);
  char what[80];  // nothing on the stack of who fails is destroyed
  std::snprintf(what, sizeof what, "a %s is destroyed while", object->noun);
  check_nobody_wants(what, *object);
  object->reset(object->address, object->kind, object->id);
}

}  // namespace weft::model
