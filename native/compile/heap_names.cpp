#include "compile/heap_names.h"

#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "compile/outcome_texts.h"

namespace weft {

namespace {

// Nothing for braces of the student's own.
std::optional<HeapBlock> parse(const std::string& inside) {
  HeapBlock block;
  std::istringstream words(inside);
  std::string calls;
  if (!(words >> block.number >> block.bytes)) return std::nullopt;
  words >> calls;
  std::istringstream numbers(calls);
  for (std::string number; std::getline(numbers, number, ',');)
    block.calls.push_back(std::strtoull(number.c_str(), nullptr, 16));
  return block;
}

// " of 24 bytes (list.cpp:9)"
std::string tail_of(const HeapBlock& block, const PlaceOfCalls& place_of) {
  const std::string tail = " of " + std::to_string(block.bytes) + (block.bytes == 1 ? " byte" : " bytes");
  const SourceLocation where = place_of(block.calls);
  if (!where) return tail;
  return tail + " (" + std::filesystem::path(where.file).filename().string() + ":" +
         std::to_string(where.line) + ")";
}

// Which blocks share a name, by number.
using Namesakes = std::map<std::string, std::set<std::uint64_t>>;

std::string told_apart(const std::string& tail, std::uint64_t number, const Namesakes& namesakes) {
  const std::set<std::uint64_t>& all = namesakes.at(tail);
  if (all.size() == 1) return "heap block" + tail;
  return "heap block #" + std::to_string(std::distance(all.begin(), all.find(number)) + 1) + tail;
}

}  // namespace

void each_block(const std::string& text, const std::function<void(const HeapBlock&)>& visit) {
  for (std::size_t at = text.find("@{"); at != std::string::npos; at = text.find("@{", at + 1)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string::npos) return;
    std::optional<HeapBlock> block = parse(text.substr(at + 2, end - at - 2));
    if (!block) continue;
    block->begin = at;
    block->end = end + 1;
    visit(*block);
  }
}

void name_heap_blocks(ScenarioOutcome& scenario, const PlaceOfCalls& place_of) {
  Namesakes namesakes;
  each_text(scenario, [&](const std::string& text) {
    each_block(text, [&](const HeapBlock& b) { namesakes[tail_of(b, place_of)].insert(b.number); });
  });
  each_text(scenario, [&](std::string& text) {
    std::string named;
    std::size_t done = 0;
    each_block(text, [&](const HeapBlock& block) {
      named += text.substr(done, block.begin - done) +
               told_apart(tail_of(block, place_of), block.number, namesakes);
      done = block.end;
    });
    text = named + text.substr(done);
  });
}

}  // namespace weft
