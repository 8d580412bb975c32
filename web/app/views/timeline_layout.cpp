#include "app/views/timeline_layout.h"

#include <algorithm>
#include <cmath>

namespace weft::app {
namespace {

constexpr double kWidestColumn = 150;  // points; wider columns only spread the marks
constexpr double kFitColumn = 104;     // a short trace is not stretched beyond this
constexpr float kLowestLane = 64;
constexpr float kHighestLane = 128;
constexpr float kHitRadius = 14;
constexpr double kCloserTicks = 0.6;  // steps are not spread evenly over the columns

double extent(const Layout& layout) { return std::max(layout.end - layout.begin, 1e-9); }

double fit_scale(const Layout& layout) { return std::min(layout.plot.width / extent(layout), kFitColumn); }

float lanes_height(const Layout& layout) { return layout.lane_height * static_cast<float>(layout.lanes); }

Camera clamped(const Layout& layout, Camera camera) {
  const double smallest = fit_scale(layout);
  camera.scale = std::clamp(camera.scale, smallest, std::max(smallest, kWidestColumn));
  const double seen = layout.plot.width / camera.scale;
  camera.left = std::clamp(camera.left, layout.begin, std::max(layout.begin, layout.end - seen));
  camera.top = std::clamp(camera.top, 0.f, std::max(0.f, lanes_height(layout) - layout.plot.height));
  return camera;
}

// 1, 2, 5, 10, 20, ... : the smallest such number that is not below `least`.
std::uint32_t round_distance(double least) {
  std::uint32_t power = 1;
  while (power * 10 < least) power *= 10;
  for (std::uint32_t factor : {1u, 2u, 5u})
    if (power * factor >= least) return power * factor;
  return power * 10;
}

// Nearest of the events [first, last) of one lane, by column distance.
std::optional<std::uint32_t> nearest_mark(const Timeline& timeline, ColumnRange range, std::uint32_t lane,
                                          double column) {
  std::optional<std::uint32_t> best;
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    if (timeline.marks[i].lane != lane) continue;
    if (!best || std::abs(i - column) < std::abs(*best - column)) best = i;
  }
  return best;
}

ColumnRange columns_between(double from, double to, std::size_t columns) {
  const double count = static_cast<double>(columns);
  const double first = std::clamp(std::floor(from), 0.0, count);
  const double last = std::clamp(std::ceil(to) + 1, first, count);
  return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)};
}

}  // namespace

Layout make_layout(const Timeline& timeline, const Area& plot, const Camera& camera) {
  Layout layout;
  layout.plot = plot;
  layout.begin = timeline.begin;
  layout.end = timeline.end;
  layout.lanes = static_cast<std::uint32_t>(timeline.lanes.size());
  const float share = layout.lanes == 0 ? kLowestLane : plot.height / static_cast<float>(layout.lanes);
  layout.lane_height = std::clamp(share, kLowestLane, kHighestLane);
  layout.camera = clamped(layout, camera);
  return layout;
}

float x_at(const Layout& layout, double column) {
  return layout.plot.x + static_cast<float>((column - layout.camera.left) * layout.camera.scale);
}

double column_at(const Layout& layout, float x) {
  return layout.camera.left + (x - layout.plot.x) / layout.camera.scale;
}

float lane_top(const Layout& layout, std::uint32_t lane) {
  return layout.plot.y - layout.camera.top + layout.lane_height * static_cast<float>(lane);
}

float lane_center(const Layout& layout, std::uint32_t lane) {
  return lane_top(layout, lane) + layout.lane_height / 2;
}

ColumnRange visible_columns(const Layout& layout, std::size_t columns) {
  return columns_between(column_at(layout, layout.plot.x) - 1, column_at(layout, layout.plot.right()),
                         columns);
}

Camera fitted(const Layout& layout) {
  return clamped(layout, {.left = layout.begin, .scale = fit_scale(layout), .top = layout.camera.top});
}

Camera zoomed(const Layout& layout, float x, double factor) {
  Camera camera = layout.camera;
  const double fixed = column_at(layout, x);
  camera.scale =
      std::clamp(camera.scale * factor, fit_scale(layout), std::max(fit_scale(layout), kWidestColumn));
  camera.left = fixed - (x - layout.plot.x) / camera.scale;
  return clamped(layout, camera);
}

Camera panned(const Layout& layout, float dx, float dy) {
  Camera camera = layout.camera;
  camera.left -= dx / camera.scale;
  camera.top -= dy;
  return clamped(layout, camera);
}

Camera revealing(const Layout& layout, std::uint32_t column, std::uint32_t lane) {
  Camera camera = layout.camera;
  const double seen = layout.plot.width / camera.scale;
  const double margin = std::min(1.0, seen / 4);  // columns: neighbours stay in view
  camera.left = std::min(camera.left, column - 0.5 - margin);
  camera.left = std::max(camera.left, column + 0.5 + margin - seen);
  const float top = layout.lane_height * static_cast<float>(lane);
  camera.top = std::min(camera.top, top);
  camera.top = std::max(camera.top, top + layout.lane_height - layout.plot.height);
  return clamped(layout, camera);
}

bool shows_everything(const Layout& layout) { return layout.camera.scale <= fit_scale(layout) * 1.0001; }

std::optional<std::uint32_t> hit_test(const Layout& layout, const Timeline& timeline, float x, float y) {
  if (!layout.plot.contains(x, y)) return std::nullopt;
  const float from_top = y - layout.plot.y + layout.camera.top;
  const auto lane = static_cast<std::uint32_t>(from_top / layout.lane_height);
  if (lane >= layout.lanes) return std::nullopt;
  const double reach = kHitRadius / layout.camera.scale;
  const double column = column_at(layout, x);
  const ColumnRange near = columns_between(column - reach, column + reach, timeline.marks.size());
  const auto best = nearest_mark(timeline, near, lane, column);
  if (!best || std::abs(*best - column) > reach) return std::nullopt;
  return best;
}

std::vector<Tick> axis_ticks(const Layout& layout, const Timeline& timeline, float min_gap) {
  std::vector<Tick> ticks;
  if (timeline.steps.empty()) return ticks;
  const double columns = static_cast<double>(timeline.steps.size());
  const double steps_per_column = (timeline.steps.back() + 1.0) / columns;
  const std::uint32_t distance = round_distance(min_gap / layout.camera.scale * steps_per_column);
  const ColumnRange range = visible_columns(layout, timeline.steps.size());
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const std::uint32_t step = timeline.steps[i];
    const bool reaches = i == 0 || timeline.steps[i - 1] / distance != step / distance;
    if (!reaches) continue;
    if (!ticks.empty() && (i - ticks.back().column) * layout.camera.scale < min_gap * kCloserTicks) continue;
    ticks.push_back({static_cast<double>(i), i == 0 ? step : step / distance * distance});
  }
  return ticks;
}

}  // namespace weft::app
