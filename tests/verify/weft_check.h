// Running `weft check` on a program together with the runtime.
// Threads: any; starts a process.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace verify {

std::string quoted(const std::filesystem::path& path);

// What `weft check` says of the program with `sources` compiled besides, headers in `overlay` before our own.
// No object when it printed none.
nlohmann::json check(const std::filesystem::path& program, const std::string& options,
                     const std::string& sources = "", const std::filesystem::path& overlay = {});

// For people.
std::string summary_of(const nlohmann::json& outcome);

}  // namespace verify
