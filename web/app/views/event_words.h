// What an event says in the timeline: the verb over its mark, what it acts on below, and the lines of its
// tooltip. Threads: pure functions.
#pragma once

#include <string>

#include "trace/outcome.h"

namespace weft::app {

// `pending`: the execution ended before the event happened.
std::string verb(const Event& event,
                 bool pending = false);    // "lock", "write", "not taken", "waiting to lock"
std::string values(const Event& event);    // "0 → 50", "50", or nothing for operations without values
std::string location(const Event& event);  // "transfer.cpp:14 in transfer"

// What it acts on: an object, another agent, or the message of a note or failure.
std::string subject(const Failure& failure, const Event& event);

// The same for a label beside its mark, whose colour and verb say the kind: "accounts[0].mutex" of a mutex,
// "heap block+16" of one that the subject describes at length.
std::string short_subject(const Failure& failure, const Event& event);

}  // namespace weft::app
