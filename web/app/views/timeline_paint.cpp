#include "app/views/timeline_paint.h"

#include <algorithm>

#include "app/views/shapes.h"

namespace weft::app {
namespace {

constexpr float kSpanHalf = 10;     // half the height of a running or blocked span
constexpr float kClosest = 0.75f;   // points
constexpr float kNarrowHatch = 10;  // in narrower spans hatching and round corners are only noise
constexpr float kNameIndent = 12;
constexpr float kTickGap = 64;  // points between labels on the axis

void paint_stripe(const Painting& p, std::uint32_t lane) {
  const float top = lane_top(p.layout, lane);
  const ImVec2 min(p.canvas.x, top), max(p.canvas.right(), top + p.layout.lane_height);
  if (lane % 2 == 0) p.list.AddRectFilled(min, max, p.theme.lane_stripe);
}

void paint_name(const Painting& p, std::uint32_t index) {
  const Lane& lane = p.timeline.lanes[index];
  const float x = p.canvas.x + kNameIndent, room = p.layout.plot.x - x - 8;
  const float center = lane_center(p.layout, index);
  const float height = lane.note.empty() ? kBodySize : kBodySize + kSmallSize + 3;
  const float top = center - height / 2;
  draw_text(p.list, p.fonts.body, kBodySize, {x, top}, p.theme.text,
            fitting(p.fonts.body, kBodySize, lane.name, room));
  if (lane.note.empty()) return;
  draw_text(p.list, p.fonts.small, kSmallSize, {x, top + kBodySize + 3},
            lane.stuck ? p.theme.failure() : p.theme.text_muted,
            fitting(p.fonts.small, kSmallSize, lane.note, room));
}

void paint_lifeline(const Painting& p, std::uint32_t index) {
  const Lane& lane = p.timeline.lanes[index];
  const float y = lane_center(p.layout, index);
  p.list.AddLine({x_at(p.layout, lane.first), y}, {x_at(p.layout, lane.last), y}, p.theme.lifeline, 2);
}

void paint_running(const Painting& p, ImVec2 min, ImVec2 max, std::uint32_t processor) {
  const float rounding = max.x - min.x < kNarrowHatch ? 0.f : 5.f;  // corners cost most of a span's triangles
  p.list.AddRectFilled(min, max, p.theme.running_on(processor), rounding);
}

void paint_blocked(const Painting& p, ImVec2 min, ImVec2 max, bool stuck) {
  const ImU32 hatch = stuck ? faded(p.theme.failure(), 0.75f) : p.theme.blocked;
  p.list.AddRectFilled(min, max, faded(hatch, 0.16f), max.x - min.x < kNarrowHatch ? 0.f : 4.f);
  if (max.x - min.x >= kNarrowHatch) draw_hatch(p.list, min, max, faded(hatch, 0.8f));
}

// `painted_to` is where the lane's last span of this kind ended: of spans on the same point one is enough.
void paint_span(const Painting& p, const Span& span, float& painted_to) {
  const float from = x_at(p.layout, span.from), to = x_at(p.layout, span.to);
  if (to < p.layout.plot.x - kMarkOverhang || from > p.layout.plot.right() + kMarkOverhang) return;
  if (to < painted_to + kClosest) return;
  painted_to = to;
  const float y = lane_center(p.layout, span.lane), inset = to - from > 3 ? 0.5f : 0.f;
  const ImVec2 min(from + inset, y - kSpanHalf), max(std::max(to - inset, from + kClosest), y + kSpanHalf);
  if (span.kind == SpanKind::running) return paint_running(p, min, max, span.processor);
  paint_blocked(p, min, max, span.kind == SpanKind::stuck);
}

void paint_spans(const Painting& p) {
  std::vector<float> running(p.layout.lanes, -1e9f), blocked = running;
  for (const Span& span : p.timeline.spans)
    paint_span(p, span, (span.kind == SpanKind::running ? running : blocked)[span.lane]);
}

void paint_guide(const Painting& p, std::uint32_t event, ImU32 color) {
  const float x = x_at(p.layout, event);
  p.list.AddLine({x, p.layout.plot.y}, {x, p.layout.plot.bottom()}, color, 1);
}

struct LegendItem {
  Mark mark;
  const char* text;
};

std::vector<LegendItem> legend_items(const Timeline& timeline) {
  bool present[kKindCount] = {};
  for (const Mark& mark : timeline.marks) present[static_cast<int>(mark.kind)] = true;
  std::vector<LegendItem> items;
  for (int i = 0; i < kKindCount; ++i) {
    const auto kind = static_cast<Kind>(i);
    const Direction filled = kind == Kind::lock ? Direction::take : Direction::give;
    if (present[i]) items.push_back({{.kind = kind, .direction = filled}, to_string(kind)});
  }
  return items;
}

float small_width(const Painting& p, const char* text) {
  return p.fonts.small->CalcTextSizeA(kSmallSize, FLT_MAX, 0, text).x;
}

// Returns where the next item begins.
float paint_legend_item(const Painting& p, float x, float y, const LegendItem& item) {
  draw_mark(p.list, {x + 6, y}, 5, item.mark, p.theme);
  draw_text(p.list, p.fonts.small, kSmallSize, {x + 17, y - kSmallSize / 2}, p.theme.text_muted, item.text);
  return x + 17 + small_width(p, item.text) + 18;
}

float paint_span_legend(const Painting& p, float x, float y, bool running, const std::string& text,
                        std::uint32_t processor = kNoProcessor) {
  const ImVec2 min(x, y - 5), max(x + 20, y + 5);
  p.list.AddRectFilled(min, max, running ? p.theme.running_on(processor) : faded(p.theme.blocked, 0.16f), 3);
  if (!running) draw_hatch(p.list, min, max, p.theme.blocked);
  draw_text(p.list, p.fonts.small, kSmallSize, {x + 26, y - kSmallSize / 2}, p.theme.text_muted, text);
  return x + 26 + small_width(p, text.c_str()) + 18;
}

// Running and blocked; of a recording, running on each processor.
float paint_span_legends(const Painting& p, float x, float y) {
  const auto shown = std::min<std::uint32_t>(p.timeline.processors, std::size(p.theme.processors));
  for (std::uint32_t i = 0; i < shown; ++i)
    x = paint_span_legend(p, x, y, true, "on processor " + std::to_string(i), i);
  if (shown == 0) x = paint_span_legend(p, x, y, true, "running");
  return paint_span_legend(p, x, y, false, p.timeline.timed ? "waiting" : "blocked");
}

void paint_hint(const Painting& p, float free_from, float y) {
  const char* hint = "wheel: zoom    drag: move    double click: everything";
  const float x = p.canvas.right() - small_width(p, hint) - 12;
  if (x > free_from)
    draw_text(p.list, p.fonts.small, kSmallSize, {x, y - kSmallSize / 2}, p.theme.text_muted, hint);
}

}  // namespace

float mark_radius(const Layout& layout) {
  return std::clamp(static_cast<float>(layout.camera.scale) * 0.36f, 1.6f, 7.f);
}

void paint_lanes(const Painting& p) {
  p.list.PushClipRect({p.canvas.x, p.layout.plot.y}, {p.canvas.right(), p.layout.plot.bottom()}, true);
  for (std::uint32_t i = 0; i < p.layout.lanes; ++i) paint_stripe(p, i);
  for (std::uint32_t i = 0; i < p.layout.lanes; ++i) paint_name(p, i);
  p.list.PopClipRect();
}

void paint_axis(const Painting& p) {
  const Area& plot = p.layout.plot;
  draw_text(p.list, p.fonts.small, kSmallSize, {p.canvas.x + kNameIndent, p.canvas.y + 8}, p.theme.text_muted,
            p.timeline.timed ? "time, µs" : "step");
  p.list.PushClipRect({plot.x - kMarkOverhang, p.canvas.y}, {p.canvas.right(), plot.bottom()}, true);
  for (const Tick& tick : axis_ticks(p.layout, p.timeline, kTickGap)) {
    const float x = x_at(p.layout, tick.column);
    p.list.AddLine({x, plot.y - 4}, {x, plot.bottom()}, p.theme.grid, 1);
    const std::string label = std::to_string(tick.step);
    draw_text(p.list, p.fonts.small, kSmallSize, {x - small_width(p, label.c_str()) / 2, p.canvas.y + 8},
              p.theme.text_muted, label);
  }
  p.list.PopClipRect();
}

void paint_legend(const Painting& p) {
  const float y = p.canvas.bottom() - 15;
  float x = p.canvas.x + kNameIndent;
  x = paint_span_legends(p, x, y);
  for (const LegendItem& item : legend_items(p.timeline)) x = paint_legend_item(p, x, y, item);
  paint_hint(p, x, y);
}

void paint_timeline(const Painting& p) {
  const Area& plot = p.layout.plot;
  paint_lanes(p);
  paint_axis(p);
  p.list.PushClipRect({plot.x - kMarkOverhang, plot.y}, {plot.right() + kMarkOverhang, plot.bottom()}, true);
  for (std::uint32_t i = 0; i < p.layout.lanes; ++i) paint_lifeline(p, i);
  paint_spans(p);
  if (p.hovered) paint_guide(p, *p.hovered, p.theme.grid);
  if (p.selected && *p.selected < p.timeline.marks.size())
    paint_guide(p, *p.selected, faded(p.theme.accent, 0.7f));
  paint_links(p);
  paint_marks(p);
  p.list.PopClipRect();
  paint_legend(p);
}

}  // namespace weft::app
