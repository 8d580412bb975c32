// Where things of a Timeline are on the canvas: columns and lanes to points and back, zoom, pan, hit test,
// axis. Units:   points (CSS pixels), y down; columns as in timeline_model.h. Threads: plain values; no
// locking.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/views/timeline_model.h"

namespace weft::app {

struct Area {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  float right() const { return x + width; }
  float bottom() const { return y + height; }
  bool contains(float px, float py) const { return px >= x && px < right() && py >= y && py < bottom(); }
};

// The part of the timeline that is seen.
struct Camera {
  double left = -0.5;  // column at the plot's left edge
  double scale = 1;    // points per column
  float top = 0;       // points of the lanes scrolled away upwards
};

struct Layout {
  Area plot;  // lanes and marks; names are left of it, the axis above
  Camera camera;
  double begin = -0.5;  // the timeline's extent in columns
  double end = -0.5;
  std::uint32_t lanes = 0;
  float lane_height = 0;
};

// A labelled position on the axis.
struct Tick {
  double column = 0;
  std::uint32_t step = 0;
};

// Columns that are at least partly visible: [first, last).
struct ColumnRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

Layout make_layout(const Timeline& timeline, const Area& plot, const Camera& camera);

float x_at(const Layout& layout, double column);
double column_at(const Layout& layout, float x);
float lane_top(const Layout& layout, std::uint32_t lane);
float lane_center(const Layout& layout, std::uint32_t lane);
ColumnRange visible_columns(const Layout& layout, std::size_t columns);

// Each of these returns a camera inside the limits: the whole timeline at least fills the plot, no column is
// wider than is useful, and nothing scrolls beyond the ends.
Camera fitted(const Layout& layout);                          // all columns; stays at its lanes
Camera zoomed(const Layout& layout, float x, double factor);  // the column under x stays under x
Camera panned(const Layout& layout, float dx, float dy);
Camera revealing(const Layout& layout, std::uint32_t column, std::uint32_t lane);  // moves only when it must

bool shows_everything(const Layout& layout);  // all columns; lanes may still be scrolled away

// The event whose mark is at or near a point.
std::optional<std::uint32_t> hit_test(const Layout& layout, const Timeline& timeline, float x, float y);

// Round steps (distances 1, 2, 5, 10, ...) where they are first reached, about `min_gap` points apart.
std::vector<Tick> axis_ticks(const Layout& layout, const Timeline& timeline, float min_gap);

}  // namespace weft::app
