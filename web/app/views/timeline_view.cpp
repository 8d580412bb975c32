#include "app/views/timeline_view.h"

#include <algorithm>
#include <cmath>

#include "app/views/timeline_paint.h"

namespace weft::app {
namespace {

constexpr float kNamePadding = 34;  // left and right of names, marks at the plot's edge included
constexpr float kAxisHeight = 28;
constexpr float kLegendHeight = 30;
constexpr float kNarrowestNames = 84;
constexpr float kWidestNames = 190;
constexpr float kRightMargin = kMarkOverhang + 2;
constexpr float kClickSlack = 4;  // points that a click may move without being a drag
constexpr double kZoomPerNotch = 1.22;

float widest_name(const Timeline& timeline, const Fonts& fonts) {
  float widest = 0;
  for (const Lane& lane : timeline.lanes) {
    widest = std::max(widest, fonts.body->CalcTextSizeA(kBodySize, FLT_MAX, 0, lane.name.c_str()).x);
    widest = std::max(widest, fonts.small->CalcTextSizeA(kSmallSize, FLT_MAX, 0, lane.note.c_str()).x);
  }
  return widest;
}

Area plot_area(const Area& canvas, const Timeline& timeline, const Fonts& fonts) {
  const float most = std::min(kWidestNames, canvas.width * 0.35f);
  const float names =
      std::clamp(widest_name(timeline, fonts) + kNamePadding, std::min(kNarrowestNames, most), most);
  return {canvas.x + names, canvas.y + kAxisHeight, std::max(1.f, canvas.width - names - kRightMargin),
          std::max(1.f, canvas.height - kAxisHeight - kLegendHeight)};
}

// Applies what happened since the last drawing to the camera.
void place_camera(TimelineView& view, Layout& layout, const Timeline& timeline) {
  if (view.wants_fit) layout.camera.top = 0;
  if (view.wants_fit || view.shows_everything) layout.camera = fitted(layout);
  if (view.wants_reveal && view.selected && *view.selected < timeline.marks.size())
    layout.camera = revealing(layout, *view.selected, timeline.marks[*view.selected].lane);
  view.wants_fit = view.wants_reveal = false;
  view.camera = layout.camera;
}

void zoom_and_pan(TimelineView& view, Layout& layout, bool over_canvas) {
  const ImGuiIO& io = ImGui::GetIO();
  if (over_canvas && io.MouseWheel != 0) {
    const double notches = std::clamp(static_cast<double>(io.MouseWheel), -4.0, 4.0);
    layout.camera = zoomed(layout, io.MousePos.x, std::pow(kZoomPerNotch, notches));
  }
  if (over_canvas && io.MouseWheelH != 0) layout.camera = panned(layout, io.MouseWheelH * 60, 0);
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, kClickSlack)) {
    view.dragging = true;
    layout.camera = panned(layout, io.MouseDelta.x, io.MouseDelta.y);
  }
  view.camera = layout.camera;
  view.shows_everything = shows_everything(layout);
}

bool select(TimelineView& view, std::optional<std::uint32_t> event) {
  if (!event || view.selected == event) return false;
  view.selected = event;
  return true;
}

bool answer_clicks(TimelineView& view, bool over_canvas) {
  const bool released = ImGui::IsMouseReleased(ImGuiMouseButton_Left);
  const bool clicked = released && over_canvas && !view.dragging;
  if (released) view.dragging = false;
  if (over_canvas && !view.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left))
    view.wants_fit = true;
  return clicked && select(view, view.hovered);
}

bool answer_keys(TimelineView& view, const Timeline& timeline) {
  if (ImGui::IsKeyPressed(ImGuiKey_Home, false)) view.wants_fit = true;
  const int by = ImGui::IsKeyPressed(ImGuiKey_RightArrow) - ImGui::IsKeyPressed(ImGuiKey_LeftArrow);
  if (by == 0) return false;
  view.wants_reveal = true;
  return select(view, neighbour(timeline, view.selected, by));
}

void show_cursor(const TimelineView& view) {
  if (view.dragging)
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
  else if (view.hovered)
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
}

}  // namespace

bool draw_timeline(TimelineView& view, const ScenarioOutcome& outcome, const Timeline& timeline,
                   const Theme& theme, const Fonts& fonts, const Area& canvas) {
  const Failure* const shown = shown_execution(outcome);
  if (shown == nullptr || timeline.marks.empty()) return false;
  ImGui::SetCursorScreenPos({canvas.x, canvas.y});
  ImGui::InvisibleButton("timeline", {canvas.width, canvas.height});
  const bool over_canvas = ImGui::IsItemHovered();

  bool changed = answer_keys(view, timeline);
  Layout layout = make_layout(timeline, plot_area(canvas, timeline, fonts), view.camera);
  place_camera(view, layout, timeline);
  zoom_and_pan(view, layout, over_canvas);

  const ImVec2 mouse = ImGui::GetIO().MousePos;
  view.hovered = over_canvas && !view.dragging ? hit_test(layout, timeline, mouse.x, mouse.y) : std::nullopt;
  changed |= answer_clicks(view, over_canvas);
  show_cursor(view);

  const Painting painting{*ImGui::GetWindowDrawList(),
                          layout,
                          timeline,
                          *shown,
                          theme,
                          fonts,
                          canvas,
                          view.selected,
                          view.hovered};
  paint_timeline(painting);
  if (view.hovered) paint_tooltip(painting, *view.hovered);
  return changed;
}

}  // namespace weft::app
