#include "../lock_contest.h"

namespace weft::bench {
namespace {

BENCHMARK_TEMPLATE(uncontended, std::mutex)
    ->Name("mutex_uncontended")
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_TEMPLATE(contended, std::mutex)->Name("mutex_contended")->UseManualTime()->Iterations(2)->Arg(2);
BENCHMARK_TEMPLATE(read_mostly, std::shared_mutex)
    ->Name("read_mostly")
    ->UseManualTime()
    ->Iterations(2)
    ->Arg(2);

}  // namespace
}  // namespace weft::bench
