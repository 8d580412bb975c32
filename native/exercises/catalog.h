// The folder of exercises, and finding one in it by what a person typed.
// Threads: plain value; no locking.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "exercises/exercise.h"

namespace weft {

class Catalog {
 public:
  // `wanted`: from --exercises; empty = $WEFT_EXERCISES, the folder beside the executable's, the one of the
  // build.
  static Result<Catalog> open(const std::string& wanted);

  const std::filesystem::path& folder() const { return folder_; }

  // Every exercise, sorted by folder name. The first one that is malformed is the error.
  Result<std::vector<Exercise>> all() const;

  // By id ("04", "4"), name ("lost_update") or folder name. Suggests the nearest when there is none.
  Result<Exercise> find(const std::string& wanted) const;
  bool has(const std::string& wanted) const { return find_folder(wanted).has_value(); }

  // The exercise in whose folder `file` lies.
  std::optional<std::filesystem::path> exercise_of(const std::filesystem::path& file) const;

 private:
  explicit Catalog(std::filesystem::path folder);
  std::optional<std::filesystem::path> find_folder(const std::string& wanted) const;
  std::string nearest(const std::string& wanted) const;

  std::filesystem::path folder_;
  std::vector<std::string> names_;  // of exercise folders, sorted: "04_lost_update"
};

}  // namespace weft
