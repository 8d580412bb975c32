// Typed access to a TOML table that complains about what is missing, wrong, or unknown, with
// file:line:column. Threads: plain value; no locking. Errors: the first one sticks.
#pragma once

#include <toml++/toml.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace weft {

class TomlReader {
 public:
  // `what` names the table in complaints ("[limits]"). `error` receives the first complaint.
  TomlReader(const toml::table& table, std::string what, std::string& error)
      : table_(table), what_(std::move(what)), error_(error) {}

  std::string text(const char* key, bool required = true);
  double number(const char* key, std::optional<double> fallback, double low, double high);
  bool flag(const char* key, bool fallback);
  std::vector<std::string> texts(const char* key, bool required = true);
  const toml::table* table(const char* key);
  std::vector<const toml::table*> tables(const char* key);

  // Complains about keys that nobody asked for.
  void finish();

  void complain(const toml::node& at, const std::string& what);
  const toml::node& node(const char* key) const;

 private:
  const toml::node* find(const char* key, bool required);

  const toml::table& table_;
  std::string what_;
  std::string& error_;
  std::set<std::string> known_;
};

// "file:line:column: message".
std::string at_source(const toml::source_region& where, const std::string& message);

}  // namespace weft
