// Whether what a program does is all in its own memory: in its variables, on its stacks and in its heap. Then
// a part of an execution can be undone by putting that memory back. What a library keeps for itself cannot be
// put back: where strtok() stands, what is in the buffer of a stream, how far a file was read.
#pragma once

#include <string>
#include <string_view>

namespace weft {

// Of a function or a variable, as a module names it, that is found at `address` (null: nowhere, so that it is
// not used). Functions of the C library that nobody has looked at are taken to keep something.
bool keeps_something(std::string_view name, const void* address);

// The same of a library that a module brings in: none but the C++ runtime has been looked at.
bool keeps_something(std::string_view library);

}  // namespace weft
