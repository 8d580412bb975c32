// A checked module in this process: a shared object whose static constructors have not run yet, since they
// are part of every execution. Ownership: stays loaded until the process ends. Errors:    load() says why a
// file is no module, or which symbols nobody defines.
#pragma once

#include <string>
#include <vector>

#include "check/platform.h"
#include "contract/result.h"

namespace weft {

class CheckedModule {
 public:
  static Result<CheckedModule> load(const std::string& path);

  const ModuleLayout& layout() const { return layout_; }
  void* find(const std::string& symbol) const;  // null when the module does not define it
  void run_constructors() const;
  // Whether it uses what <weft/verifier.h> declares, or defines some of that itself.
  bool is_benchmark() const;
  // Functions it takes from the C library, and other libraries, that the checker has no model for.
  std::vector<std::string> unmodelled_imports() const;

 private:
  using Constructor = void (*)(int, char**, char**);

  void* handle_ = nullptr;
  ModuleLayout layout_;
  std::vector<Constructor> constructors_;
  std::vector<std::string> imports_;
};

}  // namespace weft
