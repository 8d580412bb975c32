#include <algorithm>
#include <cfloat>
#include <cmath>
#include <vector>

#include "app/views/shapes.h"
#include "app/views/timeline_paint.h"

namespace weft::app {
namespace {

constexpr double kNarrowColumn = 8;  // points; below it, arrows that need no attention are left out
constexpr float kLabelDistance = 4;

bool is_verdict(const Link& link) { return link.kind == LinkKind::race || link.kind == LinkKind::wait_for; }

bool is_focused(const Painting& p, const Link& link) { return p.is_focus(link.from) || p.is_focus(link.to); }

bool is_seen(const Painting& p, const Link& link) {
  const float a = x_at(p.layout, link.from), b = x_at(p.layout, link.to);
  if (std::max(a, b) < p.layout.plot.x || std::min(a, b) > p.layout.plot.right()) return false;
  return is_verdict(link) || is_focused(p, link) || p.layout.camera.scale >= kNarrowColumn;
}

ImU32 link_color(const Painting& p, const Link& link) {
  if (is_verdict(link)) return faded(p.theme.failure(), link.strong || is_focused(p, link) ? 1.f : 0.55f);
  const bool passed_on = link.kind == LinkKind::handover || link.kind == LinkKind::wakeup;
  const ImU32 color =
      passed_on ? p.theme.kind(p.timeline.marks[link.from].kind) : p.theme.kind(Kind::lifecycle);
  if (is_focused(p, link)) return color;
  return faded(color, link.strong ? 0.85f : 0.4f);
}

Stroke stroke_of(const Painting& p, const Link& link) {
  Stroke stroke{link_color(p, link)};
  stroke.width = is_verdict(link) && link.strong ? 2.2f : is_focused(p, link) ? 2.f : 1.5f;
  stroke.dashed = link.kind == LinkKind::wait_for;
  stroke.two_heads = link.kind == LinkKind::race;
  return stroke;
}

Curve curve_of(const Painting& p, const Link& link) {
  const float gap = mark_radius(p.layout) + (is_verdict(link) ? 6.f : 3.f);
  return curve_between(p.mark_center(link.from), p.mark_center(link.to), gap);
}

bool overlaps(const Area& a, const Area& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

// Labels sit in the middle of their arrows, between two lanes; those of arrows that cross move aside.
class LabelPlaces {
 public:
  ImVec2 place(ImVec2 center, ImVec2 size) {
    const Area wanted{center.x - size.x / 2, center.y - size.y / 2, size.x, size.y};
    Area best = wanted;
    float shortest = FLT_MAX;
    for (const float x : candidates(wanted)) {
      const Area moved{x, wanted.y, wanted.width, wanted.height};
      if (std::abs(x - wanted.x) >= shortest || !is_free(moved)) continue;
      best = moved;
      shortest = std::abs(x - wanted.x);
    }
    taken_.push_back(best);
    return {best.x + size.x / 2, center.y};
  }

 private:
  // Left edges: the wanted one, and just beside each label that is there already.
  std::vector<float> candidates(const Area& wanted) const {
    std::vector<float> edges{wanted.x};
    for (const Area& other : taken_) {
      edges.push_back(other.x - wanted.width - kLabelDistance);
      edges.push_back(other.right() + kLabelDistance);
    }
    return edges;
  }

  bool is_free(const Area& area) const {
    return std::none_of(taken_.begin(), taken_.end(),
                        [&](const Area& other) { return overlaps(area, other); });
  }

  std::vector<Area> taken_;
};

void paint_link_label(const Painting& p, const Link& link, LabelPlaces& places) {
  if (link.label.empty() || !link.strong) return;
  const ImVec2 size = pill_size(p.fonts.small, kSmallSize, link.label);
  const ImVec2 center = places.place(curve_of(p, link).at(0.5f), size);
  draw_pill(p.list, p.fonts.small, kSmallSize, center, p.theme.failure(), p.theme.panel, link.label);
}

}  // namespace

void paint_links(const Painting& p) {
  for (const Link& link : p.timeline.links)
    if (is_seen(p, link)) draw_arrow(p.list, curve_of(p, link), stroke_of(p, link));
  LabelPlaces places;
  for (const Link& link : p.timeline.links)
    if (is_seen(p, link)) paint_link_label(p, link, places);
}

}  // namespace weft::app
