#include "report/table.h"

#include <algorithm>

namespace weft {

namespace {

std::string_view code_of(Ink ink) {
  switch (ink) {
    case Ink::bold:
      return "\x1b[1m";
    case Ink::dim:
      return "\x1b[2m";
    case Ink::good:
      return "\x1b[1;32m";
    case Ink::bad:
      return "\x1b[1;31m";
    case Ink::doubt:
      return "\x1b[1;33m";
    case Ink::plain:
      break;
  }
  return "";
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

}  // namespace

std::string paint(std::string_view text, Ink ink, bool colour) {
  if (!colour || ink == Ink::plain || text.empty()) return std::string(text);
  return std::string(code_of(ink)) + std::string(text) + "\x1b[0m";
}

std::size_t display_width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::string shorten(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::size_t end = 0;
  for (std::size_t columns = 0; end < text.size(); ++end)
    if (!continues(text[end]) && ++columns > width - 3) break;
  return std::string(text.substr(0, end)) + "...";
}

std::vector<std::size_t> Table::widths() const {
  std::vector<std::size_t> widths;
  for (const auto& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i].text));
  }
  return widths;
}

std::string Table::render(std::string_view indent, bool colour) const {
  const std::vector<std::size_t> width = widths();
  std::string text;
  for (const auto& row : rows_) {
    std::string line(indent);
    std::size_t owed = 0;  // spaces due before the next cell that is not empty
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!row[i].text.empty()) {
        line += std::string(owed, ' ') + paint(row[i].text, row[i].ink, colour);
        owed = 0;
      }
      if (width[i] > 0) owed += width[i] - display_width(row[i].text) + 2;
    }
    text += line + '\n';
  }
  return text;
}

}  // namespace weft
