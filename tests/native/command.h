// Drives build/weft as a person would: arguments in, exit code and text out; files in a folder of the test's
// own.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "files/temporary_folder.h"
#include "launch/child.h"

namespace weft {

struct CommandEnd {
  int code = -1;
  std::string out;
  std::string err;

  nlohmann::json json() const { return nlohmann::json::parse(out, nullptr, false); }
};

class CommandTest : public testing::Test {
 protected:
  CommandTest() : folder_(TemporaryFolder::make().value()) {}

  // `input`: what the person types.
  static CommandEnd weft(std::vector<std::string> arguments, const std::string& input = "") {
    ChildRequest request;
    request.input = input;
    request.argv = {WEFT_EXE};
    request.argv.insert(request.argv.end(), arguments.begin(), arguments.end());
    const bool named = std::find(arguments.begin(), arguments.end(), "--exercises") != arguments.end();
    const auto dashes = std::find(request.argv.begin(), request.argv.end(), "--");
    if (!named) request.argv.insert(dashes, {"--exercises", WEFT_EXERCISES_DIR});
    request.limits.wall_seconds = 200;
    request.limits.output_bytes = 64u << 20;
    const Result<ChildEnd> end = run_child(request);
    if (!end) return {};
    return {end.value().exit_code, end.value().output, end.value().errors};
  }

  // A file in the test's folder; its path.
  std::string file(const std::string& name, const std::string& content) const {
    const std::filesystem::path path = folder_.path() / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  static std::string shipped(const std::string& name) { return std::string(WEFT_EXERCISES_DIR) + "/" + name; }

  static std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace weft
