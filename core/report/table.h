// Lines of aligned columns, and the few colours that a story uses.
// Threads: plain values; no locking.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace weft {

enum class Ink { plain, bold, dim, good, bad, doubt };

// `text` in a colour; unchanged when `colour` is off.
std::string paint(std::string_view text, Ink ink, bool colour);

// Columns a terminal needs for UTF-8 text: its code points.
std::size_t display_width(std::string_view text);

// At most `width` columns of `text`, ending in "..." where something was cut.
std::string shorten(std::string_view text, std::size_t width);

class Table {
 public:
  struct Cell {
    std::string text;
    Ink ink = Ink::plain;
  };

  void add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.empty(); }

  // Every row on a line of its own after `indent`; two spaces between columns; the last one is not padded.
  std::string render(std::string_view indent, bool colour) const;

 private:
  std::vector<std::size_t> widths() const;

  std::vector<std::vector<Cell>> rows_;
};

}  // namespace weft
