#include "runner/output_capture.h"

#include <stdio_ext.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>

#include "contract/check.h"

namespace weft {

FileCapture::FileCapture(std::size_t limit_bytes) {
  const rlimit limit{limit_bytes, limit_bytes};
  WEFT_CHECK(setrlimit(RLIMIT_FSIZE, &limit) == 0);
  catch_output();
  std::setvbuf(stdout, buffer_, _IOFBF, sizeof buffer_);
}

void FileCapture::catch_output() {
  file_ = memfd_create("weft-output", MFD_CLOEXEC);
  WEFT_CHECK(file_ >= 0);
  WEFT_CHECK(dup2(file_, STDOUT_FILENO) == STDOUT_FILENO && dup2(file_, STDERR_FILENO) == STDERR_FILENO);
}

void FileCapture::part_from_parent() {
  close(file_);
  catch_output();
}

void FileCapture::discard() {
  if (__fpending(stdout) > 0) {
    __fpurge(stdout);
    has_printed_ = true;
  }
  // A program that printed nothing for a while is looked at now and then only: the look is a system call.
  if (!has_printed_ && ++executions_ > kQuietExecutions && executions_ % kQuietExecutions != 0) return;
  if (lseek(file_, 0, SEEK_CUR) == 0) return;
  has_printed_ = true;
  WEFT_CHECK(ftruncate(file_, 0) == 0);
  lseek(file_, 0, SEEK_SET);
}

std::string FileCapture::take() {
  std::fflush(stdout);
  const off_t bytes = lseek(file_, 0, SEEK_CUR);
  std::string text(static_cast<std::size_t>(bytes), '\0');
  const ssize_t got = pread(file_, text.data(), text.size(), 0);
  text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  discard();
  return text;
}

}  // namespace weft
