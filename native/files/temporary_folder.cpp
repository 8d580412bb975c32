#include "files/temporary_folder.h"

#include <signal.h>
#include <stdlib.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <set>
#include <thread>

namespace weft {

namespace {

std::mutex g_guard;
std::set<std::filesystem::path> g_folders;  // that exist now

void forget(const std::filesystem::path& folder) {
  const std::lock_guard hold(g_guard);
  g_folders.erase(folder);
}

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, number);
  return signals;
}

// A handler could not remove files; a thread that waits for the signal can.
void wait_for_the_end() {
  const sigset_t signals = ending_signals();
  int number = 0;
  sigwait(&signals, &number);
  const std::lock_guard hold(g_guard);
  std::error_code ignored;
  for (const std::filesystem::path& folder : g_folders) std::filesystem::remove_all(folder, ignored);
  signal(number, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  raise(number);
}

}  // namespace

void TemporaryFolder::remove_all_when_told_to_end() {
  const sigset_t signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::thread(wait_for_the_end).detach();
}

Result<TemporaryFolder> TemporaryFolder::make() {
  std::error_code problem;
  std::filesystem::path base = std::filesystem::temp_directory_path(problem);
  if (problem) base = "/tmp";
  std::string pattern = (base / "weft-XXXXXX").string();
  if (!mkdtemp(pattern.data()))
    return Error{"cannot make a folder in " + base.string() + ": " + std::strerror(errno) + "; set TMPDIR"};
  const std::lock_guard hold(g_guard);
  g_folders.insert(pattern);
  return TemporaryFolder(pattern);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (path_.empty()) return;
  std::filesystem::remove_all(path_, ignored);
  forget(path_);
}

}  // namespace weft
