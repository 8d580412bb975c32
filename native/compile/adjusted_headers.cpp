#include "compile/adjusted_headers.h"

#include <sys/stat.h>

#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "compile/cache.h"
#include "files/fingerprint.h"
#include "files/source_file.h"
#include "launch/child.h"

namespace weft {

namespace fs = std::filesystem;

namespace {

struct Change {
  const char* header;  // below the library's folder
  const char* pattern;
  const char* replacement;
};

constexpr char kLockEnds[] = "extern \"C\" void weft_lock_ends(const void*) noexcept;\n$1";

constexpr Change kChanges[] = {
    {"bits/atomic_wait.h", "(__atomic_spin_count) = \\d+", "$1 = 1"},
    {"bits/atomic_wait.h", "(__atomic_load\\(&_M_wait,)", "__atomic_thread_fence(__ATOMIC_SEQ_CST);\n\t$1"},
    {"bits/shared_ptr_atomic.h", "(unlock\\(|fetch_sub\\(1, )memory_order_relaxed\\)",
     "$1memory_order_release)"},
    {"bits/std_mutex.h", "(namespace std _GLIBCXX_VIS)", kLockEnds},
    {"bits/std_mutex.h", "(constexpr __mutex_base\\(\\) noexcept = default;)",
     "$1\n    ~__mutex_base() { ::weft_lock_ends(&_M_mutex); }"},
    {"mutex", "(__recursive_mutex_base\\(\\) = default;)",
     "$1\n    ~__recursive_mutex_base() { ::weft_lock_ends(&_M_mutex); }"},
    {"shared_mutex", "(namespace std _GLIBCXX_VIS)", kLockEnds},
    {"shared_mutex", "~__shared_mutex_pthread\\(\\) = default;",
     "~__shared_mutex_pthread() { ::weft_lock_ends(&_M_rwlock); }"},
    {"bits/basic_string.tcc", "__cplusplus <= 201703L( && _GLIBCXX_EXTERN_TEMPLATE > 0)", "0$1"},
};

// Size and time of a file; empty without one.
std::string state_of(const fs::path& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return "";
  return std::to_string(info.st_size) + " " + std::to_string(info.st_mtime);
}

// Where the compiler finds the library's headers: the folder that holds <atomic>.
std::optional<fs::path> library_folder(const Compiler& compiler) {
  ChildRequest request;
  request.argv = {compiler.path.string(), "-x", "c++", "-std=c++20", "-H", "-fsyntax-only", "-"};
  request.input = "#include <atomic>\n";
  request.limits.wall_seconds = 30;
  const Result<ChildEnd> end = run_child(request);
  if (!end || !end.value().succeeded()) return std::nullopt;
  std::istringstream lines(end.value().errors);  // ". /usr/include/.../atomic", dots for the depth
  for (std::string line; std::getline(lines, line);)
    if (line.ends_with("/atomic")) return fs::path(line.substr(line.find(' ') + 1)).parent_path();
  return std::nullopt;
}

// What the changed headers were made from, one line each: they are made again when a line is no longer true.
bool is_current(const fs::path& origins) {
  const Result<std::string> text = read_source(origins);
  if (!text) return false;
  std::istringstream lines(text.value());
  for (std::string path, state; std::getline(lines, path) && std::getline(lines, state);)
    if (state_of(path) != state) return false;
  return true;
}

bool make(const fs::path& folder, const fs::path& library) {
  std::string origins;
  for (const Change& change : kChanges) {
    const fs::path original = library / change.header;
    const fs::path made = folder / change.header;
    const std::string origin = original.string() + "\n" + state_of(original) + "\n";
    const bool is_changed_again = origins.ends_with(origin);
    const Result<std::string> text = read_source(is_changed_again ? made : original);
    if (!text) continue;  // an older library, or another one
    std::error_code problem;
    fs::create_directories(made.parent_path(), problem);
    const std::string changed =
        std::regex_replace(text.value(), std::regex(change.pattern), change.replacement);
    if (!write_file(made, changed)) return false;
    if (!is_changed_again) origins += origin;
  }
  return !origins.empty() && static_cast<bool>(write_file(folder / "origins", origins));
}

}  // namespace

std::optional<fs::path> adjusted_headers(const Compiler& compiler) {
  Fingerprint key;
  key.add(compiler.identity);
  for (const Change& change : kChanges) key.add(change.pattern).add(change.replacement);
  const fs::path folder = cache_entry("adjusted", key.hex());
  if (is_current(folder / "origins")) return folder;
  const std::optional<fs::path> library = library_folder(compiler);
  if (!library || !make(folder, *library)) return std::nullopt;
  return folder;
}

}  // namespace weft
