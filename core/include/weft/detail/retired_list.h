// Objects that nobody can find any more, waiting until nobody looks at them either.
// Threads:  any.
// Blocking: never, but for what the objects' destructors do.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace weft::detail {

class retired_list {
 public:
  struct entry {
    void* object;
    void (*destroy)(void* object);
    std::uint64_t epoch;
    entry* next;
  };

  retired_list() = default;
  ~retired_list() {
    sweep([](const entry&) { return true; });
  }
  retired_list(const retired_list&) = delete;
  retired_list& operator=(const retired_list&) = delete;

  // Relaxed, here and below: a guess at when a sweep is worth it.
  std::size_t size() const { return size_.load(std::memory_order_relaxed); }

  void push(void* object, void (*destroy)(void*), std::uint64_t epoch = 0) {
    put_back(*new entry{object, destroy, epoch, nullptr});
    size_.fetch_add(1, std::memory_order_relaxed);
  }

  // Destroys those of which `is_free(entry)` holds. Several sweeps at once share the entries. Acquire: the
  // entries are whole, and what was done before they were retired is seen.
  template <class F>
  void sweep(F&& is_free) {
    entry* at = first_.exchange(nullptr, std::memory_order_acquire);
    while (at != nullptr) {
      entry* const next = std::exchange(at->next, nullptr);
      if (is_free(*at)) {
        size_.fetch_sub(1, std::memory_order_relaxed);
        at->destroy(at->object);
        delete at;
      } else {
        put_back(*at);
      }
      at = next;
    }
  }

 private:
  // Release: pairs with the exchange in sweep().
  void put_back(entry& one) {
    one.next = first_.load(std::memory_order_relaxed);
    while (
        !first_.compare_exchange_weak(one.next, &one, std::memory_order_release, std::memory_order_relaxed)) {
    }
  }

  std::atomic<entry*> first_{nullptr};
  std::atomic<std::size_t> size_{0};
};

template <class T>
void destroy_as(void* object) {
  delete static_cast<T*>(object);
}

}  // namespace weft::detail
