#include "exercises/catalog.h"

#include <algorithm>
#include <cstdlib>

#ifndef WEFT_SOURCE_DIR
#define WEFT_SOURCE_DIR ""
#endif

namespace weft {

namespace fs = std::filesystem;

namespace {

std::string id_of(const std::string& folder) { return folder.substr(0, folder.find('_')); }

std::string name_of(const std::string& folder) {
  const std::size_t bar = folder.find('_');
  return bar == std::string::npos ? "" : folder.substr(bar + 1);
}

std::string without_zeros(const std::string& id) {
  const std::size_t start = id.find_first_not_of('0');
  return start == std::string::npos ? id : id.substr(start);
}

// Levenshtein distance.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

std::vector<fs::path> usual_folders() {
  std::error_code problem;
  const fs::path executable = fs::read_symlink("/proc/self/exe", problem).parent_path();
  return {executable / ".." / "exercises", executable / "exercises", fs::path(WEFT_SOURCE_DIR) / "exercises"};
}

}  // namespace

Catalog::Catalog(fs::path folder) : folder_(std::move(folder)) {
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(folder_, problem))
    if (fs::exists(entry.path() / "exercise.toml")) names_.push_back(entry.path().filename().string());
  std::sort(names_.begin(), names_.end());
}

Result<Catalog> Catalog::open(const std::string& wanted) {
  const char* from_environment = std::getenv("WEFT_EXERCISES");
  std::string named = wanted;
  if (named.empty() && from_environment) named = from_environment;
  if (!named.empty()) {
    if (!fs::is_directory(named)) return Error{named + " is not a folder of exercises"};
    return Catalog(named);
  }
  for (const fs::path& folder : usual_folders())
    if (fs::is_directory(folder)) return Catalog(fs::canonical(folder));
  return Error{"no folder of exercises was found; name it with --exercises or WEFT_EXERCISES"};
}

Result<std::vector<Exercise>> Catalog::all() const {
  std::vector<Exercise> exercises;
  for (const std::string& name : names_) {
    Result<Exercise> exercise = load_exercise(folder_ / name);
    if (!exercise) return Error{exercise.error()};
    exercises.push_back(std::move(exercise).value());
  }
  return exercises;
}

std::optional<fs::path> Catalog::find_folder(const std::string& wanted) const {
  for (const std::string& name : names_)
    if (wanted == name || wanted == name_of(name) || without_zeros(wanted) == without_zeros(id_of(name)))
      return folder_ / name;
  return std::nullopt;
}

std::string Catalog::nearest(const std::string& wanted) const {
  std::string best;
  std::size_t shortest = ~std::size_t{0};
  for (const std::string& name : names_) {
    const std::size_t near =
        std::min({distance(wanted, id_of(name)), distance(wanted, name_of(name)), distance(wanted, name)});
    if (near < shortest) shortest = near, best = name;
  }
  return best;
}

Result<Exercise> Catalog::find(const std::string& wanted) const {
  if (const auto folder = find_folder(wanted)) return load_exercise(*folder);
  const std::string near = nearest(wanted);
  if (near.empty())
    return Error{"there is no exercise '" + wanted + "': " + folder_.string() + " holds none"};
  return Error{"there is no exercise '" + wanted + "'; the nearest is " + id_of(near) + " (" + name_of(near) +
               "), `weft list` shows all"};
}

std::optional<fs::path> Catalog::exercise_of(const fs::path& file) const {
  std::error_code problem;
  const fs::path path = fs::canonical(file, problem);
  if (problem) return std::nullopt;
  for (fs::path folder = path.parent_path(); folder.has_relative_path(); folder = folder.parent_path())
    if (fs::exists(folder / "exercise.toml", problem)) return folder;
  return std::nullopt;
}

}  // namespace weft
