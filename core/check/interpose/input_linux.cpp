// Calls that read from the system into the program's memory, or out of it into the system. Where threads talk
// through a pipe or a socket, one that has to wait lets the others go on: such calls exclude each other, as
// if under one lock.
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check/interpose/export.h"
#include "check/interpose/told_access.h"
#include "check/library_state.h"

namespace model = weft::model;
using weft::g_modelled;
using weft::reads;
using weft::writes;

namespace {

bool joins_threads(int file) {
  struct stat kind {};
  return fstat(file, &kind) == 0 && (S_ISFIFO(kind.st_mode) || S_ISSOCK(kind.st_mode));
}

bool would_wait(int file, short direction) {
  pollfd look{file, direction, 0};
  return poll(&look, 1, 0) == 0;
}

bool somebody_waits() {
  const weft::Object* object = weft::execution()->known_object(weft::waiting_for_descriptors());
  return object != nullptr && !object->queue.waiters().empty();
}

// Calls of pipes and sockets, one at a time; `direction` is what the caller waits for, or 0. Others look
// again when it is over.
class Turn {
 public:
  Turn(int file, short direction) : taken_(g_modelled && joins_threads(file)) {
    if (!taken_) return;
    weft::EngineScope scope;
    model::mutex_lock(weft::turn_at_descriptors(), weft::MutexType::normal);
    while (direction != 0 && would_wait(file, direction))
      model::condition_wait(weft::waiting_for_descriptors(), weft::turn_at_descriptors(),
                            weft::MutexType::normal);
  }
  ~Turn() {
    if (!taken_) return;
    weft::EngineScope scope;
    if (somebody_waits()) model::condition_broadcast(weft::waiting_for_descriptors());
    model::mutex_unlock(weft::turn_at_descriptors(), weft::MutexType::normal);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  const bool taken_;
};

// The system does not write to pages that nobody wrote yet in any execution: it would say EFAULT.
void make_writable(void* buffer, std::size_t bytes) {
  constexpr std::size_t kPageBytes = 4096;
  auto* const low = static_cast<volatile unsigned char*>(buffer);
  if (!g_modelled || bytes == 0) return;
  for (std::size_t at = 0; at < bytes; at += kPageBytes) low[at] = low[at];
  low[bytes - 1] = low[bytes - 1];
}

// What `got` bytes, or an error, mean for the `buffer` they went to.
ssize_t filled(const void* buffer, ssize_t got) {
  if (g_modelled && got > 0) writes(buffer, static_cast<std::size_t>(got));
  return got;
}

}  // namespace

extern "C" {

WEFT_EXPORT ssize_t read(int file, void* buffer, std::size_t bytes) {
  make_writable(buffer, bytes);
  const Turn turn(file, POLLIN);
  return filled(buffer, WEFT_ORIGINAL(read)(file, buffer, bytes));
}
WEFT_EXPORT ssize_t pread(int file, void* buffer, std::size_t bytes, off_t from) {
  make_writable(buffer, bytes);
  return filled(buffer, WEFT_ORIGINAL(pread)(file, buffer, bytes, from));
}
WEFT_EXPORT ssize_t recv(int socket, void* buffer, std::size_t bytes, int flags) {
  make_writable(buffer, bytes);
  const Turn turn(socket, (flags & MSG_DONTWAIT) != 0 ? 0 : POLLIN);
  return filled(buffer, WEFT_ORIGINAL(recv)(socket, buffer, bytes, flags));
}
WEFT_EXPORT ssize_t write(int file, const void* buffer, std::size_t bytes) {
  if (g_modelled) reads(buffer, bytes);
  const Turn turn(file, POLLOUT);
  return WEFT_ORIGINAL(write)(file, buffer, bytes);
}
WEFT_EXPORT ssize_t pwrite(int file, const void* buffer, std::size_t bytes, off_t at) {
  if (g_modelled) reads(buffer, bytes);
  return WEFT_ORIGINAL(pwrite)(file, buffer, bytes, at);
}
WEFT_EXPORT ssize_t send(int socket, const void* buffer, std::size_t bytes, int flags) {
  if (g_modelled) reads(buffer, bytes);
  const Turn turn(socket, (flags & MSG_DONTWAIT) != 0 ? 0 : POLLOUT);
  return WEFT_ORIGINAL(send)(socket, buffer, bytes, flags);
}
WEFT_EXPORT int shutdown(int socket, int how) noexcept {
  const Turn turn(socket, 0);
  return WEFT_ORIGINAL(shutdown)(socket, how);
}
WEFT_EXPORT int close(int file) {
  const Turn turn(file, 0);
  return WEFT_ORIGINAL(close)(file);
}

WEFT_EXPORT std::size_t fread(void* buffer, std::size_t bytes, std::size_t count, FILE* file) {
  make_writable(buffer, bytes * count);
  const std::size_t got = WEFT_ORIGINAL(fread)(buffer, bytes, count, file);
  if (g_modelled) writes(buffer, got * bytes);
  return got;
}
WEFT_EXPORT char* fgets(char* buffer, int bytes, FILE* file) {
  char* const got = WEFT_ORIGINAL(fgets)(buffer, bytes, file);
  if (g_modelled && got != nullptr) writes(buffer, strnlen(buffer, static_cast<std::size_t>(bytes)) + 1);
  return got;
}

}  // extern "C"
