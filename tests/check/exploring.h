// A whole exploration of a test program.
#pragma once

#include <string>

#include "check/explorer.h"
#include "check/program.h"

namespace weft::testing {

class NoOutput final : public OutputCapture {
 public:
  void discard() override {}
  std::string take() override { return ""; }
};

inline Exploration explore(TestProgram& program, const ExplorerOptions& options = {}) {
  NoOutput output;
  Explorer explorer(program.execution(), output, TestProgram::body, &program);
  return explorer.explore(options);
}

}  // namespace weft::testing
