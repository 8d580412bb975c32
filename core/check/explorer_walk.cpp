// Explorer: execution graphs drawn at random, for programs with too many to explore them all.
#include "check/explorer.h"
#include "check/strategies/randomised.h"

namespace weft {

Explorer::Ending Explorer::search_walks(Walks& walks, Limits limits) {
  for (;;) {
    walks.driver.begin_walk(walks.random);
    const ExecutionResult& result = execution_.run(walks.driver, options_.settings, body_, argument_);
    output_.discard();
    if (result.needs_interleavings) return Ending::needs_interleavings;
    if (note_explored(result, walks.driver) && !options_.keep_going) return Ending::failed;
    if (spent(limits)) return Ending::out_of_budget;
  }
}

// By interleavings where the program does what no graph can follow.
Explorer::Ending Explorer::search_at_random() {
  if (options_.draws_graphs && uses_graphs()) {
    be_random();
    searched_graphs_ = true;
    Walks walks(options_);
    const Ending ending = search_walks(walks, whole_budget());
    if (ending != Ending::needs_interleavings) return ending;
    searched_graphs_ = false;
  }
  return search_at_random(*random_strategy(options_.seed));
}

}  // namespace weft
