// For builds without liburing, and for other systems.
#include "io/proactor.h"

namespace weft::runtime {

std::unique_ptr<Proactor> make_uring_proactor(const proactor_settings&, std::string& why) {
  why = "this build has no io_uring: it was made without liburing";
  return nullptr;
}

}  // namespace weft::runtime
