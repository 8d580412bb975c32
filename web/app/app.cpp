#include "app/app.h"

#include <utility>

#include "app/views/shapes.h"

namespace weft::app {
namespace {

constexpr const char* kNothingYet =
    "The threads of a failing execution appear here after Check, and what fibers and tasks did after Run.";

std::string message_for(const ScenarioOutcome& outcome) {
  const Failure* const shown = shown_execution(outcome);
  if (shown != nullptr && !shown->events.empty()) return "";
  return outcome.verdict == Verdict::accepted ? "No failing execution: there is nothing to show here."
                                              : "This verdict comes without a recorded execution.";
}

constexpr ImGuiWindowFlags kCanvasFlags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBringToFrontOnFocus;

void begin_canvas_window(const Area& canvas) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::SetNextWindowPos({canvas.x, canvas.y});
  ImGui::SetNextWindowSize({canvas.width, canvas.height});
  ImGui::Begin("canvas", nullptr, kCanvasFlags);
  ImGui::PopStyleVar(2);
}

}  // namespace

void App::show(ScenarioOutcome outcome) {
  timeline_ = build_timeline(outcome);
  message_ = message_for(outcome);
  outcome_ = std::move(outcome);
  view_ = TimelineView{};
}

void App::show_message(std::string message) {
  clear();
  message_ = std::move(message);
}

void App::clear() {
  outcome_.reset();
  timeline_ = Timeline{};
  view_ = TimelineView{};
  message_.clear();
}

void App::select(int event) {
  view_.selected.reset();
  if (event < 0 || static_cast<std::size_t>(event) >= timeline_.marks.size()) return;
  view_.selected = static_cast<std::uint32_t>(event);
  view_.wants_reveal = true;
}

void App::set_dark(bool dark) { theme_ = dark ? &dark_theme() : &light_theme(); }

std::optional<std::uint32_t> App::draw(const Area& canvas, const Fonts& fonts) {
  style_imgui(*theme_);
  begin_canvas_window(canvas);
  bool changed = false;
  if (outcome_ && message_.empty())
    changed = draw_timeline(view_, *outcome_, timeline_, *theme_, fonts, canvas);
  else
    draw_message(canvas, fonts);
  ImGui::End();
  return changed ? view_.selected : std::nullopt;
}

void App::draw_message(const Area& canvas, const Fonts& fonts) const {
  const std::string text =
      fitting(fonts.body, kBodySize, message_.empty() ? kNothingYet : message_, canvas.width - 24);
  const ImVec2 size = fonts.body->CalcTextSizeA(kBodySize, FLT_MAX, 0, text.c_str());
  const ImVec2 at(canvas.x + (canvas.width - size.x) / 2, canvas.y + (canvas.height - size.y) / 2);
  draw_text(*ImGui::GetWindowDrawList(), fonts.body, kBodySize, at, theme_->text_muted, text);
}

}  // namespace weft::app
