#include "app/views/shapes.h"

#include <algorithm>
#include <cmath>

namespace weft::app {
namespace {

constexpr float kHatchDistance = 6;
constexpr float kDash = 6;
constexpr float kHead = 8;
constexpr int kCurveSegments = 32;
constexpr const char* kEllipsis = "…";
// Shorter than this, a shortened text says nothing.
constexpr std::size_t kShortestMessage = 4;
constexpr std::size_t kShortestName = 6;
constexpr ImVec2 kPillPadding{7, 3};
constexpr float kWidestBend = 64;

float distance(ImVec2 a, ImVec2 b) { return std::hypot(b.x - a.x, b.y - a.y); }

ImVec2 between(ImVec2 a, ImVec2 b, float t) { return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; }

bool is_filled(const Mark& mark) {
  if (mark.pending) return false;
  const bool takes_when_filled = mark.kind == Kind::lock;
  return takes_when_filled == (mark.direction == Direction::take);
}

// Fill first, outline second: hollow marks cover the lane behind them.
void draw_polygon(ImDrawList& list, ImVec2 center, float radius, int corners, const ImU32 colors[2]) {
  list.AddNgonFilled(center, radius, colors[0], corners);
  list.AddNgon(center, radius, colors[1], corners, 1.8f);
}

void draw_box(ImDrawList& list, ImVec2 center, float width, float height, float rounding,
              const ImU32 colors[2]) {
  const ImVec2 min(center.x - width, center.y - height), max(center.x + width, center.y + height);
  list.AddRectFilled(min, max, colors[0], rounding);
  list.AddRect(min, max, colors[1], rounding, 0, 1.8f);
}

void draw_diamond(ImDrawList& list, ImVec2 center, float radius, const ImU32 colors[2]) {
  const ImVec2 corners[4] = {{center.x, center.y - radius},
                             {center.x + radius, center.y},
                             {center.x, center.y + radius},
                             {center.x - radius, center.y}};
  list.AddConvexPolyFilled(corners, 4, colors[0]);
  list.AddPolyline(corners, 4, colors[1], ImDrawFlags_Closed, 1.8f);
}

void draw_cross(ImDrawList& list, ImVec2 center, float radius, const Theme& theme) {
  list.AddCircleFilled(center, radius * 1.25f, theme.failure());
  const float arm = radius * 0.5f;
  list.AddLine({center.x - arm, center.y - arm}, {center.x + arm, center.y + arm}, theme.panel, 2);
  list.AddLine({center.x - arm, center.y + arm}, {center.x + arm, center.y - arm}, theme.panel, 2);
}

void draw_head(ImDrawList& list, ImVec2 tip, ImVec2 behind, ImU32 color) {
  const float length = std::max(distance(behind, tip), 1e-3f);
  const ImVec2 along((tip.x - behind.x) / length, (tip.y - behind.y) / length);
  const ImVec2 base(tip.x - along.x * kHead, tip.y - along.y * kHead);
  const float half = kHead * 0.45f;
  list.AddTriangleFilled(tip, {base.x - along.y * half, base.y + along.x * half},
                         {base.x + along.y * half, base.y - along.x * half}, color);
}

// Walks along the curve and draws every other stretch of kDash points.
void draw_dashes(ImDrawList& list, const Curve& curve, const Stroke& stroke) {
  const int pieces = std::max(8, static_cast<int>(distance(curve.from, curve.to) / 2));
  float walked = 0;
  ImVec2 last = curve.from;
  for (int i = 1; i <= pieces; ++i) {
    const ImVec2 next = curve.at(static_cast<float>(i) / static_cast<float>(pieces));
    if (std::fmod(walked, 2 * kDash) < kDash) list.AddLine(last, next, stroke.color, stroke.width);
    walked += distance(last, next);
    last = next;
  }
}

Curve arch(ImVec2 from, ImVec2 to, float gap) {
  const float height = 34;
  return {{from.x, from.y - gap},
          {from.x, from.y - gap - height},
          {to.x, to.y - gap - height},
          {to.x, to.y - gap}};
}

float text_width(ImFont* font, float size, const std::string& text) {
  return font->CalcTextSizeA(size, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

bool continues_letter(char byte) { return (byte & 0xc0) == 0x80; }  // UTF-8

// Keeps the first `head` and the last `tail` bytes, less what would cut a letter in two.
std::string without_middle(const std::string& text, std::size_t head, std::size_t tail) {
  while (head > 0 && continues_letter(text[head])) --head;
  std::size_t rest = text.size() - tail;
  while (rest < text.size() && continues_letter(text[rest])) ++rest;
  return text.substr(0, head) + kEllipsis + text.substr(rest);
}

// The longest shortening that fits, `tail_share` of it from the end of the text.
std::string shortened(ImFont* font, float size, const std::string& text, float room, float tail_share,
                      std::size_t fewest) {
  if (text_width(font, size, text) <= room) return text;
  for (std::size_t kept = text.size() - 1; kept >= fewest && kept < text.size(); --kept) {
    const auto tail = static_cast<std::size_t>(static_cast<float>(kept) * tail_share);
    const std::string candidate = without_middle(text, kept - tail, tail);
    if (text_width(font, size, candidate) <= room) return candidate;
  }
  return "";
}

}  // namespace

void draw_mark(ImDrawList& list, ImVec2 center, float radius, const Mark& mark, const Theme& theme) {
  const ImU32 color = theme.kind(mark.kind);
  const ImU32 colors[2] = {is_filled(mark) ? color : theme.panel, color};
  switch (mark.kind) {
    case Kind::lifecycle:
      return draw_box(list, center, radius * 0.34f, radius, 2, colors);
    case Kind::memory:
      return draw_polygon(list, center, radius * 0.92f, 20, colors);
    case Kind::atomic:
      return draw_diamond(list, center, radius * 1.15f, colors);
    case Kind::lock:
      return draw_box(list, center, radius * 0.86f, radius * 0.86f, 2.5f, colors);
    case Kind::signal:
      return draw_polygon(list, center, radius * 1.1f, 6, colors);
    case Kind::note:
      return draw_polygon(list, center, radius * 0.6f, 12, colors);
    case Kind::failure:
      return draw_cross(list, center, radius, theme);
  }
}

void draw_hatch(ImDrawList& list, ImVec2 min, ImVec2 max, ImU32 color) {
  const ImVec2 clip_min = list.GetClipRectMin(), clip_max = list.GetClipRectMax();
  const float height = max.y - min.y;
  const float from = std::max(min.x, clip_min.x - height);
  const float to = std::min(max.x, clip_max.x + height);
  list.PushClipRect(min, max, true);
  const float start = min.x + std::floor((from - min.x) / kHatchDistance) * kHatchDistance;
  for (float x = start - height; x < to; x += kHatchDistance)
    list.AddLine({x, max.y}, {x + height, min.y}, color, 1.2f);
  list.PopClipRect();
}

ImVec2 Curve::at(float t) const {
  const ImVec2 a = between(from, bend_from, t), b = between(bend_from, bend_to, t),
               c = between(bend_to, to, t);
  return between(between(a, b, t), between(b, c, t), t);
}

Curve curve_between(ImVec2 from, ImVec2 to, float gap) {
  if (from.y == to.y) return arch(from, to, gap);
  const float side = to.x >= from.x ? 1.f : -1.f;
  const float bend = std::clamp(std::abs(to.x - from.x) * 0.5f, 14.f, kWidestBend);
  const ImVec2 start(from.x + side * gap, from.y), end(to.x - side * gap, to.y);
  return {start, {start.x + side * bend, start.y}, {end.x - side * bend, end.y}, end};
}

void draw_arrow(ImDrawList& list, const Curve& curve, const Stroke& stroke) {
  if (stroke.dashed)
    draw_dashes(list, curve, stroke);
  else
    list.AddBezierCubic(curve.from, curve.bend_from, curve.bend_to, curve.to, stroke.color, stroke.width,
                        kCurveSegments);
  draw_head(list, curve.to, curve.bend_to, stroke.color);
  if (stroke.two_heads) draw_head(list, curve.from, curve.bend_from, stroke.color);
}

std::string fitting(ImFont* font, float size, const std::string& text, float room) {
  return shortened(font, size, text, room, 0, kShortestMessage);
}

std::string fitting_name(ImFont* font, float size, const std::string& text, float room) {
  return shortened(font, size, text, room, 0.8f, kShortestName);
}

void draw_text(ImDrawList& list, ImFont* font, float size, ImVec2 at, ImU32 color, const std::string& text) {
  const ImVec2 whole(std::round(at.x), std::round(at.y));
  list.AddText(font, size, whole, color, text.data(), text.data() + text.size());
}

void draw_label(ImDrawList& list, ImFont* font, float size, ImVec2 at, ImU32 color, ImU32 background,
                const std::string& text) {
  if (text.empty()) return;
  const ImVec2 max(at.x + text_width(font, size, text) + 1, at.y + size + 1);
  list.AddRectFilled({at.x - 1, at.y}, max, background, 3);
  draw_text(list, font, size, at, color, text);
}

ImVec2 pill_size(ImFont* font, float size, const std::string& text) {
  return {text_width(font, size, text) + 2 * kPillPadding.x, size + 2 * kPillPadding.y};
}

void draw_pill(ImDrawList& list, ImFont* font, float size, ImVec2 center, ImU32 color, ImU32 background,
               const std::string& text) {
  const ImVec2 whole = pill_size(font, size, text);
  const ImVec2 min(std::round(center.x - whole.x / 2), std::round(center.y - whole.y / 2));
  const ImVec2 max(min.x + whole.x, min.y + whole.y);
  list.AddRectFilled(min, max, background, whole.y / 2);
  list.AddRect(min, max, color, whole.y / 2, 0, 1.2f);
  draw_text(list, font, size, {min.x + kPillPadding.x, min.y + kPillPadding.y}, color, text);
}

}  // namespace weft::app
