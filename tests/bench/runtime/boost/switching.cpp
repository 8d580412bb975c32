#include <benchmark/benchmark.h>

#include <boost/context/detail/fcontext.hpp>
#include <boost/fiber/all.hpp>
#include <cstddef>
#include <vector>

namespace {

constexpr std::size_t kStackBytes = 64 * 1024;
constexpr int kYields = 100'000;

using boost::context::detail::jump_fcontext;
using boost::context::detail::transfer_t;

[[noreturn]] void switch_back_forever(transfer_t from) {
  for (;;) from = jump_fcontext(from.fctx, nullptr);
}

void stack_switch(benchmark::State& state) {
  std::vector<std::byte> stack(kStackBytes);
  transfer_t other{
      boost::context::detail::make_fcontext(stack.data() + stack.size(), stack.size(), switch_back_forever),
      nullptr};
  for (auto _ : state) other = jump_fcontext(other.fctx, nullptr);
  state.SetItemsProcessed(2 * state.iterations());
}

void yield_many_times() {
  for (int i = 0; i < kYields; ++i) boost::this_fiber::yield();
}

void fiber_yield(benchmark::State& state) {
  for (auto _ : state) {
    boost::fibers::fiber one(yield_many_times), other(yield_many_times);
    one.join();
    other.join();
  }
  state.SetItemsProcessed(2 * kYields * state.iterations());
}

BENCHMARK(stack_switch)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(fiber_yield)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
