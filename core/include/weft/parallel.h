// Loops that use all workers.
//
//   weft::parallel_for(0, 1'000'000, [&](int i) { out[i] = f(in[i]); });
//   double sum = weft::parallel_reduce(0, n, 0.0, [&](int i) { return x[i]; }, std::plus<>());
//
// Both cut the range into chunks of `grain` indices. Helpers (fibers of the current scheduler) take one
// chunk after another; each invites one more helper before it begins, so that idle workers join one
// after another, as many as there are.
//
// Threads:    any agent; bodies run at the same time. They may wait, and may contain such loops themselves.
// Blocking:   until all is done.
// Errors:     the first exception of a body is rethrown when the running chunks
//             are done; no further ones are begun.
// Order:      of the chunks: none for parallel_for. parallel_reduce combines inside a chunk and then
//             the chunks from first to last: the result depends on the range and the grain, not on
//             workers or timing, floats included.
// Complexity: as the loop, and some 100 ns a chunk. Without a grain: 256 chunks at most.
// Source:     self-scheduling: Tang and Yew, "Processor Self-Scheduling for
//             Multiple-Nested Parallel Loops", ICPP 1986.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "weft/scheduler.h"

namespace weft {

struct parallel_settings {
  std::size_t grain = 0;  // indices that one agent does in a row; 0: chosen by the length of the range alone
};

namespace detail {

// Calls `body(context, chunk)` for 0 <= chunk < count.
void run_chunks(std::size_t count, void (*body)(void* context, std::size_t chunk), void* context);

inline constexpr std::size_t kMostChunks = 256;

// A range of indices in chunks. Numbers of 64 bits, since an index may be wider than a pointer.
template <class Index>
struct chunks {
  static_assert(std::is_integral_v<Index>);
  chunks(Index from, Index to, const parallel_settings& settings)
      : first(from),
        length(from < to ? static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from) : 0),
        grain(settings.grain > 0 ? settings.grain : length / kMostChunks + (length % kMostChunks > 0)) {}

  std::size_t count() const { return length == 0 ? 0 : static_cast<std::size_t>((length - 1) / grain + 1); }
  template <class F>
  void for_each(std::size_t chunk, F&& call) const {
    const std::uint64_t begin = chunk * grain;
    const std::uint64_t end = grain < length - begin ? begin + grain : length;
    for (std::uint64_t i = begin; i < end; ++i)
      call(static_cast<Index>(static_cast<std::uint64_t>(first) + i));
  }

  Index first;
  std::uint64_t length, grain;
};

template <class F>
void for_each_chunk(std::size_t count, const F& body) {
  run_chunks(
      count, [](void* context, std::size_t chunk) { (*static_cast<const F*>(context))(chunk); },
      const_cast<F*>(&body));
}

}  // namespace detail

// body(i) for first <= i < last.
template <class Index, class Body>
void parallel_for(Index first, std::type_identity_t<Index> last, Body&& body,
                  const parallel_settings& settings = {}) {
  const detail::chunks<Index> chunks(first, last, settings);
  const auto run = [&](std::size_t chunk) { chunks.for_each(chunk, body); };
  detail::for_each_chunk(chunks.count(), run);
}

// combine(...combine(identity, map(first))..., map(last - 1)), bracketed by chunks. `combine` must be
// associative up to what the caller accepts; `identity` begins every chunk.
template <class Index, class T, class Map, class Combine>
T parallel_reduce(Index first, std::type_identity_t<Index> last, T identity, Map&& map, Combine&& combine,
                  const parallel_settings& settings = {}) {
  const detail::chunks<Index> chunks(first, last, settings);
  std::vector<std::optional<T>> parts(chunks.count());
  const auto run = [&](std::size_t chunk) {
    T part = identity;
    chunks.for_each(chunk, [&](Index i) { part = combine(std::move(part), map(i)); });
    parts[chunk].emplace(std::move(part));
  };
  detail::for_each_chunk(parts.size(), run);
  T whole = std::move(identity);
  for (std::optional<T>& part : parts) whole = combine(std::move(whole), std::move(*part));
  return whole;
}

}  // namespace weft
