// Reading what people hand us: existing, regular, text, not too large; else one clear sentence.
// Threads: pure functions but for the file system; no locking.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "contract/result.h"

namespace weft {

inline constexpr std::uintmax_t kMaxSourceBytes = 1u << 20;
inline constexpr std::uintmax_t kMaxScheduleBytes = 64u << 20;

// Content of a file of at most `max_bytes`. Errors name the file: missing, a directory, empty, too large,
// unreadable.
Result<std::string> read_file(const std::filesystem::path& path, std::uintmax_t max_bytes);

// A source file: text besides (no zero bytes, so no object file or picture).
Result<std::string> read_source(const std::filesystem::path& path);

// Replaces `path` in one step, so that no reader ever sees half of it.
Status write_file(const std::filesystem::path& path, const std::string& content);

// Lines of files, each read once; for stories.
class SourceCache {
 public:
  std::optional<std::string> line(const std::string& file, int number);

 private:
  std::map<std::string, std::vector<std::string>> files_;
};

// How a person in the current directory would name `path`: relative when it lies below, else absolute.
std::string display_path(const std::filesystem::path& path);

}  // namespace weft
