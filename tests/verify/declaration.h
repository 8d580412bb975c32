// What a program of tests/verify says about itself in the comment it begins with:
//
//   // One line or more about what is checked.
//   //
//   // expect: verified
//   // options: --preemptions 2
//   // mutant: unpark_forgets_permit deadlock core/agent/parking.cpp
//   //   - what is to be found in that file, once; blanks stand for line ends too
//   //   + what is put in its place; nothing when this line is missing
//
// A mutant's further files, if any, are compiled anew besides: those that include a header it changes.
// Threads: plain values; no locking.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace verify {

struct Mutant {
  std::string name;
  std::string verdict;
  std::string file;                  // that is changed, from the root of the repository
  std::vector<std::string> further;  // sources that include it
  std::string found, replacement;
};

struct Declaration {
  std::string expectation;  // "verified", or "no_failure_found" where the budget ends first
  std::string options;      // of `weft check`
  std::vector<Mutant> mutants;
};

Declaration declaration_of(const std::filesystem::path& program);

}  // namespace verify
