// What a repetition's process tells its supervisor: one record per event, written with a single write() so
// that it works from signal handlers and from any thread, whatever state the student's program left the heap
// in. Shape:   one kind byte, then fields that end in a zero byte each, then a newline byte '\n' after the
// last zero. Units:   times are nanoseconds as decimal text.
#pragma once

#include <cstddef>

namespace weft::record {

inline constexpr char kBegin = 'b';       // the scenario starts
inline constexpr char kObserved = 'o';    // name, value
inline constexpr char kRecording = 'r';   // a part of the JSON of what the scheduler did, in order
inline constexpr char kEnd = 'e';         // nanoseconds, exit code of main ("0" for scenarios)
inline constexpr char kFailed = 'f';      // message, file, line
inline constexpr char kStarved = 'v';     // message
inline constexpr char kDeadlock = 'd';    // who waits for what, of fibers and tasks
inline constexpr char kForbidden = 'x';   // name of the call
inline constexpr char kQuit = 'q';        // name of the call, exit code
inline constexpr char kSignal = 's';      // number
inline constexpr char kNoMemory = 'm';    // operator new found none
inline constexpr char kLoadFailed = 'l';  // dlerror() text

inline constexpr std::size_t kMaxBytes = 4096;  // PIPE_BUF: such a write is not torn apart

}  // namespace weft::record
