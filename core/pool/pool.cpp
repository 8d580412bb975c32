// weft/pool.h
#include "weft/pool.h"

#include <algorithm>
#include <thread>

#include "pool/fiber_pool.h"
#include "pool/thread_pool.h"

namespace weft {
namespace {

int threads_wanted(int asked) {
  return asked > 0 ? asked : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

runtime::ThreadPoolLimits limits_of(const fixed_pool_settings& settings) {
  const int threads = threads_wanted(settings.threads);
  return {.least = threads, .most = threads, .capacity = settings.capacity, .when_full = settings.when_full};
}

runtime::ThreadPoolLimits limits_of(const elastic_pool_settings& settings) {
  return {.least = settings.least_threads,
          .most = std::max({1, settings.least_threads, settings.most_threads}),
          .idle_timeout = settings.idle_timeout,
          .capacity = settings.capacity,
          .when_full = settings.when_full};
}

}  // namespace

namespace detail {

thread_pool::thread_pool(std::unique_ptr<runtime::ThreadPool> core) : core_(std::move(core)) {}
thread_pool::~thread_pool() = default;

bool thread_pool::take(job&& job) { return core_->take(std::move(job)); }
void thread_pool::drain() { core_->drain(); }
void thread_pool::shutdown() { core_->shutdown(true); }
std::size_t thread_pool::shutdown_now() { return core_->shutdown(false); }
pool_statistics thread_pool::statistics() const { return core_->statistics(); }

}  // namespace detail

fixed_pool::fixed_pool(const fixed_pool_settings& settings)
    : thread_pool(std::make_unique<runtime::ThreadPool>(limits_of(settings))) {}

elastic_pool::elastic_pool(const elastic_pool_settings& settings)
    : thread_pool(std::make_unique<runtime::ThreadPool>(limits_of(settings))) {}

stealing_pool::stealing_pool(const scheduler_settings& settings)
    : core_(std::make_unique<runtime::FiberPool>(settings)) {}
stealing_pool::~stealing_pool() = default;

bool stealing_pool::take(detail::job&& job) { return core_->take(std::move(job)); }
void stealing_pool::drain() { core_->drain(); }
void stealing_pool::shutdown() { core_->shutdown(); }
pool_statistics stealing_pool::statistics() const { return core_->statistics(); }

}  // namespace weft
