#include "check/oracle/program.h"

#include <set>

namespace weft::oracle {
namespace {

bool is_load_order(Order order) { return order != Order::release && order != Order::acq_rel; }
bool is_store_order(Order order) { return order != Order::acquire && order != Order::acq_rel; }

bool has_order_of_its_kind(const Operation& operation) {
  switch (operation.kind) {
    case Kind::load:
      return is_load_order(operation.order);
    case Kind::store:
      return is_store_order(operation.order);
    case Kind::compare_exchange:
      return is_load_order(operation.failure);
    default:
      return true;
  }
}

bool is_mutex_operation(Kind kind) { return kind == Kind::lock || kind == Kind::unlock; }

bool place_exists(const Operation& operation) {
  const int places = is_mutex_operation(operation.kind) ? kMutexes : kLocations;
  return operation.place >= 0 && operation.place < places;
}

// In one thread, in its order.
class Examiner {
 public:
  std::string why_invalid(const Operation& operation) {
    if (!place_exists(operation)) return "no such location or mutex";
    if (!has_order_of_its_kind(operation)) return "an order that this operation cannot have";
    if (!is_set(operation.value.reg) || !is_set(operation.guard.reg)) return "a register before it is set";
    if (returns_value(operation.kind)) ++registers_;
    return is_mutex_operation(operation.kind) ? why_invalid_section(operation) : "";
  }
  bool holds_a_mutex() const { return !held_.empty(); }

 private:
  bool is_set(int reg) const { return reg >= kNoRegister && reg < registers_; }

  std::string why_invalid_section(const Operation& operation) {
    if (operation.guard.reg != kNoRegister) return "a condition on a mutex";
    if (operation.kind == Kind::lock)
      return held_.insert(operation.place).second ? "" : "a mutex locked twice";
    return held_.erase(operation.place) == 1 ? "" : "a mutex unlocked that is not locked";
  }

  int registers_ = 0;
  std::set<int> held_;
};

std::string why_invalid_thread(const Thread& thread) {
  Examiner examiner;
  for (const Operation& operation : thread)
    if (const std::string why = examiner.why_invalid(operation); !why.empty()) return why;
  return examiner.holds_a_mutex() ? "a mutex still locked at the end" : "";
}

}  // namespace

bool accesses_location(Kind kind) { return kind != Kind::fence && !is_mutex_operation(kind); }
bool returns_value(Kind kind) { return accesses_location(kind) && kind != Kind::store; }
bool may_write(Kind kind) { return accesses_location(kind) && kind != Kind::load; }

int register_of(const Thread& thread, int index) {
  int count = 0;
  for (int i = 0; i < index; ++i) count += returns_value(thread[i].kind);
  return count;
}

int registers_of(const Thread& thread) { return register_of(thread, static_cast<int>(thread.size())); }

std::string why_invalid(const Program& program) {
  for (const Thread& thread : program.threads)
    if (const std::string why = why_invalid_thread(thread); !why.empty()) return why;
  return "";
}

}  // namespace weft::oracle
