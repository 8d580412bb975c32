// pthread life cycle, once, thread-specific data, yielding.
#include <pthread.h>
#include <sched.h>

#include <algorithm>

#include "check/interpose/deadline.h"
#include "check/interpose/export.h"
#include "check/model.h"

namespace model = weft::model;
using weft::AgentId;
using weft::g_modelled;

namespace {

// Handles are the agent's number plus one, so that none is zero.
pthread_t handle_of(AgentId id) { return (pthread_t)(std::uintptr_t)(id.value + 1); }
AgentId agent_of(pthread_t handle) { return AgentId(static_cast<std::uint32_t>((std::uintptr_t)handle - 1)); }

// The program's own code, called from the model.
template <class Call>
void in_program(Call call) {
  struct Modelled {
    Modelled() { g_modelled = true; }
    ~Modelled() { g_modelled = false; }
  } modelled;
  call();
}

// Ends a once that `routine` may leave by an exception.
struct OnceInProgress {
  std::uintptr_t once;
  bool done = false;
  ~OnceInProgress() { model::once_end(once, done); }
};

}  // namespace

extern "C" {

WEFT_EXPORT int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*entry)(void*),
                               void* argument) {
  WEFT_UNLESS_MODELLED(pthread_create, thread, attributes, entry, argument);
  int detach_state = PTHREAD_CREATE_JOINABLE;
  if (attributes != nullptr) pthread_attr_getdetachstate(attributes, &detach_state);
  AgentId id;
  const int error = model::create(&id, entry, argument, detach_state == PTHREAD_CREATE_DETACHED);
  if (error == 0) *thread = handle_of(id);
  return error;
}
WEFT_EXPORT int pthread_join(pthread_t thread, void** result) {
  WEFT_UNLESS_MODELLED(pthread_join, thread, result);
  return model::join(agent_of(thread), result);
}
WEFT_EXPORT int pthread_detach(pthread_t thread) {
  WEFT_UNLESS_MODELLED(pthread_detach, thread);
  return model::detach(agent_of(thread));
}
WEFT_EXPORT pthread_t pthread_self() {
  if (!g_modelled) return WEFT_ORIGINAL(pthread_self)();
  return handle_of(weft::execution()->self().id);
}

WEFT_EXPORT int pthread_once(pthread_once_t* once, void (*routine)()) {
  WEFT_UNLESS_MODELLED(pthread_once, once, routine);
  const auto address = reinterpret_cast<std::uintptr_t>(once);
  if (!model::once_begin(address)) return 0;
  OnceInProgress progress{address};
  in_program(routine);
  progress.done = true;
  return 0;
}

WEFT_EXPORT void* pthread_getspecific(pthread_key_t key) {
  WEFT_UNLESS_MODELLED(pthread_getspecific, key);
  for (const auto& [known, value] : weft::execution()->self().specific)
    if (known == key) return value;
  return nullptr;
}
WEFT_EXPORT int pthread_setspecific(pthread_key_t key, const void* value) {
  WEFT_UNLESS_MODELLED(pthread_setspecific, key, value);
  auto& specific = weft::execution()->self().specific;
  const auto known =
      std::find_if(specific.begin(), specific.end(), [&](const auto& s) { return s.first == key; });
  void* stored = const_cast<void*>(value);
  if (known != specific.end())
    known->second = stored;
  else
    specific.emplace_back(key, stored);
  return 0;
}
WEFT_EXPORT int pthread_key_create(pthread_key_t* key, void (*destructor)(void*)) {
  if (!g_modelled) {
    const int error = WEFT_ORIGINAL(pthread_key_create)(key, destructor);
    if (error == 0) weft::remember_library_key(*key, destructor);
    return error;
  }
  weft::EngineScope scope;
  *key = weft::execution()->new_key(destructor);
  return 0;
}
WEFT_EXPORT int pthread_key_delete(pthread_key_t key) {
  WEFT_UNLESS_MODELLED(pthread_key_delete, key);
  weft::execution()->delete_key(key);
  return 0;
}

WEFT_EXPORT int sched_yield() {
  WEFT_UNLESS_MODELLED(sched_yield);
  model::yield();
  return 0;
}

}  // extern "C"
