// Events and agents of a failing execution in a person's words.
// Threads: pure functions; no locking.
#pragma once

#include <string>

#include "report/story.h"
#include "trace/outcome.h"

namespace weft {

// "main", "thread 1", ... as the runner named it.
std::string agent_name(const Failure& failure, AgentId agent);

// "starter.cpp:12", or "an unknown place".
std::string place(const SourceLocation& where);

// The same without folders, for where places are repeated a lot; empty when unknown.
std::string short_place(const SourceLocation& where);

// The line of source at `where`, without its indent and not too long; empty when unknown.
std::string source_text(const SourceLocation& where, const SourceLines& lines);

// A value of `bytes` bytes: small negatives as such, addresses in hexadecimal.
std::string value_text(std::uint64_t value, std::uint32_t bytes);

// "writes balance: 0 -> 50". `index` is that of the event in failure.events: whether it waits for ever
// depends on it.
std::string event_phrase(const Failure& failure, std::size_t index);

// "writes balance": what has not happened yet. `failure` is the execution that stopped at the choice.
std::string choice_phrase(const Failure& failure, const Choice& choice);

}  // namespace weft
