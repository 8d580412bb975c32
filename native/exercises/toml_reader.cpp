#include "exercises/toml_reader.h"

namespace weft {

std::string at_source(const toml::source_region& where, const std::string& message) {
  const std::string file = where.path ? *where.path : std::string("exercise.toml");
  return file + ":" + std::to_string(where.begin.line) + ":" + std::to_string(where.begin.column) + ": " +
         message;
}

void TomlReader::complain(const toml::node& at, const std::string& what) {
  if (error_.empty()) error_ = at_source(at.source(), what);
}

const toml::node& TomlReader::node(const char* key) const {
  const toml::node* found = table_.get(key);
  return found ? *found : static_cast<const toml::node&>(table_);
}

const toml::node* TomlReader::find(const char* key, bool required) {
  known_.insert(key);
  const toml::node* found = table_.get(key);
  if (!found && required) complain(table_, what_ + " needs the key '" + key + "'");
  return found;
}

std::string TomlReader::text(const char* key, bool required) {
  const toml::node* found = find(key, required);
  if (!found) return "";
  if (const auto value = found->value_exact<std::string>()) return *value;
  complain(*found, std::string("'") + key + "' must be a string");
  return "";
}

double TomlReader::number(const char* key, std::optional<double> fallback, double low, double high) {
  const toml::node* found = find(key, !fallback.has_value());
  if (!found) return fallback.value_or(0);
  const std::optional<double> value = found->is_number() ? found->value<double>() : std::nullopt;
  if (!value)
    complain(*found, std::string("'") + key + "' must be a number");
  else if (*value < low || *value > high)
    complain(*found, std::string("'") + key + "' is out of range");
  return value.value_or(0);
}

bool TomlReader::flag(const char* key, bool fallback) {
  const toml::node* found = find(key, false);
  if (!found) return fallback;
  if (const auto value = found->value_exact<bool>()) return *value;
  complain(*found, std::string("'") + key + "' must be true or false");
  return fallback;
}

std::vector<std::string> TomlReader::texts(const char* key, bool required) {
  std::vector<std::string> values;
  const toml::node* found = find(key, required);
  if (!found) return values;
  const toml::array* array = found->as_array();
  if (!array) complain(*found, std::string("'") + key + "' must be an array of strings");
  for (std::size_t i = 0; array && i < array->size(); ++i) {
    const auto value = (*array)[i].value_exact<std::string>();
    if (!value) complain((*array)[i], std::string("'") + key + "' must hold strings only");
    values.push_back(value.value_or(""));
  }
  return values;
}

const toml::table* TomlReader::table(const char* key) {
  const toml::node* found = find(key, false);
  if (found && !found->is_table())
    complain(*found, std::string("'") + key + "' must be a table: [" + key + "]");
  return found ? found->as_table() : nullptr;
}

std::vector<const toml::table*> TomlReader::tables(const char* key) {
  std::vector<const toml::table*> values;
  const toml::node* found = find(key, true);
  if (!found) return values;
  const toml::array* array = found->as_array();
  for (std::size_t i = 0; array && i < array->size(); ++i)
    if (const toml::table* table = (*array)[i].as_table()) values.push_back(table);
  if (!array || values.size() != array->size())
    complain(*found, std::string("'") + key + "' must be tables: [[" + key + "]]");
  return values;
}

void TomlReader::finish() {
  for (const auto& [key, value] : table_)
    if (known_.count(std::string(key.str())) == 0)
      complain(value, what_ + " has the unknown key '" + std::string(key.str()) + "'");
}

}  // namespace weft
