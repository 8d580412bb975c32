#include "../lock_contest.h"
#include "weft/mutex.h"
#include "weft/shared_mutex.h"

namespace weft::bench {
namespace {

void mutex_contended_fifo(benchmark::State& state) { contended<mutex>(state, lock_order::fifo); }

BENCHMARK_TEMPLATE(uncontended, mutex)->Name("mutex_uncontended")->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK_TEMPLATE(contended, mutex)->Name("mutex_contended")->UseManualTime()->Iterations(2)->Arg(2);
BENCHMARK(mutex_contended_fifo)->UseManualTime()->Iterations(2)->Arg(2);
BENCHMARK_TEMPLATE(read_mostly, shared_mutex)->Name("read_mostly")->UseManualTime()->Iterations(2)->Arg(2);

}  // namespace
}  // namespace weft::bench
