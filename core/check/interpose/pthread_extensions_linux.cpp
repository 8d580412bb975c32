// What glibc has beyond POSIX for threads, and attributes of threads that run: handles are ours
// (threads.cpp), so that the C library must not see them.
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include <cerrno>
#include <cstring>

#include "check/interpose/deadline.h"
#include "check/interpose/export.h"
#include "check/model.h"

namespace model = weft::model;
using weft::AgentId;
using weft::execution;
using weft::g_modelled;

namespace {

AgentId agent_of(pthread_t handle) { return AgentId(static_cast<std::uint32_t>((std::uintptr_t)handle - 1)); }

bool exists(pthread_t thread) { return agent_of(thread).value < execution()->agent_count(); }

}  // namespace

extern "C" {

WEFT_EXPORT int pthread_timedjoin_np(pthread_t thread, void** result, const timespec* deadline) {
  WEFT_UNLESS_MODELLED(pthread_timedjoin_np, thread, result, deadline);
  return model::join(agent_of(thread), result, weft::deadline_of(deadline));
}
WEFT_EXPORT int pthread_clockjoin_np(pthread_t thread, void** result, clockid_t clock,
                                     const timespec* deadline) {
  WEFT_UNLESS_MODELLED(pthread_clockjoin_np, thread, result, clock, deadline);
  return model::join(agent_of(thread), result, weft::deadline_of(deadline));
}
WEFT_EXPORT int pthread_tryjoin_np(pthread_t thread, void** result) {
  WEFT_UNLESS_MODELLED(pthread_tryjoin_np, thread, result);
  const int error = model::join(agent_of(thread), result, execution()->self().clock.time());
  return error == ETIMEDOUT ? EBUSY : error;
}

WEFT_EXPORT int pthread_setname_np(pthread_t thread, const char* name) {
  if (!g_modelled) return WEFT_ORIGINAL(pthread_setname_np)(thread, name);
  return strlen(name) < 16 ? 0 : ERANGE;
}
WEFT_EXPORT int pthread_getname_np(pthread_t thread, char* name, std::size_t bytes) {
  if (!g_modelled) return WEFT_ORIGINAL(pthread_getname_np)(thread, name, bytes);
  constexpr char kName[] = "program";
  if (bytes < sizeof kName) return ERANGE;
  memcpy(name, kName, sizeof kName);
  return 0;
}

// Where agents run makes no difference.
WEFT_EXPORT int pthread_setaffinity_np(pthread_t thread, std::size_t bytes, const cpu_set_t* processors) {
  if (!g_modelled) return WEFT_ORIGINAL(pthread_setaffinity_np)(thread, bytes, processors);
  return 0;
}
WEFT_EXPORT int pthread_getaffinity_np(pthread_t thread, std::size_t bytes, cpu_set_t* processors) {
  if (!g_modelled) return WEFT_ORIGINAL(pthread_getaffinity_np)(thread, bytes, processors);
  memset(processors, 0, bytes);
  CPU_SET_S(0, bytes, processors);
  return 0;
}
WEFT_EXPORT int pthread_setschedparam(pthread_t thread, int policy, const sched_param* parameters) {
  if (!g_modelled) return WEFT_ORIGINAL(pthread_setschedparam)(thread, policy, parameters);
  return 0;
}
WEFT_EXPORT int pthread_getschedparam(pthread_t thread, int* policy, sched_param* parameters) {
  if (!g_modelled) return WEFT_ORIGINAL(pthread_getschedparam)(thread, policy, parameters);
  *policy = SCHED_OTHER;
  memset(parameters, 0, sizeof *parameters);
  return 0;
}
WEFT_EXPORT int pthread_setschedprio(pthread_t thread, int priority) {
  if (!g_modelled) return WEFT_ORIGINAL(pthread_setschedprio)(thread, priority);
  return 0;
}

WEFT_EXPORT int pthread_getattr_np(pthread_t thread, pthread_attr_t* attributes) {
  if (!g_modelled) return WEFT_ORIGINAL(pthread_getattr_np)(thread, attributes);
  weft::EngineScope scope;
  if (!exists(thread)) return ESRCH;
  const AgentId id = agent_of(thread);
  const weft::Stack stack = execution()->memory().stack(id.value);
  pthread_attr_init(attributes);
  pthread_attr_setstack(attributes, stack.low, stack.bytes);
  pthread_attr_setdetachstate(
      attributes, execution()->agent(id).detached ? PTHREAD_CREATE_DETACHED : PTHREAD_CREATE_JOINABLE);
  return 0;
}

// The next owner would have to hear of one that died. Better no verdict than a wrong one.
WEFT_EXPORT int pthread_mutexattr_setrobust(pthread_mutexattr_t* attributes, int robust) {
  if (!g_modelled || robust != PTHREAD_MUTEX_ROBUST)
    return WEFT_ORIGINAL(pthread_mutexattr_setrobust)(attributes, robust);
  g_modelled = false;
  execution()->fail(weft::Verdict::inconclusive, "robust mutexes are not checked");
}

// Signal 0 asks whether the thread is there; any other would have to interrupt it.
WEFT_EXPORT int pthread_kill(pthread_t thread, int number) {
  if (!g_modelled) return WEFT_ORIGINAL(pthread_kill)(thread, number);
  if (!exists(thread)) return ESRCH;
  if (number == 0) return 0;
  if (agent_of(thread) == execution()->self().id) return raise(number);
  g_modelled = false;
  execution()->fail(weft::Verdict::inconclusive,
                    "pthread_kill() is not checked: signals interrupt no model thread");
}

}  // extern "C"
