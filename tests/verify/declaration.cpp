#include "declaration.h"

#include <array>
#include <fstream>
#include <sstream>
#include <string_view>

namespace verify {
namespace {

// The lines of the comment a file begins with, each of what is declared in one piece: clang-format breaks
// long lines.
std::vector<std::string> declarations_in(const std::filesystem::path& program) {
  constexpr std::array<std::string_view, 5> kBeginnings = {"expect: ", "options: ", "mutant: ", "  - ",
                                                           "  + "};
  std::vector<std::string> lines;
  std::ifstream file(program);
  for (std::string line; std::getline(file, line) && line.starts_with("//");) {
    if (line == "//") continue;
    line.erase(0, 3);
    bool begins = lines.empty();
    for (const std::string_view beginning : kBeginnings) begins = begins || line.starts_with(beginning);
    if (begins)
      lines.push_back(line);
    else
      lines.back() += " " + line.substr(line.find_first_not_of(' '));
  }
  return lines;
}

// What follows `prefix`; false: the line begins differently.
bool follows(const std::string& line, const std::string& prefix, std::string& rest) {
  if (!line.starts_with(prefix)) return false;
  rest = line.substr(prefix.size());
  return true;
}

Mutant mutant_of(const std::string& text) {
  Mutant mutant;
  std::istringstream words(text);
  words >> mutant.name >> mutant.verdict >> mutant.file;
  for (std::string further; words >> further;) mutant.further.push_back(further);
  return mutant;
}

}  // namespace

Declaration declaration_of(const std::filesystem::path& program) {
  Declaration declared;
  std::string text;
  for (const std::string& line : declarations_in(program)) {
    if (follows(line, "mutant: ", text)) declared.mutants.push_back(mutant_of(text));
    follows(line, "expect: ", declared.expectation);
    follows(line, "options: ", declared.options);
    if (declared.mutants.empty()) continue;
    follows(line, "  - ", declared.mutants.back().found);
    follows(line, "  + ", declared.mutants.back().replacement);
  }
  return declared;
}

}  // namespace verify
