#include "suite.h"

namespace litmus {

std::vector<Shape> all_shapes() {
  std::vector<Shape> all;
  for (const auto& some : {shapes_of_two_threads(), shapes_of_message_passing(), shapes_of_more_threads(),
                           shapes_of_coherence(), shapes_of_release_sequences()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace litmus
