// Small drawings that the views share: marks, hatching, arrows, text that fits.
// Units:   points. Threads: the thread that draws.
#pragma once

#include <string>

#include "app/views/theme.h"
#include "app/views/timeline_layout.h"

namespace weft::app {

// Marks differ in shape by kind, so that colour is never the only difference; a filled mark is the weightier
// half of a pair: write, store, lock, signal.
void draw_mark(ImDrawList& list, ImVec2 center, float radius, const Mark& mark, const Theme& theme);

void draw_hatch(ImDrawList& list, ImVec2 min, ImVec2 max, ImU32 color);

struct Curve {
  ImVec2 from, bend_from, bend_to, to;
  ImVec2 at(float t) const;
};

// Leaves `from` and reaches `to` sideways; `gap` points stay free at both ends. Within one lane it arches
// upwards.
Curve curve_between(ImVec2 from, ImVec2 to, float gap);

struct Stroke {
  ImU32 color;
  float width = 1.5f;
  bool dashed = false;
  bool two_heads = false;
};

void draw_arrow(ImDrawList& list, const Curve& curve, const Stroke& stroke);

// `text`, shortened to `room` points; empty when what is left would say nothing. Messages lose their end;
// names lose their middle, because "accounts[0].lock" and "accounts[1].lock" differ late.
std::string fitting(ImFont* font, float size, const std::string& text, float room);
std::string fitting_name(ImFont* font, float size, const std::string& text, float room);

void draw_text(ImDrawList& list, ImFont* font, float size, ImVec2 at, ImU32 color, const std::string& text);

// Text on a patch of `background`, so that lines behind it do not cross it out.
void draw_label(ImDrawList& list, ImFont* font, float size, ImVec2 at, ImU32 color, ImU32 background,
                const std::string& text);

// Text in a rounded box around `center`.
ImVec2 pill_size(ImFont* font, float size, const std::string& text);
void draw_pill(ImDrawList& list, ImFont* font, float size, ImVec2 center, ImU32 color, ImU32 background,
               const std::string& text);

}  // namespace weft::app
