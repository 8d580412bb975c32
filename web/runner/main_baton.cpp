// The checked runner with a baton. Loading a second module would wait for threads that wait for the baton.
#include <emscripten.h>

#include <cstdint>
#include <string>

#include "check/execution.h"

extern "C" {

extern const int weft_spent_by_a_run;
const int weft_spent_by_a_run = 1;

void weft_run(const char* path, const char* request_json, std::uint32_t code_start);
int emscripten_builtin_pthread_create(void* thread, const void* attributes, void* (*main)(void*),
                                      void* argument);
}

namespace {

struct Job {
  std::string path, request;
  std::uint32_t code_start;
};

void* run_job(void* argument) {
  const Job& job = *static_cast<const Job*>(argument);
  weft_run(job.path.c_str(), job.request.c_str(), job.code_start);
  return nullptr;
}

}  // namespace

extern "C" EMSCRIPTEN_KEEPALIVE void weft_run_on_thread(const char* path, const char* request,
                                                        std::uint32_t code_start) {
  static Job job;
  job = {path, request, code_start};
  void* thread = nullptr;
  emscripten_builtin_pthread_create(&thread, nullptr, run_job, &job);
}

extern "C" EMSCRIPTEN_KEEPALIVE int weft_set_modelled(int modelled) {
  const int before = weft::g_modelled;
  weft::g_modelled = modelled != 0;
  return before;
}
