#include <algorithm>

#include "app/views/event_words.h"
#include "app/views/shapes.h"
#include "app/views/timeline_paint.h"

namespace weft::app {
namespace {

constexpr float kClosestMarks = 0.75f;  // points
constexpr double kTickColumn = 5;       // points; in narrower columns a mark is an upright stroke
constexpr double kLabelColumn = 16;     // points; in narrower columns only what matters has labels
constexpr float kLabelGap = 13;         // from the lane's centre to its labels

bool is_large(const Painting& p, std::uint32_t event) {
  return p.timeline.marks[event].side || p.is_focus(event) || p.timeline.marks[event].kind == Kind::failure;
}

void paint_ring(const Painting& p, ImVec2 center, float radius, ImU32 color) {
  p.list.AddCircleFilled(center, radius, faded(color, 0.18f));
  p.list.AddCircle(center, radius, color, 0, 2);
}

void paint_mark(const Painting& p, std::uint32_t event) {
  const Mark& mark = p.timeline.marks[event];
  const ImVec2 center = p.mark_center(event);
  const bool large = is_large(p, event);
  if (!large && p.layout.camera.scale < kTickColumn) {
    p.list.AddLine({center.x, center.y - 7}, {center.x, center.y + 7}, p.theme.kind(mark.kind), 1.5f);
    return;
  }
  const float radius = large ? std::max(mark_radius(p.layout), 5.5f) : mark_radius(p.layout);
  if (mark.side) paint_ring(p, center, radius + 5, p.theme.failure());
  if (p.is_focus(event)) paint_ring(p, center, radius + 4, p.theme.accent);
  draw_mark(p.list, center, radius, mark, p.theme);
}

// Labels begin over their mark and end before the lane's next event begins.
float label_room(const Painting& p, std::uint32_t event) {
  const std::uint32_t next = p.timeline.marks[event].next_in_lane;
  const float end = next == kNoColumn ? p.layout.plot.right() : x_at(p.layout, next);
  return end - x_at(p.layout, event) - 4;
}

// Values are the point of a label: the name is shortened first, then left out.
std::string fitting_subject(const Painting& p, const Event& event, bool pending, float room) {
  const std::string name = short_subject(p.failure, event), value = pending ? "" : values(event);
  if (value.empty()) return fitting_name(p.fonts.small, kSmallSize, name, room);
  const std::string tail = (value.find(' ') == std::string::npos ? " = " : "  ") + value;
  const float tail_width = p.fonts.small->CalcTextSizeA(kSmallSize, FLT_MAX, 0, tail.c_str()).x;
  const std::string head = fitting_name(p.fonts.small, kSmallSize, name, room - tail_width);
  return head.empty() ? fitting(p.fonts.small, kSmallSize, value, room) : head + tail;
}

void paint_labels(const Painting& p, std::uint32_t event) {
  const Mark& mark = p.timeline.marks[event];
  const float room = label_room(p, event);
  const bool wanted = p.layout.camera.scale >= kLabelColumn || is_large(p, event);
  if (!wanted || room < 22) return;
  const ImVec2 center = p.mark_center(event);
  const float x = center.x - mark_radius(p.layout);
  const Event& what = p.failure.events[event];
  const ImU32 color = mark.side ? p.theme.failure() : p.theme.kind(mark.kind);
  const ImU32 patch = faded(p.lane_background(mark.lane), 0.75f);
  draw_label(p.list, p.fonts.small, kSmallSize, {x, center.y - kLabelGap - kSmallSize}, color, patch,
             fitting(p.fonts.small, kSmallSize, verb(what, mark.pending), room));
  draw_label(p.list, p.fonts.small, kSmallSize, {x, center.y + kLabelGap}, p.theme.text, patch,
             fitting_subject(p, what, mark.pending, room));
}

}  // namespace

// Small marks first: what matters lies on top. Of those that fall on the same point of a lane one is enough.
void paint_marks(const Painting& p) {
  const ColumnRange range = visible_columns(p.layout, p.timeline.marks.size());
  std::vector<float> painted_to(p.layout.lanes, -1e9f);
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    float& last = painted_to[p.timeline.marks[i].lane];
    const float x = x_at(p.layout, i);
    if (is_large(p, i) || x - last < kClosestMarks) continue;
    paint_mark(p, i);
    last = x;
  }
  for (std::uint32_t i = range.first; i < range.last; ++i)
    if (is_large(p, i)) paint_mark(p, i);
  for (std::uint32_t i = range.first; i < range.last; ++i) paint_labels(p, i);
}

}  // namespace weft::app
