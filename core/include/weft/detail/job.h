// Something to be called once: a function object of any type, moved into place. 48 bytes lie in
// the job itself, more on the heap.
// Threads: one at a time.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace weft::detail {

class job {
 public:
  static constexpr std::size_t kInside = 48;

  job() = default;
  template <class F>
  requires(!std::is_same_v<std::decay_t<F>, job>) explicit job(F&& function) {
    using Closure = std::decay_t<F>;
    if constexpr (sizeof(Closure) <= kInside && alignof(Closure) <= alignof(std::max_align_t) &&
                  std::is_nothrow_move_constructible_v<Closure>) {
      new (bytes_) Closure(std::forward<F>(function));
      kind_ = &kKind<Closure>;
    } else {
      *this = job([boxed = std::make_unique<Closure>(std::forward<F>(function))] { (*boxed)(); });
    }
  }
  job(job&& other) noexcept { take(other); }
  job& operator=(job&& other) noexcept {
    reset();
    take(other);
    return *this;
  }
  ~job() { reset(); }

  explicit operator bool() const { return kind_ != nullptr; }
  void operator()() { kind_->call(bytes_); }
  void reset() {
    if (const Kind* const kind = std::exchange(kind_, nullptr); kind != nullptr && kind->destroy != nullptr)
      kind->destroy(bytes_);
  }

 private:
  struct Kind {
    void (*call)(void*);
    void (*move)(void* to, void* from);  // and destroys `from`; null: bytes are copied
    void (*destroy)(void*);              // null: nothing to do
  };
  template <class F>
  static void call(void* at) {
    (*std::launder(static_cast<F*>(at)))();
  }
  template <class F>
  static void move(void* to, void* from) {
    F& closure = *std::launder(static_cast<F*>(from));
    new (to) F(std::move(closure));
    closure.~F();
  }
  template <class F>
  static void destroy(void* at) {
    std::launder(static_cast<F*>(at))->~F();
  }
  template <class F>
  static constexpr Kind kKind{call<F>, std::is_trivially_copyable_v<F> ? nullptr : move<F>,
                              std::is_trivially_destructible_v<F> ? nullptr : destroy<F>};

  void take(job& other) {
    kind_ = std::exchange(other.kind_, nullptr);
    if (kind_ == nullptr) return;
    if (kind_->move == nullptr)
      std::memcpy(bytes_, other.bytes_, kInside);
    else
      kind_->move(bytes_, other.bytes_);
  }

  const Kind* kind_ = nullptr;
  alignas(std::max_align_t) std::byte bytes_[kInside];
};

}  // namespace weft::detail
