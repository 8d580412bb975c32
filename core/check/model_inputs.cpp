#include "check/model_inputs.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "check/execution.h"

namespace weft::model {
namespace {

Execution& x() { return *execution(); }

constexpr std::uint32_t kSmallBits = 8;  // of types whose values are all tried

std::uint64_t extend(std::uint64_t value, InputType type) {
  const std::uint32_t unused = 64 - type.bits;
  if (!type.is_signed) return value << unused >> unused;
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(value << unused) >> unused);
}

// 0, 1, -1, 2, -2, ...
std::uint64_t value_near_zero(std::uint32_t way) {
  const std::uint64_t size = (way + 1) / 2;
  return way % 2 == 1 ? size : ~size + 1;
}

// Of any size, small ones as likely as large ones; depends on nothing but which input this is. Source:
// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
std::uint64_t drawn_value(std::uint32_t way) {
  const Agent& self = x().self();
  std::uint64_t z = (std::uint64_t{self.id.value} << 40) + (std::uint64_t{self.inputs} << 8) + way;
  z *= 0x9e3779b97f4a7c15ull;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  z ^= z >> 31;
  return z >> (z % 63);
}

std::uint64_t sampled_value(std::uint32_t way, InputType type) {
  const std::uint64_t largest = ~std::uint64_t{0} >> (64 - type.bits + (type.is_signed ? 1 : 0));
  const std::array<std::uint64_t, 7> special = {0, 1, ~std::uint64_t{0}, 2, 3, largest, largest / 2 + 1};
  if (way == special.size() - 1 && type.is_signed) return ~largest;  // the smallest
  return way < special.size() ? special[way] : drawn_value(way);
}

void record_input(const char* function, const std::string& value) {
  if (Event* event = x().record(Op::note)) event->text = std::string(function) + "() gives " + value;
}

std::uint32_t choose_sample() {
  x().note_sampled();
  return x().choose_input(x().settings().input_samples);
}

}  // namespace

std::uint64_t input(const char* function, InputType type) {
  ++x().self().inputs;
  const bool is_small = type.bits <= kSmallBits;
  const std::uint32_t way = is_small ? x().choose_input(1u << type.bits) : choose_sample();
  const std::uint64_t value = extend(is_small ? value_near_zero(way) : sampled_value(way, type), type);
  record_input(function,
               type.is_signed ? std::to_string(static_cast<std::int64_t>(value)) : std::to_string(value));
  return value;
}

double floating_input(const char* function) {
  ++x().self().inputs;
  using Limits = std::numeric_limits<double>;
  constexpr std::array kSpecial = {
      0.0, 1.0, -1.0, 0.5, Limits::max(), Limits::denorm_min(), Limits::infinity(), Limits::quiet_NaN()};
  const std::uint32_t way = choose_sample();
  const double value = way < kSpecial.size()
                           ? kSpecial[way]
                           : static_cast<double>(static_cast<std::int64_t>(drawn_value(way)));
  record_input(function, std::to_string(value));
  return value;
}

void assume(bool holds) {
  if (!holds) x().rule_out();
}

}  // namespace weft::model
