// Variants of one litmus program, in which STORE and LOAD stand for orders. Threads: any.
#pragma once

#include <string>

namespace weft::oracle {

inline std::string with_all(const std::string& text, const std::string& old, const std::string& now) {
  std::string result;
  std::size_t begin = 0;
  for (std::size_t at; (at = text.find(old, begin)) != std::string::npos; begin = at + old.size())
    result += text.substr(begin, at - begin) + now;
  return result + text.substr(begin);
}

inline std::string with_orders(const std::string& program, const std::string& of_stores,
                               const std::string& of_loads) {
  return with_all(with_all(program, "STORE", of_stores), "LOAD", of_loads);
}
inline std::string relaxed(const std::string& program) { return with_orders(program, "relaxed", "relaxed"); }
inline std::string release_acquire(const std::string& program) {
  return with_orders(program, "release", "acquire");
}
inline std::string seq_cst(const std::string& program) { return with_orders(program, "seq_cst", "seq_cst"); }

// Relaxed, with fences between the operations of each thread.
inline std::string fenced(const std::string& program, const std::string& fence = "seq_cst") {
  return relaxed(with_all(program, ";", "; fence(" + fence + ");"));
}

}  // namespace weft::oracle
