#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "compile/cache.h"
#include "report/table.h"

namespace weft {

namespace {

namespace fs = std::filesystem;

class Diagnosis {
 public:
  void found(const std::string& what, const std::string& where) {
    table_.add({{"ok", Ink::good}, {what}, {where}});
    note("ok", what, where);
  }
  void optional(const std::string& what, const std::string& remedy) {
    note("optional", what, remedy);
    table_.add({{"-", Ink::dim}, {what}, {"not found (optional): " + remedy, Ink::dim}});
  }
  void missing(const std::string& what, const std::string& remedy) {
    table_.add({{"MISSING", Ink::bad}, {what}, {remedy, Ink::bad}});
    note("missing", what, remedy);
    complete_ = false;
  }

  // A program or file that must be there.
  void need(const std::string& what, const std::optional<fs::path>& path, const std::string& remedy) {
    path ? found(what, path->string()) : missing(what, remedy);
  }

  std::string text() const { return table_.render("", colour_wanted()); }
  std::string json() const { return nlohmann::json({{"complete", complete_}, {"found", notes_}}).dump(); }
  bool complete() const { return complete_; }

 private:
  void note(const char* state, const std::string& what, const std::string& detail) {
    notes_.push_back(
        {{"what", what.substr(what.find_first_not_of(' '))}, {"state", state}, {"detail", detail}});
  }

  Table table_;
  nlohmann::json notes_ = nlohmann::json::array();
  bool complete_ = true;
};

std::optional<fs::path> executable(const fs::path& path) {
  return access(path.c_str(), X_OK) == 0 ? std::optional<fs::path>(path) : std::nullopt;
}

void examine_compilers(const Session& session, Diagnosis& diagnosis) {
  const Result<Compiler> compiler = find_compiler(session.compiler);
  if (!compiler) return diagnosis.missing("compiler", compiler.error());
  diagnosis.found("compiler", compiler.value().path.string());
  for (const fs::path& other : list_compilers())
    if (other != compiler.value().path) diagnosis.found("  also", other.string());
  if (!compiler.value().is_clang)
    diagnosis.optional("clang",
                       "g++ cannot give model threads their own thread_local: sudo apt-get install clang-19");
  diagnosis.need("symbolizer", compiler.value().symbolizer,
                 "stories lack source lines: sudo apt-get install llvm-19");
  compiler.value().has_lld ? diagnosis.found("linker", "lld")
                           : diagnosis.optional("lld", "links faster: sudo apt-get install lld-19");
}

void examine_exercises(const Session& session, Diagnosis& diagnosis) {
  const Result<Catalog> catalog = session.catalog();
  if (!catalog) return diagnosis.missing("exercises", catalog.error());
  const Result<std::vector<Exercise>> all = catalog.value().all();
  if (!all) return diagnosis.missing("exercises", all.error());
  diagnosis.found("exercises",
                  std::to_string(all.value().size()) + " in " + catalog.value().folder().string());
}

void examine(Session& session) {
  Diagnosis diagnosis;
  examine_compilers(session, diagnosis);
  const Runners runners = find_runners();
  const std::string build = "build it: cmake --build build, or tools/play";
  diagnosis.need("checked runner", executable(runners.checked), build);
  diagnosis.need("real runner", executable(runners.real), build);
  const fs::path include = include_folder();
  diagnosis.need("weft/exercise.h", include.empty() ? std::nullopt : std::optional<fs::path>(include),
                 "core/include of Weft's sources is needed beside the build");
  examine_exercises(session, diagnosis);
  diagnosis.found("cache", cache_folder().string());
  const auto emcc = find_program("emcc");
  emcc ? diagnosis.found("emscripten", emcc->string())
       : diagnosis.optional("emscripten", "only the page needs it; tools/play installs one for itself");
  std::fputs((session.json ? diagnosis.json() + "\n" : diagnosis.text()).c_str(), stdout);
  session.exit_code = diagnosis.complete() ? kAccepted : kUnavailable;
}

}  // namespace

void add_doctor(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("doctor", "Say what Weft found on this machine, and what to do about the rest");
  add_json(*command, session);
  command->footer("Example: weft doctor");
  command->callback([&session] { examine(session); });
}

}  // namespace weft
