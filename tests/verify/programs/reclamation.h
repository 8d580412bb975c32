// An object that one agent looks at while another takes it out of reach and retires it.
#pragma once

#include <atomic>

#include "agents.h"

namespace verify {

struct Object {
  static constexpr int kAlive = 1;
  int value = kAlive;
  ~Object() { value = 0; }
};

// Null: it is out of reach already.
inline int value_of(const Object* object) { return object == nullptr ? Object::kAlive : object->value; }

// look(domain, shared) -> value_of() what it found. After so many calls of reclaim() nothing is kept that
// nobody looks at.
template <class Domain, class Look>
void look_while_it_is_retired(Look look, int reclaims) {
  Domain domain;
  std::atomic<Object*> shared{new Object()};
  int seen = Object::kAlive;
  const auto reclaim = [&] {
    for (int i = 0; i < reclaims; ++i) domain.reclaim();
  };
  together([&] { seen = look(domain, shared); },
           [&] {
             domain.retire(shared.exchange(nullptr));
             reclaim();
           });
  weft::expect_equal(seen, Object::kAlive, "value of an object that somebody looks at");
  reclaim();
  weft::expect_equal(domain.retired_count(), 0u, "objects that are still kept");
}

}  // namespace verify
