// One list of fields per struct serves both directions: FieldWriter puts each field into a JSON object,
// FieldReader takes it out again and checks its type. For codec.cpp and run/request.cpp only.
//
//   template <class V> void fields(V& v, Field<V, Budget>& b) { v("seconds", b.seconds); ... }
//
// A field that is absent keeps the member's default unless it is `required`.
// Errors: the first one sticks in FieldReader::error(), with the path of the field. Nothing throws, so that
// it also
//         works where exceptions are off.
#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "contract/ids.h"
#include "contract/result.h"
#include "trace/outcome.h"

namespace weft {

using Json = nlohmann::ordered_json;  // keeps "verdict" at the top

// How many words an enum has; its words are to_string() of 0 .. count - 1.
template <class E>
inline constexpr int kWordCount = 0;
template <>
inline constexpr int kWordCount<Verdict> = kVerdictCount;
template <>
inline constexpr int kWordCount<Op> = kOpCount;
template <>
inline constexpr int kWordCount<Mode> = 2;
template <>
inline constexpr int kWordCount<Certainty> = 4;
template <>
inline constexpr int kWordCount<Granularity> = 3;
template <>
inline constexpr int kWordCount<Variant> = 3;

enum class Need { optional, required };
inline constexpr Need required = Need::required;

class FieldWriter {
 public:
  static constexpr bool kWrites = true;

  template <class T>
  void operator()(const char* name, const T& value, Need = Need::optional) {
    object_[name] = to_json(value);
  }
  template <class T>
  void operator()(const char* name, const std::optional<T>& value, Need = Need::optional) {
    if (value) object_[name] = to_json(*value);
  }

  Json take() { return std::move(object_); }

 private:
  template <class T>
  static Json to_json(const T& value);
  template <class T>
  static Json to_json(const std::vector<T>& values) {
    Json array = Json::array();
    for (const T& value : values) array.push_back(to_json(value));
    return array;
  }
  template <class Tag>
  static Json to_json(const Id<Tag>& id) {
    return id ? Json(id.value) : Json(nullptr);
  }
  static Json to_json(const std::vector<Step>& steps) { return format_steps(steps); }
  static Json to_json(const std::vector<GraphStep>& steps) { return format_graph(steps); }

  Json object_ = Json::object();
};

class FieldReader {
 public:
  static constexpr bool kWrites = false;

  explicit FieldReader(const Json& object) : object_(&object) {}

  template <class T>
  void operator()(const char* name, T& value, Need need = Need::optional) {
    if (!error_.empty()) return;
    const auto found = object_->find(name);
    if (found == object_->end()) {
      if (need == Need::required) fail(path_ + name, "is missing");
      return;
    }
    read(path_ + name, *found, value);
  }

  const std::string& error() const { return error_; }

 private:
  void fail(const std::string& where, const std::string& what) {
    if (error_.empty()) error_ = where + " " + what;
  }

  void read(const std::string& at, const Json& json, std::string& out);
  void read(const std::string& at, const Json& json, bool& out);
  void read(const std::string& at, const Json& json, double& out);
  void read(const std::string& at, const Json& json, int& out);
  void read(const std::string& at, const Json& json, std::uint32_t& out);
  void read(const std::string& at, const Json& json, std::uint64_t& out);
  void read(const std::string& at, const Json& json, std::vector<Step>& out);
  void read(const std::string& at, const Json& json, std::vector<GraphStep>& out);

  template <class Tag>
  void read(const std::string& at, const Json& json, Id<Tag>& out) {
    out = Id<Tag>();
    if (!json.is_null()) read(at, json, out.value);
  }

  template <class T>
  void read(const std::string& at, const Json& json, std::optional<T>& out) {
    out.reset();
    if (!json.is_null()) read(at, json, out.emplace());
  }

  template <class T>
  void read(const std::string& at, const Json& json, std::vector<T>& out) {
    out.clear();
    if (!json.is_array()) return fail(at, "must be an array");
    for (std::size_t i = 0; i < json.size() && error_.empty(); ++i)
      read(at + "[" + std::to_string(i) + "]", json[i], out.emplace_back());
  }

  template <class T>
  void read(const std::string& at, const Json& json, T& out);  // enums and structs

  template <class E>
  void read_word(const std::string& at, const Json& json, E& out) {
    std::string word;
    read(at, json, word);
    for (int i = 0; i < kWordCount<E>; ++i)
      if (to_string(static_cast<E>(i)) == word) return void(out = static_cast<E>(i));
    fail(at, "has the unknown word '" + word.substr(0, 40) + "'");
  }

  const Json* object_;
  std::string path_;
  std::string error_;
};

// The second parameter of a field list: const when written, mutable when read.
template <class V, class T>
using Field = std::conditional_t<V::kWrites, const T, T>;

template <class T>
Json FieldWriter::to_json(const T& value) {
  if constexpr (std::is_enum_v<T>) {
    return std::string(to_string(value));
  } else if constexpr (std::is_class_v<T> && !std::is_same_v<T, std::string>) {
    FieldWriter writer;
    fields(writer, value);
    return writer.take();
  } else {
    return value;
  }
}

template <class T>
void FieldReader::read(const std::string& at, const Json& json, T& out) {
  if constexpr (std::is_enum_v<T>) {
    read_word(at, json, out);
  } else {
    if (!json.is_object()) return fail(at, "must be an object");
    FieldReader inner(json);
    inner.path_ = at + ".";
    fields(inner, out);
    if (error_.empty()) error_ = inner.error_;
  }
}

template <class T>
Json fields_of(const T& value) {
  FieldWriter writer;
  fields(writer, value);
  return writer.take();
}

std::string dump(const Json& json);  // one line; bytes that are not UTF-8 become U+FFFD

// Parses `text`; `what` names it in errors ("schedule").
Result<Json> parse_object(std::string_view text, std::string_view what);

template <class T>
Result<T> parse_fields(const Json& json, std::string_view what) {
  T value;
  FieldReader reader(json);
  fields(reader, value);
  if (!reader.error().empty()) return Error{std::string(what) + ": field " + reader.error()};
  return value;
}

// Field lists of the plain data that several documents hold.
template <class V>
void fields(V& v, Field<V, Schedule>& s) {
  int version = s.graph.empty() ? Schedule::kVersionWithoutGraph : Schedule::kVersion;
  v("weft_schedule", version);
  v("program", s.program);
  v("hash", s.hash);
  v("scenario", s.scenario, required);
  v("granularity", s.granularity);
  v("sources", s.sources);
  v("arguments", s.arguments);
  v("steps", s.steps, required);
  if (!V::kWrites || !s.graph.empty()) v("graph", s.graph);
  if (!V::kWrites || s.circle > 0) v("circle", s.circle);
}

}  // namespace weft
