// How the timeline looks: reads a layout and draws it, changes nothing.
// Threads: the thread that draws.
#pragma once

#include <cstdint>
#include <optional>

#include "app/views/theme.h"
#include "app/views/timeline_layout.h"

namespace weft::app {

// Everything that a drawing of the timeline needs; lives for one frame.
struct Painting {
  ImDrawList& list;
  const Layout& layout;
  const Timeline& timeline;
  const Failure& failure;
  const Theme& theme;
  const Fonts& fonts;
  Area canvas;
  std::optional<std::uint32_t> selected;
  std::optional<std::uint32_t> hovered;

  bool is_focus(std::uint32_t event) const { return selected == event || hovered == event; }
  ImU32 lane_background(std::uint32_t lane) const {
    return lane % 2 == 0 ? blended(theme.lane_stripe, theme.panel) : theme.panel;
  }
  ImVec2 mark_center(std::uint32_t event) const {
    return {x_at(layout, event), lane_center(layout, timeline.marks[event].lane)};
  }
};

// Marks at either end of the timeline may reach this far out of the plot.
inline constexpr float kMarkOverhang = 14;

// Points from a mark's centre to its edge: marks shrink when columns get narrow.
float mark_radius(const Layout& layout);

void paint_timeline(const Painting& painting);  // all of the following, in order

void paint_lanes(const Painting& painting);  // names, lifelines, running and blocked spans
void paint_axis(const Painting& painting);
void paint_links(const Painting& painting);
void paint_marks(const Painting& painting);  // with their labels
void paint_legend(const Painting& painting);

void paint_tooltip(const Painting& painting, std::uint32_t event);

}  // namespace weft::app
