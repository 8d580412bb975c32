#include "translation.h"

#include <sstream>

namespace litmus {

const char* const kHeaders =
    "#include <weft/exercise.h>\n#include <atomic>\n#include <mutex>\n#include <thread>\n"
    "using enum std::memory_order;\n\n";

namespace {

namespace oracle = weft::oracle;
using oracle::Kind;
using oracle::Operation;

class Translation {
 public:
  Translation(const oracle::Program& program, bool plain) : program_(program), plain_(plain) {}

  // Each location, mutex and register that there may be.
  std::string variables() const {
    std::string text = plain_ ? "int x = 0;\nstd::atomic<int> y{0}, z{0}, w{0};\n"
                              : "std::atomic<int> x{0}, y{0}, z{0}, w{0};\n";
    text += "std::mutex m, n;\n";
    for (std::size_t t = 0; t < program_.threads.size(); ++t)
      for (int reg = 0; reg < oracle::registers_of(program_.threads[t]); ++reg)
        text += "int " + name_of(t, reg) + " = 0;\n";
    return text;
  }

  // Functions, as the compiler takes long for closures.
  std::string threads() const {
    std::string text;
    for (std::size_t t = 0; t < program_.threads.size(); ++t) {
      text += "void thread" + std::to_string(t) + "() {\n";
      for (std::size_t i = 0; i < program_.threads[t].size(); ++i)
        text += "  " + statement(t, static_cast<int>(i));
      text += "}\n";
    }
    return text;
  }

  std::string run() const {
    std::string text = "  std::thread threads[] = {";
    for (std::size_t t = 0; t < program_.threads.size(); ++t)
      text += "std::thread(thread" + std::to_string(t) + "), ";
    return text + "};\n  for (std::thread& thread : threads) thread.join();\n";
  }

  // Of a word such as "1:r0" or "x".
  static std::string variable(const std::string& observed) {
    const std::size_t colon = observed.find(':');
    return colon == std::string::npos ? observed
                                      : name_of(std::stoul(observed), std::stoi(observed.substr(colon + 2)));
  }

 private:
  static std::string name_of(std::size_t thread, int reg) {
    return "t" + std::to_string(thread) + "_r" + std::to_string(reg);
  }

  std::string statement(std::size_t t, int index) const {
    const Operation& operation = program_.threads[t][static_cast<std::size_t>(index)];
    std::string text;
    if (operation.guard.reg != oracle::kNoRegister)
      text =
          "if (" + name_of(t, operation.guard.reg) + " == " + std::to_string(operation.guard.equals) + ") ";
    const std::string result = oracle::returns_value(operation.kind)
                                   ? name_of(t, oracle::register_of(program_.threads[t], index))
                                   : "";
    return text + expression(operation, value_of(operation, t), result) + ";\n";
  }

  static std::string value_of(const Operation& operation, std::size_t t) {
    const std::string constant = std::to_string(operation.value.constant);
    return operation.value.reg == oracle::kNoRegister ? constant
                                                      : name_of(t, operation.value.reg) + " + " + constant;
  }

  // `result`: the register that it sets, if any.
  std::string expression(const Operation& operation, const std::string& value,
                         const std::string& result) const {
    const std::string place(1, oracle::kLocationNames[static_cast<std::size_t>(operation.place)]);
    const std::string order = word_of(operation.order);
    const bool plain = plain_ && place == "x";
    switch (operation.kind) {
      case Kind::load:
        return result + " = " + (plain ? place : place + ".load(" + order + ")");
      case Kind::store:
        return plain ? place + " = " + value : place + ".store(" + value + ", " + order + ")";
      case Kind::fence:
        return "std::atomic_thread_fence(" + order + ")";
      case Kind::lock:
      case Kind::unlock:
        return std::string(1, oracle::kMutexNames[static_cast<std::size_t>(operation.place)]) + "." +
               word_of(operation.kind) + "()";
      case Kind::compare_exchange:
        return result + " = " + std::to_string(operation.expected) + ", " + place +
               ".compare_exchange_strong(" + result + ", " + value + ", " + order + ", " +
               word_of(operation.failure) + ")";
      default:
        return result + " = " + place + "." + word_of(operation.kind) + "(" + value + ", " + order + ")";
    }
  }

  static std::string word_of(oracle::Order order) {
    return std::string(oracle::kOrderNames[static_cast<std::size_t>(order)]);
  }
  static std::string word_of(Kind kind) {
    return std::string(oracle::kKindNames[static_cast<std::size_t>(kind)]);
  }

  const oracle::Program& program_;
  bool plain_;
};

}  // namespace

std::string scenario_of(const std::string& name, const oracle::Program& program, const std::string& observed,
                        bool plain) {
  const Translation translation(program, plain);
  std::string text = "namespace " + name + " {\n" + translation.variables() + translation.threads() +
                     "WEFT_SCENARIO(" + name + ") {\n" + translation.run() +
                     "  weft::observe(\"outcome\", std::string()";
  std::istringstream words(observed);
  for (std::string word; words >> word;) text += " + std::to_string(" + Translation::variable(word) + ")";
  return text + ");\n}\n}\n";
}

}  // namespace litmus
