// A folder for what is expensive to make again: precompiled headers, objects of scenarios, saved schedules.
// Safe when several `weft` run at once: entries appear by rename, complete or not at all.
// Threads: plain value; no locking.
#pragma once

#include <filesystem>
#include <string>

namespace weft {

// $XDG_CACHE_HOME/weft, else ~/.cache/weft, else weft-<uid> in the temporary folder: the first that can be
// written.
std::filesystem::path cache_folder();

// A path for an entry; its folder exists afterwards (or cannot be made, which shows when the entry is
// written).
std::filesystem::path cache_entry(const std::string& kind, const std::string& name);

}  // namespace weft
