#include "runner/supervisor.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "runner/repetition.h"
#include "runner/repetition_record.h"
#include "trace/codec.h"

namespace weft {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// The C library's functions: those by the plain names are the ones that modules bind to (real_interpose.cpp).
pid_t clone_process() {
  static const auto real_fork = reinterpret_cast<pid_t (*)()>(dlsym(RTLD_NEXT, "fork"));
  return real_fork();
}

void kill_process(pid_t process) {
  static const auto real_kill = reinterpret_cast<int (*)(pid_t, int)>(dlsym(RTLD_NEXT, "kill"));
  real_kill(process, SIGKILL);
}

struct Record {
  char kind = 0;
  std::vector<std::string> fields;
};

// What a repetition's process said and how it ended.
struct Ended {
  std::vector<Record> records;
  int status = 0;
  bool out_of_time = false;
  bool too_much_output = false;
  double seconds = 0;
  double cpu_seconds = 0;
};

// Splits complete records off `bytes` (repetition_record.h).
std::vector<Record> split_records(std::string_view bytes) {
  std::vector<Record> records;
  while (!bytes.empty()) {
    Record record{bytes.front(), {}};
    bytes.remove_prefix(1);
    while (!bytes.empty() && bytes.front() != '\n') {
      const std::size_t end = std::min(bytes.find('\0'), bytes.size());
      record.fields.emplace_back(bytes.substr(0, end));
      bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    if (bytes.empty()) break;
    bytes.remove_prefix(1);
    records.push_back(std::move(record));
  }
  return records;
}

std::string field(const Record& record, std::size_t i) {
  return i < record.fields.size() ? record.fields[i] : std::string();
}

// "weft: deadlock: 2 wait, ...\n  fiber 1 ...\n  fiber 2 ...\n" as one sentence.
std::string deadlock_words(const std::string& report) {
  std::string words;
  for (std::size_t at = report.find('\n'); at != std::string::npos && at + 1 < report.size();) {
    const std::size_t text = report.find_first_not_of(" \n", at);
    at = report.find('\n', text);
    words += (words.empty() ? "" : ", ") + report.substr(text, at - text);
  }
  return words;
}

// What the scheduler did, told in parts; nothing where a part is missing.
std::optional<Failure> recording_of(const std::vector<Record>& records) {
  std::string json;
  for (const Record& record : records)
    if (record.kind == record::kRecording) json += field(record, 0);
  Result<Failure> recording = json.empty() ? Error{"none"} : parse_execution(json);
  if (!recording) return std::nullopt;
  return std::move(recording).value();
}

class Supervisor {
 public:
  Supervisor(const std::string& module, const RunRequest& request) : module_(module), request_(request) {
    outcome_.name = request.scenario;
    outcome_.mode = Mode::real;
  }

  ScenarioOutcome run() {
    const auto start = Clock::now();
    const double budget = request_.budget.seconds > 0 ? request_.budget.seconds : 3600;
    std::uint64_t done = 0;
    for (; done < request_.repetitions && seconds_since(start) < budget; ++done) {
      const Ended ended = run_one();
      if (!judge(ended, done + 1) && !request_.keep_going) break;
    }
    outcome_.statistics.seconds = seconds_since(start);
    conclude(done);
    return std::move(outcome_);
  }

 private:
  Ended run_one();
  void watch(Ended& ended, pid_t process, int record_fd, int output_fd);
  void become_repetition(int record_fd, int output_fd);
  void collect_output(int output_fd);
  bool judge(const Ended& ended, std::uint64_t repetition);
  bool judge_records(const Ended& ended, std::string& observed, double& seconds);
  bool judge_end(const Record& end);
  void judge_silent_end(const Ended& ended, std::uint64_t repetition);
  void conclude(std::uint64_t done);

  bool fail(Verdict verdict, std::string message) {
    verdict_ = verdict, message_ = std::move(message);
    return false;
  }

  const std::string& module_;
  const RunRequest& request_;
  ScenarioOutcome outcome_;
  std::map<std::string, Observation> bars_;
  Verdict verdict_ = Verdict::accepted;  // of the repetition being judged
  std::string message_;
};

void Supervisor::become_repetition(int record_fd, int output_fd) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(output_fd, STDOUT_FILENO), dup2(output_fd, STDERR_FILENO);
  const int record = fcntl(record_fd, F_DUPFD, 200);  // out of the way of the program's own descriptors
  close_range(3, 199, 0);
  close_range(static_cast<unsigned>(record) + 1, ~0u, 0);
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  close(nothing);
  const rlimit files{request_.budget.output_bytes + 1, request_.budget.output_bytes + 1};
  setrlimit(RLIMIT_FSIZE, &files);  // the output is a file in memory: SIGXFSZ tells that it grew too large
  run_repetition(module_, request_, record);
}

Ended Supervisor::run_one() {
  int ends[2];
  const int output = memfd_create("output", MFD_CLOEXEC);
  fcntl(output, F_SETFL, O_APPEND);
  Ended ended;
  if (output < 0 || pipe2(ends, O_CLOEXEC) != 0) return ended;
  const pid_t process = clone_process();
  if (process == 0) become_repetition(ends[1], output);
  close(ends[1]);
  if (process > 0) watch(ended, process, ends[0], output);
  close(ends[0]);
  collect_output(output);
  close(output);
  return ended;
}

// Until the process is gone: it holds the only other end of the record pipe, so end of file means that.
void Supervisor::watch(Ended& ended, pid_t process, int record_fd, int output_fd) {
  constexpr std::size_t kMaxRecordBytes = 16u << 20;
  const double allowed = request_.budget.seconds > 0 ? request_.budget.seconds : 3600;
  const auto start = Clock::now();
  std::string bytes;
  for (bool open = true; open && !ended.out_of_time && !ended.too_much_output;) {
    pollfd polled{record_fd, POLLIN, 0};
    if (poll(&polled, 1, 100) > 0) {
      char buffer[16384];
      const ssize_t count = read(record_fd, buffer, sizeof buffer);
      if (count > 0) bytes.append(buffer, static_cast<std::size_t>(count));
      open = count > 0;
    }
    struct stat info {};
    fstat(output_fd, &info);
    ended.out_of_time = open && seconds_since(start) > allowed;
    ended.too_much_output = static_cast<std::uint64_t>(info.st_size) > request_.budget.output_bytes ||
                            bytes.size() > kMaxRecordBytes;
  }
  kill_process(process);
  rusage usage{};
  wait4(process, &ended.status, 0, &usage);
  ended.seconds = seconds_since(start);
  ended.cpu_seconds = static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                      static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  ended.records = split_records(bytes);
}

void Supervisor::collect_output(int output_fd) {
  std::string text(request_.budget.output_bytes, '\0');
  const ssize_t count = pread(output_fd, text.data(), text.size(), 0);
  text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  outcome_.output = std::move(text);
}

bool Supervisor::judge_end(const Record& end) {
  const std::string code = field(end, 1);
  return code == "0" || fail(Verdict::wrong_result, "main returned " + code);
}

// True when the records tell a good end. Fills what was observed and how long the scenario took.
bool Supervisor::judge_records(const Ended& ended, std::string& observed, double& seconds) {
  for (const Record& record : ended.records) {
    switch (record.kind) {
      case record::kObserved:
        observed += (observed.empty() ? "" : ", ") + field(record, 0) + " = " + field(record, 1);
        break;
      case record::kEnd:
        seconds = std::atof(field(record, 0).c_str()) / 1e9;
        return judge_end(record);
      case record::kFailed:
        return fail(Verdict::wrong_result, field(record, 0));
      case record::kStarved:
        return fail(Verdict::starvation, field(record, 0));
      case record::kDeadlock:
        return fail(Verdict::deadlock, deadlock_words(field(record, 0)));
      case record::kForbidden:
        return fail(Verdict::forbidden, "the program called " + field(record, 0));
      case record::kNoMemory:
        return fail(Verdict::memory_limit, "the program wants more memory than it may have");
      case record::kLoadFailed:
        return fail(Verdict::compile_error, field(record, 0));
      case record::kQuit:
        if (request_.scenario == "main" && field(record, 0) == "exit") return judge_end(record);
        return fail(Verdict::crash,
                    "ended the process itself: " + field(record, 0) + "(" + field(record, 1) + ")");
      case record::kSignal: {
        const int number = std::atoi(field(record, 0).c_str());
        if (number == SIGXFSZ) return fail(Verdict::output_limit, "the program printed too much");
        return fail(Verdict::crash,
                    std::string(strsignal(number)) + " (signal " + std::to_string(number) + ")");
      }
      default:
        break;
    }
  }
  return fail(Verdict::internal_error, "");
}

// The process ended without saying how.
void Supervisor::judge_silent_end(const Ended& ended, std::uint64_t repetition) {
  const std::string which = "repetition " + std::to_string(repetition);
  if (ended.too_much_output) {
    fail(Verdict::output_limit,
         "the program printed more than " + std::to_string(request_.budget.output_bytes) + " bytes");
  } else if (ended.out_of_time) {
    const bool idle = ended.cpu_seconds < ended.seconds / 10;
    char limit[32];
    std::snprintf(limit, sizeof limit, "%g s", request_.budget.seconds);
    fail(Verdict::time_limit, which + " did not end within " + limit +
                                  (idle ? ": its threads wait for each other" : ": it is still running"));
  } else if (WIFSIGNALED(ended.status)) {
    const int number = WTERMSIG(ended.status);
    fail(Verdict::crash, std::string(strsignal(number)) + " (signal " + std::to_string(number) + ")");
  } else {
    fail(Verdict::crash, "ended the process itself");
  }
}

// True when the repetition passed.
bool Supervisor::judge(const Ended& ended, std::uint64_t repetition) {
  verdict_ = Verdict::accepted;
  std::string observed;
  double seconds = 0;
  const bool passed = !ended.too_much_output && judge_records(ended, observed, seconds);
  const bool silent = ended.too_much_output || verdict_ == Verdict::internal_error;
  if (!passed && silent) judge_silent_end(ended, repetition);
  if (observed.empty()) observed = passed ? "ended" : std::string(to_string(verdict_));
  Observation& bar = bars_[observed];
  bar.value = observed;
  bar.count += 1;
  bar.failed |= !passed;
  bar.seconds += seconds > 0 ? seconds : ended.seconds;
  if (outcome_.verdict == Verdict::inconclusive) outcome_.recording = recording_of(ended.records);
  if (!passed && outcome_.verdict == Verdict::inconclusive) {
    outcome_.verdict = verdict_;
    outcome_.message = message_;
    if (request_.repetitions > 1 && verdict_ == Verdict::wrong_result)
      outcome_.message += " (repetition " + std::to_string(repetition) + ")";
    outcome_.certainty = Certainty::shown;
  }
  outcome_.statistics.executions += 1;
  return passed;
}

void Supervisor::conclude(std::uint64_t done) {
  if (outcome_.verdict == Verdict::inconclusive && outcome_.statistics.executions > 0) {
    outcome_.verdict = Verdict::accepted;
    outcome_.certainty = Certainty::tested;
    outcome_.message = "every repetition passed";
    if (done < request_.repetitions)
      outcome_.bounds = "the time budget, after " + std::to_string(done) + " of " +
                        std::to_string(request_.repetitions) + " repetitions";
  }
  for (auto& [value, bar] : bars_) outcome_.histogram.push_back(bar);
  std::sort(outcome_.histogram.begin(), outcome_.histogram.end(),
            [](const Observation& a, const Observation& b) {
              return std::tie(b.count, a.value) < std::tie(a.count, b.value);
            });
}

}  // namespace

ScenarioOutcome run_repetitions(const std::string& module, const RunRequest& request) {
  return Supervisor(module, request).run();
}

}  // namespace weft
