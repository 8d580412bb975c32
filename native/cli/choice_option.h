// Options whose value is one of a few words.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>

#include "trace/schedule.h"

namespace weft {

// Sets `value`, an E or an optional one, by a word of `words`; CLI11 lists them in --help and refuses others.
template <class E, class Value>
void add_choice(CLI::App& command, const char* name, Value& value, const std::map<std::string, E>& words,
                const char* what) {
  std::string list;
  for (const auto& [word, meaning] : words) list += (list.empty() ? "" : "|") + word;
  command
      .add_option_function<std::string>(
          name, [&value, words](const std::string& word) { value = words.at(word); }, what)
      ->check(CLI::IsMember(words))
      ->type_name(list);
}

inline const std::map<std::string, Granularity>& granularity_words() {
  static const std::map<std::string, Granularity> words{
      {"sync", Granularity::sync}, {"globals", Granularity::globals}, {"all", Granularity::all}};
  return words;
}

}  // namespace weft
