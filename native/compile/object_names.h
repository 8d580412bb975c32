// The runners say where an object lies, "@75f4" in the module's data or "@[1a4f 12 36 a local of main]" on a
// stack; here it gets the name that the student gave it. Threads: call from one thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "compile/debug_names.h"
#include "compile/elf_symbols.h"
#include "trace/outcome.h"

namespace weft {

class ObjectNames {
 public:
  // Keeps a reference to `symbols`, which know what has no debug information.
  ObjectNames(std::filesystem::path module, const ElfSymbols& symbols)
      : module_(std::move(module)), symbols_(symbols) {}

  // Puts names into every text of `scenario` that people read. Debug information is read when the first
  // object turns up.
  void put_into(ScenarioOutcome& scenario);

 private:
  void put_into(std::string& text);
  // The name of what is written at the beginning of `place`, which it takes away; nothing when that is no
  // place after all.
  std::optional<std::string> take_name(std::string_view& place);
  std::optional<std::string> take_local(std::string_view& place);
  std::optional<std::string> variable_at(std::uint64_t offset);
  DebugNames& debug();

  std::filesystem::path module_;
  const ElfSymbols& symbols_;
  std::optional<DebugNames> debug_;
};

}  // namespace weft
