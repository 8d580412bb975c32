// A vector that is empty most of the time: to assign an empty one to another takes no call. What a checkpoint
// keeps of an execution has dozens of them.
#pragma once

#include <vector>

namespace weft {

template <class T>
struct MostlyEmpty : std::vector<T> {
  using std::vector<T>::vector;
  using std::vector<T>::operator=;
  MostlyEmpty() = default;
  MostlyEmpty(const MostlyEmpty&) = default;
  MostlyEmpty(MostlyEmpty&&) = default;
  MostlyEmpty& operator=(MostlyEmpty&&) = default;
  MostlyEmpty& operator=(const MostlyEmpty& other) {
    if (!this->empty() || !other.empty()) std::vector<T>::operator=(other);
    return *this;
  }
};

}  // namespace weft
