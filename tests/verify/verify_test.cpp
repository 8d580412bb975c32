// `weft check` on our own runtime: each program under programs/ must be verified, and each of its mutants
// (the runtime with one step weakened) must be caught, with the verdict that it declares: see declaration.h.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "declaration.h"

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

std::string standard_output(const std::string& command) {
  std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string text;
  char part[4096];
  while (const std::size_t got = std::fread(part, 1, sizeof part, pipe.get())) text.append(part, got);
  return text;
}

std::string quoted(const fs::path& path) { return " '" + path.string() + "'"; }

// What `weft check` says of the program with `sources` compiled besides, headers in `overlay` before our own.
nlohmann::json check(const fs::path& program, const std::string& options, const std::string& sources = "",
                     const fs::path& overlay = {}) {
  std::string command =
      quoted(WEFT_EXE) + " check --json --seconds 100 " + options + quoted(program) + sources;
  std::vector<fs::path> folders = {kRoot / "core", kRoot / "core/include", kRoot / "tests/verify/programs"};
  if (!overlay.empty()) folders.insert(folders.begin(), {overlay / "core", overlay / "core/include"});
  for (const fs::path& folder : folders) command += " -I" + quoted(folder);
  command += " -D WEFT_CHECKED -l weft_checked_runtime -L" + quoted(WEFT_CHECKED_RUNTIME_FOLDER);
  return nlohmann::json::parse(standard_output(command), nullptr, /*allow_exceptions=*/false);
}

std::string summary_of(const nlohmann::json& outcome) {
  std::string text = outcome.value("verdict", "") + ": " + outcome.value("message", "");
  for (const nlohmann::json& diagnostic : outcome.value("diagnostics", nlohmann::json::array()))
    text += "\n" + diagnostic.dump();
  return text;
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

// A folder of its own for one mutant; gone with it.
class Overlay {
 public:
  Overlay() : folder_(fs::temp_directory_path() / ("weft-verify-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~Overlay() { fs::remove_all(folder_); }

  const fs::path& folder() const { return folder_; }
  void write(const std::string& file, const std::string& text) const {
    fs::create_directories((folder_ / file).parent_path());
    std::ofstream(folder_ / file) << text;
  }

 private:
  fs::path folder_;
};

struct Program {
  fs::path path;
  Declaration declared;
  // Letters, digits and underscores only, as test names must be.
  std::string name() const { return path.stem().string(); }
};

void PrintTo(const Program& program, std::ostream* to) { *to << program.path; }

class Verify : public testing::TestWithParam<Program> {};

TEST_P(Verify, FindsNoFailure) {
  const Program& program = GetParam();
  const nlohmann::json outcome = check(program.path, program.declared.options);
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

class Mutants : public testing::TestWithParam<Broken> {};

TEST_P(Mutants, AreCaught) {
  const auto& [program, mutant] = GetParam();
  const std::vector<std::string> changed = with_replacement(text_of(kRoot / mutant.file), mutant);
  ASSERT_EQ(changed.size(), 1u) << "places in " << mutant.file << " that are '" << mutant.found << "'";
  const Overlay overlay;
  overlay.write(mutant.file, changed.front());
  std::string sources;
  if (mutant.file.ends_with(".cpp")) sources += quoted(overlay.folder() / mutant.file);
  for (const std::string& further : mutant.further) sources += quoted(kRoot / further);
  const nlohmann::json outcome = check(program.path, program.declared.options, sources, overlay.folder());
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

}  // namespace
}  // namespace verify
