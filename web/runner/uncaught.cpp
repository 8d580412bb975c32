#include "runner/uncaught.h"

#include <cxxabi.h>

#include <cstdlib>
#include <exception>
#include <memory>
#include <typeinfo>

namespace weft {

namespace {

std::string type_words() {
  const std::type_info* type = abi::__cxa_current_exception_type();
  if (type == nullptr) return "an exception";
  int problem = 0;
  const std::unique_ptr<char, decltype(&std::free)> readable(
      abi::__cxa_demangle(type->name(), nullptr, nullptr, &problem), std::free);
  return std::string("an exception of type ") + (problem == 0 ? readable.get() : type->name());
}

}  // namespace

std::string uncaught_words() {
  if (std::current_exception() == nullptr)  // std::terminate, before any handler began
    return std::uncaught_exceptions() > 0 ? "an exception left a function that is noexcept, or a destructor"
                                          : "std::terminate was called";
  const std::string words = type_words() + " was not caught";
  try {
    throw;
  } catch (const std::exception& error) {
    return words + ": " + error.what();
  } catch (...) {
    return words;
  }
}

}  // namespace weft
