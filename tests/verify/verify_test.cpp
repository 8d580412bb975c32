// `weft check` on our own runtime: each program under programs/ must be verified, and each of its mutants
// (the runtime with one step weakened) must be caught, with the verdict that it declares: see declaration.h.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "declaration.h"
#include "weft_check.h"

namespace verify {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = WEFT_ROOT;

std::vector<fs::path> programs() {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(kRoot / "tests/verify/programs"))
    if (entry.path().extension() == ".cpp") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// Blanks stand for any blanks, line ends included; all else for itself.
std::regex pattern_of(const std::string& text) {
  static const std::regex special(R"([.*+?^${}()|[\]\\])"), blanks(R"(\s+)");
  return std::regex(std::regex_replace(std::regex_replace(text, special, R"(\$&)"), blanks, R"(\s+)"));
}

// The text with the mutant's replacement at each place where what is to be found is.
std::vector<std::string> with_replacement(const std::string& text, const Mutant& mutant) {
  const std::regex pattern = pattern_of(mutant.found);
  std::vector<std::string> all;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
    all.push_back(at->prefix().str() + mutant.replacement + at->suffix().str());
  return all;
}

struct Program {
  fs::path path;
  Declaration declared;
  // Letters, digits and underscores only, as test names must be.
  std::string name() const { return path.stem().string(); }
  fs::path object() const { return fs::path(WEFT_PROGRAM_OBJECTS) / (path.filename().string() + ".o"); }
};

void PrintTo(const Program& program, std::ostream* to) { *to << program.path; }

class Verify : public testing::TestWithParam<Program> {};

TEST_P(Verify, FindsNoFailure) {
  const Program& program = GetParam();
  const nlohmann::json outcome = check({program.object()}, program.declared.options);
  ASSERT_TRUE(outcome.is_object()) << "weft check --json printed no JSON object";
  if (program.declared.expectation == "no_failure_found") {
    EXPECT_EQ(outcome.value("verdict", ""), "inconclusive") << summary_of(outcome);
    return;
  }
  EXPECT_EQ(program.declared.expectation, "verified") << "is no expectation";
  EXPECT_EQ(outcome.value("verdict", ""), "accepted") << summary_of(outcome);
  EXPECT_EQ(outcome.value("certainty", ""), "verified") << summary_of(outcome);
}

// A pass means something only if the program can fail.
TEST_P(Verify, HasMutants) { EXPECT_FALSE(GetParam().declared.mutants.empty()); }

std::vector<Program> all_programs() {
  std::vector<Program> all;
  for (const fs::path& path : programs()) all.push_back({path, declaration_of(path)});
  return all;
}

INSTANTIATE_TEST_SUITE_P(Programs, Verify, testing::ValuesIn(all_programs()),
                         [](const auto& info) { return info.param.name(); });

struct Broken {
  Program program;
  Mutant mutant;
};

void PrintTo(const Broken& broken, std::ostream* to) { *to << broken.mutant.file; }

// The program's, and those of the runtime that the mutant changes; none when one does not compile.
std::vector<fs::path> objects_with(const Program& program, const Mutant& mutant, const fs::path& overlay) {
  const bool header = mutant.file.ends_with(".h");
  std::vector<fs::path> sources = {header ? program.path : overlay / mutant.file};
  for (const std::string& further : mutant.further) sources.push_back(kRoot / further);
  std::vector<fs::path> objects;
  for (const fs::path& source : sources) {
    objects.push_back(overlay / (std::to_string(objects.size()) + ".o"));
    if (!compile(source, objects.back(), overlay)) return {};
  }
  if (!header) objects.push_back(program.object());
  return objects;
}

class Mutants : public testing::TestWithParam<Broken> {};

TEST_P(Mutants, AreCaught) {
  const auto& [program, mutant] = GetParam();
  const std::vector<std::string> changed = with_replacement(text_of(kRoot / mutant.file), mutant);
  ASSERT_EQ(changed.size(), 1u) << "places in " << mutant.file << " that are '" << mutant.found << "'";
  const ScratchFolder overlay;
  overlay.write(mutant.file, changed.front());
  const std::vector<fs::path> objects = objects_with(program, mutant, overlay.path());
  ASSERT_FALSE(objects.empty()) << "the mutant does not compile";
  const nlohmann::json outcome = check(objects, program.declared.options);
  ASSERT_TRUE(outcome.is_object()) << "weft check --json printed no JSON object";
  EXPECT_EQ(outcome.value("verdict", ""), mutant.verdict) << summary_of(outcome);
}

std::vector<Broken> all_mutants() {
  std::vector<Broken> all;
  for (const Program& program : all_programs())
    for (const Mutant& mutant : program.declared.mutants) all.push_back({program, mutant});
  return all;
}

INSTANTIATE_TEST_SUITE_P(Programs, Mutants, testing::ValuesIn(all_mutants()), [](const auto& info) {
  return info.param.program.name() + "__" + info.param.mutant.name;
});

// Headers say which programs and patterns check them.
TEST(Comments, NameTestsThatExist) {
  const std::regex named(R"(tests/(verify|litmus|torture)[a-z_/.]*[a-z_])");
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kRoot / "core")) {
    if (!entry.is_regular_file()) continue;
    const std::string text = text_of(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), named), end; at != end; ++at)
      EXPECT_TRUE(fs::exists(kRoot / at->str())) << entry.path() << " names " << at->str();
  }
}

}  // namespace
}  // namespace verify
