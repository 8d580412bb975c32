// Values as bytes, for another process of the same program.
// Errors: reading more than was written is a bug of ours.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

#include "contract/check.h"

namespace weft {

class ByteWriter {
 public:
  template <class T>
  requires std::is_trivially_copyable_v<T>
  void put(const T& value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void put_text(std::string_view text) {
    put(text.size());
    bytes_.append(text);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  template <class T>
  requires std::is_trivially_copyable_v<T> T get() {
    T value;
    std::memcpy(&value, next(sizeof value).data(), sizeof value);
    return value;
  }
  std::string get_text() { return std::string(next(get<std::size_t>())); }

 private:
  std::string_view next(std::size_t count) {
    WEFT_CHECK(count <= bytes_.size());
    const std::string_view front = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return front;
  }

  std::string_view bytes_;
};

}  // namespace weft
