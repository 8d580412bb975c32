// The thread timeline of an execution: draws an outcome plus its own small state, and answers mouse
// and keys. Mouse:   wheel zooms around the cursor, drag pans, click selects, double click shows everything.
// Keys:    left and right select the neighbouring event, Home shows everything.
// Threads: the thread that draws.
#pragma once

#include <cstdint>
#include <optional>

#include "app/views/theme.h"
#include "app/views/timeline_layout.h"

namespace weft::app {

struct TimelineView {
  Camera camera;
  bool wants_fit = true;         // show everything at the next drawing
  bool wants_reveal = false;     // bring the selection into view at the next drawing
  bool shows_everything = true;  // and goes on to do so when the canvas gets another size
  bool dragging = false;
  std::optional<std::uint32_t> selected;
  std::optional<std::uint32_t> hovered;
};

// Draws into the current ImGui window. Returns true when the person changed view.selected.
bool draw_timeline(TimelineView& view, const ScenarioOutcome& outcome, const Timeline& timeline,
                   const Theme& theme, const Fonts& fonts, const Area& canvas);

}  // namespace weft::app
