#include "report/story.h"

namespace weft {

namespace {

bool ends_escape(char c) { return c >= '@' && c <= '~'; }

// Index after the escape sequence that starts at `i` (text[i] is ESC): CSI "ESC [ ... letter", OSC "ESC ] ...
// BEL".
std::size_t after_escape(std::string_view text, std::size_t i) {
  if (++i >= text.size()) return i;
  const char kind = text[i++];
  if (kind == '[') {
    while (i < text.size() && !ends_escape(text[i]) && text[i] >= ' ') ++i;
    return i < text.size() && ends_escape(text[i]) ? i + 1 : i;
  }
  if (kind == ']') {
    while (i < text.size() && text[i] != '\a' && text[i] != '\x1b' && text[i] != '\n') ++i;
    return i < text.size() && text[i] == '\a' ? i + 1 : i;
  }
  return i;
}

// C1 control characters (U+0080 to U+009F, among them a one-byte CSI) as UTF-8: 0xC2 0x80..0x9F.
bool starts_c1(std::string_view text, std::size_t i) {
  return text[i] == '\xc2' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0;
}

}  // namespace

std::string clean_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '\x1b') {
      i = after_escape(text, i);
    } else if (starts_c1(text, i)) {
      i += 2;
    } else {
      if (c == '\n' || c == '\t' || (static_cast<unsigned char>(c) >= ' ' && c != '\x7f')) clean += c;
      ++i;
    }
  }
  return clean;
}

}  // namespace weft
