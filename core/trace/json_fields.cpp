#include "trace/json_fields.h"

#include <cmath>

namespace weft {

namespace {

// Largest double below 2^64: JavaScript writes 2^64 - 1 as 18446744073709552000, which no longer fits.
constexpr double kTwoTo64 = 18446744073709551616.0;

}  // namespace

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Result<Json> parse_object(std::string_view text, std::string_view what) {
  Json json = Json::parse(text.begin(), text.end(), nullptr, false);
  if (json.is_discarded()) return Error{std::string(what) + ": this is not JSON"};
  if (!json.is_object()) return Error{std::string(what) + ": the top level must be a JSON object"};
  return json;
}

void FieldReader::read(const std::string& at, const Json& json, std::string& out) {
  if (!json.is_string()) return fail(at, "must be a string");
  out = json.get_ref<const std::string&>();
}

void FieldReader::read(const std::string& at, const Json& json, bool& out) {
  if (!json.is_boolean()) return fail(at, "must be true or false");
  out = json.get<bool>();
}

void FieldReader::read(const std::string& at, const Json& json, double& out) {
  if (!json.is_number()) return fail(at, "must be a number");
  out = json.get<double>();
}

void FieldReader::read(const std::string& at, const Json& json, int& out) {
  if (!json.is_number_integer()) return fail(at, "must be a whole number");
  const auto wide = json.get<std::int64_t>();
  if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
    return fail(at, "is out of range");
  out = static_cast<int>(wide);
}

void FieldReader::read(const std::string& at, const Json& json, std::uint32_t& out) {
  std::uint64_t wide = 0;
  read(at, json, wide);
  if (wide > std::numeric_limits<std::uint32_t>::max()) return fail(at, "is out of range");
  out = static_cast<std::uint32_t>(wide);
}

void FieldReader::read(const std::string& at, const Json& json, std::uint64_t& out) {
  if (json.is_number_unsigned()) {
    out = json.get<std::uint64_t>();
  } else if (json.is_number_float()) {
    const double value = json.get<double>();
    if (!(value >= 0) || value > kTwoTo64 || value != std::floor(value))
      return fail(at, "must be a whole number, not negative");
    out = value >= kTwoTo64 ? ~std::uint64_t{0} : static_cast<std::uint64_t>(value);
  } else {
    fail(at, "must be a whole number, not negative");
  }
}

void FieldReader::read(const std::string& at, const Json& json, std::vector<Step>& out) {
  if (!json.is_string()) return fail(at, "must be a string of steps");
  Result<std::vector<Step>> steps = parse_steps(json.get_ref<const std::string&>());
  if (!steps) return fail(at, "is malformed: " + steps.error());
  out = std::move(steps).value();
}

void FieldReader::read(const std::string& at, const Json& json, std::vector<GraphStep>& out) {
  if (!json.is_string()) return fail(at, "must be a string of steps");
  Result<std::vector<GraphStep>> steps = parse_graph(json.get_ref<const std::string&>());
  if (!steps) return fail(at, "is malformed: " + steps.error());
  out = std::move(steps).value();
}

}  // namespace weft
