// weft-runner-real MODULE.so REQUEST.json RESULT_FD
// Runs a scenario on real threads, each repetition in a process of its own (fresh globals; a crash ends only
// that repetition), and writes one ScenarioOutcome as JSON to RESULT_FD. Exit status 0 when it did; 64 for
// bad arguments. Stops at the first failing repetition unless the request says keep_going.
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "runner/supervisor.h"
#include "trace/codec.h"

namespace {

int refuse(const std::string& why) {
  std::fprintf(stderr, "weft-runner-real: %s\n", why.c_str());
  return 64;
}

std::string read_all(std::istream& in) { return std::string(std::istreambuf_iterator<char>(in), {}); }

bool write_all(int fd, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t count = write(fd, text.data() + done, text.size() - done);
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) done += static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return refuse("usage: weft-runner-real MODULE.so REQUEST.json|- RESULT_FD");
  const std::string path = argv[2];
  std::ifstream file(path);
  if (path != "-" && !file) return refuse("cannot read " + path);
  const auto request = weft::parse_request(read_all(path == "-" ? std::cin : file));
  if (!request) return refuse(request.error());
  int result_fd = -1;
  if (std::from_chars(argv[3], argv[3] + std::strlen(argv[3]), result_fd).ec != std::errc() || result_fd < 0)
    return refuse("RESULT_FD must be a number");
  const weft::ScenarioOutcome outcome = weft::run_repetitions(argv[1], request.value());
  return write_all(result_fd, weft::encode_scenario(outcome)) ? 0 : refuse("cannot write the result");
}
