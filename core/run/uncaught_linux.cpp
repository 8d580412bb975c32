#include "run/uncaught_linux.h"

#include <cxxabi.h>
#include <dlfcn.h>

#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <typeinfo>

#include "check/execution.h"

namespace weft {
namespace {

// As std::exception_ptr: it owns what it points to, but nobody lives to see that go.
struct ExceptionPointer {
  void* object;
  ~ExceptionPointer() {}
};

// Of the module's runtime, not of ours. The last two are null where it is not libstdc++, whose type_info can
// say what catches what.
struct Runtime {
  std::type_info* (*type_of_current)() = nullptr;
  ExceptionPointer (*current)() = nullptr;
  const std::type_info* standard = nullptr;  // std::exception
} g_runtime;

std::string name_of(const std::type_info& type) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), &std::free);
  return name ? name.get() : type.name();
}

// What what() says, where there is such a thing.
std::string text_of_current(const std::type_info& type) {
  if (g_runtime.current == nullptr || g_runtime.standard == nullptr) return "";
  void* object = g_runtime.current().object;
  if (object == nullptr || !g_runtime.standard->__do_catch(&type, &object, 1)) return "";
  return std::string(": ") + static_cast<const std::exception*>(object)->what();
}

std::string thread_left() {
  for (std::size_t i = 1; i < execution()->agent_count(); ++i) {
    const Agent& agent = execution()->agent(AgentId(static_cast<std::uint32_t>(i)));
    if (agent.state != Agent::State::unused && !agent.joined && !agent.detached)
      return " without an exception; was a std::thread destroyed, or assigned to, that was neither joined "
             "nor detached "
             "(" +
             agent_name(agent.id) + ")?";
  }
  return " without an exception";
}

void on_terminate() {
  if (!g_modelled) std::abort();
  g_modelled = false;
  execution()->fail(Verdict::crash, [] {
    const std::type_info* const type = g_runtime.type_of_current();
    if (type == nullptr) return "std::terminate() was called" + thread_left();
    return "uncaught exception (nobody catches it, or it leaves a noexcept function) of type " +
           name_of(*type) + text_of_current(*type);
  });
}

template <class Function>
void find(void* handle, const char* name, Function& into) {
  into = reinterpret_cast<Function>(dlsym(handle, name));
}

bool is_libstdcxx(const void* address) {
  Dl_info info;
  return address != nullptr && dladdr(address, &info) != 0 &&
         std::string_view(info.dli_fname).find("libstdc++") != std::string_view::npos;
}

}  // namespace

void explain_terminate(void* handle) {
  using Handler = void (*)();
  Handler (*set_terminate)(Handler) = nullptr;
  find(handle, "_ZSt13set_terminatePFvvE", set_terminate);
  find(handle, "__cxa_current_exception_type", g_runtime.type_of_current);
  if (set_terminate == nullptr || g_runtime.type_of_current == nullptr) return;
  if (is_libstdcxx(reinterpret_cast<const void*>(set_terminate))) {
    find(handle, "_ZSt17current_exceptionv", g_runtime.current);
    find(handle, "_ZTISt9exception", g_runtime.standard);
  }
  set_terminate(on_terminate);
}

}  // namespace weft
