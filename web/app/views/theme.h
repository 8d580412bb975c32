// Colours and fonts of the views, for a light and a dark page. The canvas itself is transparent: the page's
// own background shows through; `panel` is what the page is assumed to have there. Units:   ImU32 colours;
// font sizes in points. Threads: plain values; no locking.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <iterator>

#include "app/views/timeline_model.h"

namespace weft::app {

struct Theme {
  ImU32 panel;         // behind everything; fills hollow marks and label pills
  ImU32 panel_raised;  // tooltips
  ImU32 lane_stripe;   // every other lane
  ImU32 grid;
  ImU32 text;
  ImU32 text_muted;
  ImU32 lifeline;
  ImU32 running;
  ImU32 blocked;  // hatching
  ImU32 accent;   // selection
  ImU32 kinds[kKindCount];

  ImU32 processors[4];  // running there; later ones share these

  ImU32 running_on(std::uint32_t processor) const {
    return processor == kNoProcessor ? running : processors[processor % std::size(processors)];
  }
  ImU32 kind(Kind kind) const { return kinds[static_cast<int>(kind)]; }
  ImU32 failure() const { return kind(Kind::failure); }
};

const Theme& light_theme();
const Theme& dark_theme();

// What is seen where `top` lies on an opaque `bottom`.
ImU32 blended(ImU32 top, ImU32 bottom);

// The same colour, `alpha` (0 to 1) times as opaque.
ImU32 faded(ImU32 color, float alpha);

inline constexpr float kBodySize = 15;
inline constexpr float kSmallSize = 13;

struct Fonts {
  ImFont* body = nullptr;
  ImFont* small = nullptr;
};

// Applies the theme to what ImGui draws itself: tooltips and their text.
void style_imgui(const Theme& theme);

}  // namespace weft::app
