#include "suite.h"

namespace litmus {

std::string with_all(const std::string& text, const std::string& old, const std::string& now) {
  std::string result;
  std::size_t begin = 0;
  for (std::size_t at; (at = text.find(old, begin)) != std::string::npos; begin = at + old.size())
    result += text.substr(begin, at - begin) + now;
  return result + text.substr(begin);
}

std::string with_orders(const std::string& program, const std::string& of_stores,
                        const std::string& of_loads) {
  return with_all(with_all(program, "STORE", of_stores), "LOAD", of_loads);
}

std::string relaxed(const std::string& program) { return with_orders(program, "relaxed", "relaxed"); }
std::string release_acquire(const std::string& program) { return with_orders(program, "release", "acquire"); }
std::string seq_cst(const std::string& program) { return with_orders(program, "seq_cst", "seq_cst"); }

std::string fenced(const std::string& program, const std::string& fence) {
  return relaxed(with_all(program, ";", "; fence(" + fence + ");"));
}

std::vector<Shape> all_shapes() {
  std::vector<Shape> all;
  for (const auto& some : {shapes_of_two_threads(), shapes_of_message_passing(), shapes_of_more_threads(),
                           shapes_of_coherence(), shapes_of_release_sequences()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace litmus
