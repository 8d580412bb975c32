#include "app/views/theme.h"

#include <algorithm>

namespace weft::app {
namespace {

constexpr ImU32 rgb(std::uint32_t hex) {
  return IM_COL32((hex >> 16) & 0xff, (hex >> 8) & 0xff, hex & 0xff, 0xff);
}

// Kinds in order: lifecycle, memory, atomic, lock, signal, note, failure. Hues stay apart for red-green
// blindness; shapes tell kinds apart without colour.
constexpr Theme kLight = {
    .panel = rgb(0xffffff),
    .panel_raised = rgb(0xffffff),
    .lane_stripe = IM_COL32(15, 23, 42, 9),
    .grid = IM_COL32(15, 23, 42, 22),
    .text = rgb(0x0f172a),
    .text_muted = rgb(0x5b6778),
    .lifeline = rgb(0xc3ccd8),
    .running = IM_COL32(37, 99, 235, 42),
    .blocked = IM_COL32(71, 85, 105, 120),
    .accent = rgb(0x1d4ed8),
    .kinds = {rgb(0x64748b), rgb(0x0f766e), rgb(0x7c3aed), rgb(0x1d5fd6), rgb(0xb45309), rgb(0x64748b),
              rgb(0xd92626)},
    .processors = {IM_COL32(37, 99, 235, 70), IM_COL32(234, 138, 0, 80), IM_COL32(13, 148, 136, 80),
                   IM_COL32(147, 51, 234, 62)},
};

constexpr Theme kDark = {
    .panel = rgb(0x151a21),
    .panel_raised = rgb(0x1c232d),
    .lane_stripe = IM_COL32(255, 255, 255, 8),
    .grid = IM_COL32(255, 255, 255, 20),
    .text = rgb(0xe6ebf2),
    .text_muted = rgb(0x97a3b4),
    .lifeline = rgb(0x3b4757),
    .running = IM_COL32(96, 165, 250, 52),
    .blocked = IM_COL32(148, 163, 184, 110),
    .accent = rgb(0x7db4ff),
    .kinds = {rgb(0x94a3b8), rgb(0x2dd4bf), rgb(0xb79cff), rgb(0x66a8ff), rgb(0xf5b544), rgb(0x94a3b8),
              rgb(0xff6b6b)},
    .processors = {IM_COL32(96, 165, 250, 85), IM_COL32(251, 170, 60, 85), IM_COL32(45, 212, 191, 75),
                   IM_COL32(192, 132, 252, 85)},
};

}  // namespace

const Theme& light_theme() { return kLight; }
const Theme& dark_theme() { return kDark; }

ImU32 faded(ImU32 color, float alpha) {
  const float old = static_cast<float>(color >> IM_COL32_A_SHIFT);
  const auto opacity = static_cast<ImU32>(std::clamp(old * alpha, 0.f, 255.f));
  return (color & ~IM_COL32_A_MASK) | (opacity << IM_COL32_A_SHIFT);
}

ImU32 blended(ImU32 top, ImU32 bottom) {
  const ImVec4 a = ImGui::ColorConvertU32ToFloat4(top), b = ImGui::ColorConvertU32ToFloat4(bottom);
  const auto mix = [&](float over, float under) { return under + (over - under) * a.w; };
  return ImGui::ColorConvertFloat4ToU32({mix(a.x, b.x), mix(a.y, b.y), mix(a.z, b.z), 1});
}

void style_imgui(const Theme& theme) {
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = {12, 10};
  style.ItemSpacing = {6, 4};
  style.PopupRounding = style.WindowRounding = 7;
  style.Colors[ImGuiCol_Text] = ImGui::ColorConvertU32ToFloat4(theme.text);
  style.Colors[ImGuiCol_PopupBg] = ImGui::ColorConvertU32ToFloat4(theme.panel_raised);
  style.Colors[ImGuiCol_Border] = ImGui::ColorConvertU32ToFloat4(theme.grid);
  style.Colors[ImGuiCol_WindowBg] = ImVec4(0, 0, 0, 0);
}

}  // namespace weft::app
