// The text form of programs, both ways.
#include <charconv>
#include <span>
#include <stdexcept>

#include "check/oracle/program.h"

namespace weft::oracle {
namespace {

std::string reg_name(int reg) { return "r" + std::to_string(reg); }

std::string text_of(const Term& term) {
  if (term.reg == kNoRegister) return std::to_string(term.constant);
  return reg_name(term.reg) + (term.constant == 0 ? "" : " + " + std::to_string(term.constant));
}

std::string arguments_of(const Operation& operation) {
  const std::string location(1, kLocationNames[operation.place]);
  const std::string order(kOrderNames[static_cast<int>(operation.order)]);
  const std::string failure(kOrderNames[static_cast<int>(operation.failure)]);
  switch (operation.kind) {
    case Kind::load:
      return location + ", " + order;
    case Kind::fence:
      return order;
    case Kind::lock:
    case Kind::unlock:
      return std::string(1, kMutexNames[operation.place]);
    case Kind::compare_exchange:
      return location + ", " + std::to_string(operation.expected) + ", " + text_of(operation.value) + ", " +
             order + ", " + failure;
    default:
      return location + ", " + text_of(operation.value) + ", " + order;
  }
}

std::string text_of(const Thread& thread, int index) {
  const Operation& operation = thread[index];
  std::string text;
  if (operation.guard.reg != kNoRegister)
    text += "if " + reg_name(operation.guard.reg) + " == " + std::to_string(operation.guard.equals) + ": ";
  if (returns_value(operation.kind)) text += reg_name(register_of(thread, index)) + " = ";
  return text + std::string(kKindNames[static_cast<int>(operation.kind)]) + "(" + arguments_of(operation) +
         ")";
}

std::string text_of(const Thread& thread) {
  std::string text;
  for (int index = 0; index < static_cast<int>(thread.size()); ++index)
    text += (index == 0 ? "" : "; ") + text_of(thread, index);
  return text;
}

// Reads the text from its beginning on.
class Parser {
 public:
  explicit Parser(std::string_view text) : rest_(text) {}

  Program program() {
    Program program;
    do {
      program.threads.push_back(thread());
    } while (accept("||"));
    if (!rest_.empty()) fail("; or ||");
    return program;
  }

 private:
  [[noreturn]] void fail(const std::string& expected) const {
    throw std::invalid_argument("expected " + expected + " before \"" + std::string(rest_) + "\"");
  }

  void skip_space() {
    while (!rest_.empty() && std::string_view(" \n\t").find(rest_.front()) != std::string_view::npos)
      rest_.remove_prefix(1);
  }
  bool accept(std::string_view token) {
    skip_space();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    skip_space();
    return true;
  }
  void expect(std::string_view token) {
    if (!accept(token)) fail(std::string(token));
  }

  std::int64_t number() {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc()) fail("a number");
    rest_.remove_prefix(end - rest_.data());
    return value;
  }

  // Which of the names comes first. None is the beginning of another.
  int name(std::span<const std::string_view> names, const std::string& what) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (accept(names[i])) return static_cast<int>(i);
    fail(what);
  }
  int letter(std::string_view letters, const std::string& what) {
    const std::size_t found = rest_.empty() ? std::string_view::npos : letters.find(rest_.front());
    if (found == std::string_view::npos) fail(what);
    rest_.remove_prefix(1);
    return static_cast<int>(found);
  }

  int reg() {
    expect("r");
    return static_cast<int>(number());
  }

  Term term() {
    if (!rest_.starts_with("r")) return {kNoRegister, number()};
    const int source = reg();
    return {source, accept("+") ? number() : 0};
  }

  Order order() { return static_cast<Order>(name(kOrderNames, "an order")); }

  std::int64_t number_after_comma() {
    expect(",");
    return number();
  }
  Order order_after_comma() {
    expect(",");
    return order();
  }
  Term term_after_comma() {
    expect(",");
    return term();
  }

  void arguments(Operation& operation) {
    if (operation.kind == Kind::fence) {
      operation.order = order();
    } else if (!accesses_location(operation.kind)) {
      operation.place = letter(kMutexNames, "a mutex");
    } else {
      operation.place = letter(kLocationNames, "a location");
      if (operation.kind == Kind::compare_exchange) operation.expected = number_after_comma();
      if (may_write(operation.kind)) operation.value = term_after_comma();
      operation.order = order_after_comma();
      if (operation.kind == Kind::compare_exchange) operation.failure = order_after_comma();
    }
  }

  Guard guard() {
    if (!accept("if ")) return {};
    const int source = reg();
    expect("==");
    const Guard guard{source, number()};
    expect(":");
    return guard;
  }

  Operation operation(const Thread& before) {
    Operation operation;
    operation.guard = guard();
    const std::string result = reg_name(registers_of(before));
    const bool has_result = accept(result + " =");
    operation.kind = static_cast<Kind>(name(kKindNames, "an operation"));
    if (has_result != returns_value(operation.kind)) fail(result + " = where an operation has a value");
    expect("(");
    arguments(operation);
    expect(")");
    return operation;
  }

  Thread thread() {
    Thread thread;
    skip_space();
    if (rest_.empty() || rest_.starts_with("||")) return thread;
    do {
      thread.push_back(operation(thread));
    } while (accept(";"));
    return thread;
  }

  std::string_view rest_;
};

}  // namespace

std::string to_text(const Program& program) {
  std::string text;
  for (std::size_t i = 0; i < program.threads.size(); ++i)
    text += (i == 0 ? "" : "|| ") + text_of(program.threads[i]) + "\n";
  return text;
}

Program parse(std::string_view text) {
  const Program program = Parser(text).program();
  if (const std::string why = why_invalid(program); !why.empty()) throw std::invalid_argument(why);
  return program;
}

}  // namespace weft::oracle
