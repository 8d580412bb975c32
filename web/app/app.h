// What the canvas shows now, and what a person did to it. Knows nothing of windows, browsers or JSON.
// Threads: the thread that draws.
#pragma once

#include <optional>
#include <string>

#include "app/views/timeline_view.h"
#include "trace/outcome.h"

namespace weft::app {

class App {
 public:
  void show(ScenarioOutcome outcome);
  void show_message(std::string message);  // instead of an outcome
  void clear();
  void select(int event);  // brings it into view; negative or unknown: nothing is selected
  void set_dark(bool dark);

  // Draws one frame into the current ImGui context. Returns the event that the person selected in it.
  std::optional<std::uint32_t> draw(const Area& canvas, const Fonts& fonts);

 private:
  void draw_message(const Area& canvas, const Fonts& fonts) const;

  std::optional<ScenarioOutcome> outcome_;
  Timeline timeline_;
  TimelineView view_;
  std::string message_;
  const Theme* theme_ = &light_theme();
};

}  // namespace weft::app
