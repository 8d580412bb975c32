#include "run/module_linux.h"

#include <dlfcn.h>
#include <sys/mman.h>
#include <sys/single_threaded.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "contract/check.h"
#include "run/elf_image.h"
#include "run/harmless_calls.h"
#include "run/lasting_state.h"
#include "run/uncaught_linux.h"

namespace weft {
namespace {

std::set<std::uintptr_t> loaded_objects() {
  std::set<std::uintptr_t> bases;
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* into) {
        static_cast<std::set<std::uintptr_t>*>(into)->insert(info->dlpi_addr);
        return 0;
      },
      &bases);
  return bases;
}

// The dynamic linker loads files, not memory: hands it the image under a name of this process.
Result<void*> load_image(const ElfImage& image) {
  const int file = memfd_create("weft-module", MFD_CLOEXEC);
  if (file < 0) return Error{"no memory for the module"};
  const std::vector<unsigned char>& bytes = image.bytes();
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t n = write(file, bytes.data() + done, bytes.size() - done);
    if (n <= 0) return Error{"no memory for the module"};
    done += static_cast<std::size_t>(n);
  }
  void* handle = dlopen(("/proc/self/fd/" + std::to_string(file)).c_str(), RTLD_NOW | RTLD_LOCAL);
  close(file);
  if (handle == nullptr) return Error{std::string("the module cannot be loaded: ") + dlerror()};
  return handle;
}

// Writable segments without what relocation made read-only.
void add_segments(const dl_phdr_info& info, std::vector<ModuleLayout::Range>& data,
                  std::vector<ModuleLayout::Range>* code) {
  std::uintptr_t relro_end = 0;
  for (int i = 0; i < info.dlpi_phnum; ++i)
    if (info.dlpi_phdr[i].p_type == PT_GNU_RELRO) {
      const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
      relro_end = (info.dlpi_addr + info.dlpi_phdr[i].p_vaddr + info.dlpi_phdr[i].p_memsz) / page * page;
    }
  for (int i = 0; i < info.dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = info.dlpi_phdr[i];
    if (segment.p_type != PT_LOAD) continue;
    std::uintptr_t low = info.dlpi_addr + segment.p_vaddr;
    const std::uintptr_t end = low + segment.p_memsz;
    if ((segment.p_flags & PF_X) != 0 && code != nullptr) code->push_back({low, end - low});
    if ((segment.p_flags & PF_W) == 0) continue;
    if (relro_end > low) low = std::min(relro_end, end);
    if (low < end) data.push_back({low, end - low});
  }
}

struct LayoutSearch {
  std::uintptr_t base;
  const std::set<std::uintptr_t>* before;
  ModuleLayout layout;
};

int visit_object(dl_phdr_info* info, std::size_t, void* argument) {
  auto& search = *static_cast<LayoutSearch*>(argument);
  if (info->dlpi_addr == search.base) {
    add_segments(*info, search.layout.data, &search.layout.code);
  } else if (!search.before->contains(info->dlpi_addr)) {
    add_segments(*info, search.layout.shared, nullptr);
    search.layout.holds_all_state &= !keeps_something(info->dlpi_name);
  } else if (info->dlpi_name[0] != 0) {  // the first is the runner itself
    add_segments(*info, search.layout.others, nullptr);
  }
  return 0;
}

// The program's own copy of the C++ runtime: its streams are set up once, outside executions, and its
// exception state is swapped between agents.
void prepare_runtime(void* handle) {
  // The unwinder's tables are made at its first use, too late for an exception that comes through our frames.
  capture_frames({});
  // Model threads are unknown to the C library: libstdc++ would count references without atomics.
  __libc_single_threaded = 0;
  alignas(16) static std::array<char, 64> stream_guard;
  explain_terminate(handle);
  using Constructor = void (*)(void*);
  if (auto* const start_streams = reinterpret_cast<Constructor>(dlsym(handle, "_ZNSt8ios_base4InitC1Ev")))
    start_streams(stream_guard.data());
  if (auto* const globals = reinterpret_cast<void* (*)()>(dlsym(handle, "__cxa_get_globals")))
    use_exception_globals(globals());
}

}  // namespace

Result<CheckedModule> CheckedModule::load(const std::string& path) {
  Result<ElfImage> image = ElfImage::read(path);
  if (!image) return Error{image.error()};
  const ElfImage::Initialisers initialisers = image.value().take_initialisers();
  const std::set<std::uintptr_t> before = loaded_objects();
  Result<void*> handle = load_image(image.value());
  if (!handle) return Error{handle.error()};

  CheckedModule module;
  module.handle_ = handle.value();
  module.imports_ = image.value().undefined_symbols();
  link_map* map = nullptr;
  WEFT_CHECK(dlinfo(module.handle_, RTLD_DI_LINKMAP, &map) == 0);
  LayoutSearch search{map->l_addr, &before, {}};
  search.layout.holds_all_state = std::none_of(
      module.imports_.begin(), module.imports_.end(),
      [](const std::string& name) { return keeps_something(name, dlsym(RTLD_DEFAULT, name.c_str())); });
  dl_iterate_phdr(visit_object, &search);
  module.layout_ = std::move(search.layout);
  module.layout_.load_bias = map->l_addr;
  if (initialisers.init != 0)
    module.constructors_.push_back(reinterpret_cast<Constructor>(map->l_addr + initialisers.init));
  const auto* array = reinterpret_cast<const Constructor*>(map->l_addr + initialisers.array);
  module.constructors_.insert(module.constructors_.end(), array, array + initialisers.count);
  prepare_runtime(module.handle_);
  return module;
}

void* CheckedModule::find(const std::string& symbol) const {
  void* found = dlsym(handle_, symbol.c_str());
  Dl_info info;
  if (found == nullptr || dladdr(found, &info) == 0) return nullptr;
  return reinterpret_cast<std::uintptr_t>(info.dli_fbase) == layout_.load_bias ? found : nullptr;
}

void CheckedModule::run_constructors() const {
  char* arguments[] = {nullptr};
  for (const Constructor constructor : constructors_) constructor(0, arguments, environ);
}

bool CheckedModule::is_benchmark() const {
  const auto belongs = [](const std::string& name) {
    return name.starts_with("__VERIFIER_") || name == "reach_error";
  };
  return std::any_of(imports_.begin(), imports_.end(), belongs) || find("reach_error") != nullptr ||
         find("__VERIFIER_assert") != nullptr;
}

std::vector<std::string> CheckedModule::unmodelled_imports() const {
  std::vector<std::string> names;
  for (const std::string& name : imports_)
    if (!is_harmless_call(name) && provided_by_c_library(dlsym(RTLD_DEFAULT, name.c_str())))
      names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace weft
