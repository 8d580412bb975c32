// Bytes that streams read into or write from: made from any contiguous range of plain values.
//
//   std::array<char, 64> text;
//   stream.read(text);                     // all 64 bytes
//   stream.write_all({text.data(), 5});    // the first five
//   stream.write_all("hello");             // without the zero at its end
//
// Threads:    plain value.
// Blocking:   never.
// Ownership:  points to the caller's memory, which must stay until the operation has ended.
// Errors:     none; nobody checks that the memory is there.
// Complexity: O(1), but for the length of a text that ends in a zero.
#pragma once

#include <cstddef>
#include <cstring>
#include <ranges>
#include <type_traits>

namespace weft {

namespace detail {
template <class R>
concept bytes_range = std::ranges::contiguous_range<R> && std::ranges::sized_range<R> &&
    std::is_trivially_copyable_v<std::ranges::range_value_t<R>>;
}

struct buffer {
  std::byte* data = nullptr;
  std::size_t size = 0;

  buffer(void* to, std::size_t bytes) : data(static_cast<std::byte*>(to)), size(bytes) {}
  template <detail::bytes_range R>
  requires(!std::is_const_v<std::remove_reference_t<std::ranges::range_reference_t<R>>>) buffer(R&& range)
      : buffer(std::ranges::data(range), std::ranges::size(range) * sizeof(std::ranges::range_value_t<R>)) {}

  buffer from(std::size_t offset) const { return {data + offset, size - offset}; }
};

struct const_buffer {
  const std::byte* data = nullptr;
  std::size_t size = 0;

  const_buffer(const void* at, std::size_t bytes) : data(static_cast<const std::byte*>(at)), size(bytes) {}
  const_buffer(const char* text) : const_buffer(text, std::strlen(text)) {}
  template <detail::bytes_range R>
  const_buffer(const R& range)
      : const_buffer(std::ranges::data(range),
                     std::ranges::size(range) * sizeof(std::ranges::range_value_t<R>)) {}

  const_buffer from(std::size_t offset) const { return {data + offset, size - offset}; }
};

}  // namespace weft
