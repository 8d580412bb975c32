#include "compile/diagnostics.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "report/story.h"

namespace weft {

namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.push_back(clean_text(text.substr(start, end - start)));
    start = end + 1;
  }
  return lines;
}

// Takes ":NUMBER" off the end.
int take_number(std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return 0;
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data() + colon + 1, end, number);
  if (problem != std::errc() || stop != end) return 0;
  text.resize(colon);
  return number;
}

// "file:line:column" or "file:line".
SourceLocation parse_place(std::string text) {
  SourceLocation where;
  const int last = take_number(text);
  const int first = take_number(text);
  where.line = first ? first : last;
  where.column = first ? last : 0;
  where.file = std::move(text);
  return where;
}

struct Severity {
  std::string_view mark;
  std::string_view word;
};

constexpr Severity kSeverities[] = {
    {": fatal error: ", "error"}, {": error: ", "error"}, {": warning: ", "warning"}, {": note: ", "note"}};

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// What <weft/verifier.h> declares, and how functions that are atomic sections are found.
bool is_of_benchmarks(std::string_view symbol) {
  return starts_with(symbol, "__VERIFIER_") || symbol == "reach_error" ||
         starts_with(symbol, "__cyg_profile_func_");
}

// Of 16 bytes, which compilers leave to a library.
bool is_of_wide_atomics(std::string_view symbol) {
  for (std::string_view known : {"__atomic_load_16", "__atomic_store_16", "__atomic_exchange_16",
                                 "__atomic_compare_exchange_16", "__atomic_is_lock_free", "__atomic_load",
                                 "__atomic_store", "__atomic_exchange", "__atomic_compare_exchange"})
    if (symbol == known) return true;
  return false;
}

// Hooks of the instrumentation, of <weft/exercise.h> and of the standard library's thread-local variables:
// the runner that loads the module has them.
bool comes_from_the_runner(std::string_view symbol, bool is_real) {
  if (!is_real && is_of_benchmarks(symbol)) return true;
  return starts_with(symbol, "__tsan_") || starts_with(symbol, "__wrap_") || is_of_wide_atomics(symbol) ||
         starts_with(symbol, "weft_") || starts_with(symbol, "__emutls_get_address") ||
         starts_with(symbol, "__emutls_v._ZSt");
}

// Of the library behind <weft/fiber.h> and others, which the runner of real threads has.
bool is_of_the_runtime(std::string_view symbol) {
  for (std::string_view prefix : {"vtable for ", "typeinfo for "})
    if (symbol.substr(0, prefix.size()) == prefix) symbol.remove_prefix(prefix.size());
  return symbol.substr(0, 6) == "weft::";
}

// The symbol in "undefined symbol: X" (lld) and "undefined reference to `X'" (GNU ld); empty when there is
// none.
std::string undefined_symbol(const std::string& line) {
  constexpr std::string_view kLld = "undefined symbol: ", kGnu = "undefined reference to `";
  if (const std::size_t at = line.find(kLld); at != std::string::npos) return line.substr(at + kLld.size());
  if (const std::size_t at = line.find(kGnu); at != std::string::npos) {
    const std::size_t start = at + kGnu.size();
    return line.substr(start, line.find('\'', start) - start);
  }
  return "";
}

// The place in lld's ">>> referenced by file.cpp:12 (/path/file.cpp:12)".
SourceLocation referenced_by(const std::string& line) {
  constexpr std::string_view kMark = ">>> referenced by ";
  const std::size_t at = line.find(kMark);
  if (at == std::string::npos) return {};
  const std::size_t open = line.find('(', at);
  if (open != std::string::npos && line.back() == ')')
    return parse_place(line.substr(open + 1, line.size() - open - 2));
  return parse_place(line.substr(at + kMark.size()));
}

constexpr const char* kOnlyReal =
    " belongs to Weft's runtime, which is there on real threads only (weft run): the checker has no model of "
    "it";

}  // namespace

std::vector<Diagnostic> parse_compiler_output(std::string_view text) {
  std::vector<Diagnostic> found;
  for (const std::string& line : lines_of(text)) {
    for (const Severity& severity : kSeverities) {
      const std::size_t at = line.find(severity.mark);
      if (at == std::string::npos) continue;
      found.push_back({std::string(severity.word), parse_place(line.substr(0, at)),
                       line.substr(at + severity.mark.size())});
      break;
    }
  }
  return found;
}

std::vector<Diagnostic> parse_linker_output(std::string_view text, bool has_runtime) {
  std::vector<Diagnostic> found;
  std::set<std::string> named;
  bool told_of_runtime = has_runtime;
  const std::vector<std::string> lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string symbol = undefined_symbol(lines[i]);
    if (!symbol.empty()) {
      if (comes_from_the_runner(symbol, has_runtime) || !named.insert(symbol).second) continue;
      const SourceLocation where = i + 1 < lines.size() ? referenced_by(lines[i + 1]) : SourceLocation{};
      if (!is_of_the_runtime(symbol))
        found.push_back({"error", where, symbol + " is used but defined nowhere"});
      else if (!std::exchange(told_of_runtime, true))
        found.push_back({"error", where, symbol + kOnlyReal});
    } else if (const std::size_t at = lines[i].find("error: "); at != std::string::npos) {
      found.push_back({"error", {}, lines[i].substr(at + 7)});
    } else if (lines[i].find("multiple definition") != std::string::npos) {
      found.push_back({"error", {}, lines[i]});
    }
  }
  return found;
}

bool has_error(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == "error"; });
}

}  // namespace weft
