// The surface that ImGui draws on: an SDL window with an OpenGL context (WebGL 2 in the page), fonts that are
// sharp at its pixel ratio, and frames. Threads: the thread that opened it. There is one for the life of the
// program.
#pragma once

#include <functional>
#include <string>

#include "app/views/theme.h"
#include "app/views/timeline_layout.h"
#include "contract/result.h"

struct SDL_Window;

namespace weft::app {

class Canvas {
 public:
  Status open(int width, int height);  // points
  void resize(int width, int height);  // points
  bool take_events();                  // hands input to ImGui; false when the window was closed
  void draw(const std::function<void(const Area&, const Fonts&)>& content);
  Status save_screenshot(const std::string& path);  // what was drawn last, as BMP

 private:
  void build_fonts(float pixels_per_point);

  SDL_Window* window_ = nullptr;
  Fonts fonts_;
  float pixels_per_point_ = 0;
};

}  // namespace weft::app
