// What is said of an exception that the program under test does not catch.
// Threads: called from any thread.
#pragma once

#include <string>

namespace weft {

// Names the exception being handled: its type, and its what() where it has one. Where none is (in a terminate
// handler), what std::terminate was called for.
std::string uncaught_words();

}  // namespace weft
