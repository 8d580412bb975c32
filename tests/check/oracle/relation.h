// Relations between events as boolean matrices, with the operators that the axioms of memory models use.
// Shape:   size x size, size <= kMaxEvents; row a holds a bit for each b that a is related to.
// Threads: plain value; no locking.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace weft::oracle {

inline constexpr int kMaxEvents = 64;

class Relation {
 public:
  Relation() = default;
  explicit Relation(int size) : size_(size) {}

  int size() const { return size_; }
  void add(int a, int b) { rows_[a] |= bit(b); }
  bool has(int a, int b) const { return (rows_[a] & bit(b)) != 0; }

  bool empty() const {
    for (int a = 0; a < size_; ++a)
      if (rows_[a] != 0) return false;
    return true;
  }
  bool irreflexive() const {
    for (int a = 0; a < size_; ++a)
      if (has(a, a)) return false;
    return true;
  }

  friend Relation operator|(Relation left, const Relation& right) {
    for (int a = 0; a < left.size_; ++a) left.rows_[a] |= right.rows_[a];
    return left;
  }
  friend Relation operator&(Relation left, const Relation& right) {
    for (int a = 0; a < left.size_; ++a) left.rows_[a] &= right.rows_[a];
    return left;
  }
  friend Relation operator-(Relation left, const Relation& right) {
    for (int a = 0; a < left.size_; ++a) left.rows_[a] &= ~right.rows_[a];
    return left;
  }

  // left; right
  friend Relation seq(const Relation& left, const Relation& right) {
    Relation result(left.size_);
    for (int a = 0; a < left.size_; ++a)
      for (std::uint64_t rest = left.rows_[a]; rest != 0; rest &= rest - 1)
        result.rows_[a] |= right.rows_[std::countr_zero(rest)];
    return result;
  }
  template <class... More>
  friend Relation seq(const Relation& first, const Relation& second, const More&... more) {
    return seq(seq(first, second), more...);
  }

  friend Relation inverse(const Relation& relation) {
    Relation result(relation.size_);
    for (int a = 0; a < relation.size_; ++a)
      for (int b = 0; b < relation.size_; ++b)
        if (relation.has(a, b)) result.add(b, a);
    return result;
  }

  // The transitive closure, by Warshall's algorithm.
  friend Relation plus(Relation relation) {
    for (int via = 0; via < relation.size_; ++via)
      for (int a = 0; a < relation.size_; ++a)
        if (relation.has(a, via)) relation.rows_[a] |= relation.rows_[via];
    return relation;
  }

  // The reflexive closure, written r? in papers.
  friend Relation optional(Relation relation) {
    for (int a = 0; a < relation.size_; ++a) relation.add(a, a);
    return relation;
  }

 private:
  static std::uint64_t bit(int b) { return std::uint64_t{1} << b; }

  int size_ = 0;
  std::array<std::uint64_t, kMaxEvents> rows_ = {};
};

inline bool acyclic(const Relation& relation) { return plus(relation).irreflexive(); }

}  // namespace weft::oracle
