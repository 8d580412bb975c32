#include "files/source_file.h"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>

namespace weft {

namespace fs = std::filesystem;

namespace {

std::string size_text(std::uintmax_t bytes) {
  return bytes >= 1u << 20 ? std::to_string(bytes >> 20) + " MB" : std::to_string(bytes >> 10) + " kB";
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::uintmax_t max_bytes) {
  std::error_code problem;
  const fs::file_status status = fs::status(path, problem);
  const std::string name = path.string();
  if (!fs::exists(status)) return Error{name + ": no such file"};
  if (fs::is_directory(status)) return Error{name + " is a directory: name a file in it"};
  if (!fs::is_regular_file(status)) return Error{name + " is not a regular file"};
  const std::uintmax_t size = fs::file_size(path, problem);
  if (problem) return Error{name + ": " + problem.message()};
  if (size == 0) return Error{name + " is empty"};
  if (size > max_bytes)
    return Error{name + " is too large: " + size_text(size) + ", at most " + size_text(max_bytes) +
                 " are read"};
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{name + " cannot be read: " + std::strerror(errno)};
  std::string content((std::istreambuf_iterator<char>(in)), {});
  if (in.bad()) return Error{name + " cannot be read"};
  return content;
}

Result<std::string> read_source(const fs::path& path) {
  Result<std::string> content = read_file(path, kMaxSourceBytes);
  if (content && content.value().find('\0') != std::string::npos)
    return Error{path.string() + " is not text: a C++ source file is wanted"};
  return content;
}

Status write_file(const fs::path& path, const std::string& content) {
  static std::atomic<unsigned> number{0};
  fs::path draft = path;
  draft += "." + std::to_string(getpid()) + "-" + std::to_string(number++) + ".tmp";
  std::ofstream out(draft, std::ios::binary);
  out << content;
  out.close();
  std::error_code problem;
  if (out) fs::rename(draft, path, problem);
  if (out && !problem) return Unit{};
  const std::string why = problem ? problem.message() : std::strerror(errno);
  fs::remove(draft, problem);
  return Error{"cannot write " + path.string() + ": " + why};
}

std::optional<std::string> SourceCache::line(const std::string& file, int number) {
  auto found = files_.find(file);
  if (found == files_.end()) {
    found = files_.emplace(file, std::vector<std::string>()).first;
    if (Result<std::string> content = read_file(file, kMaxSourceBytes)) {
      std::istringstream in(content.value());
      for (std::string text; std::getline(in, text);) found->second.push_back(text);
    }
  }
  if (number < 1 || static_cast<std::size_t>(number) > found->second.size()) return std::nullopt;
  return found->second[static_cast<std::size_t>(number) - 1];
}

std::string display_path(const fs::path& path) {
  std::error_code problem;
  const fs::path relative = fs::proximate(path, problem);
  const bool below = !problem && !relative.empty() && *relative.begin() != "..";
  return below ? relative.string() : fs::absolute(path, problem).lexically_normal().string();
}

}  // namespace weft
