// The interface font, embedded by embed_font.cmake.
#pragma once

namespace weft::app {
extern const unsigned char kFontData[];
extern const int kFontBytes;
}  // namespace weft::app
