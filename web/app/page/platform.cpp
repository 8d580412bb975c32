// The canvas as an element of the page. Nothing runs between frames, and a frame is asked for only when SDL
// got an event or the page called: an idle timeline costs nothing.
#include "app/platform.h"

#include <SDL.h>
#include <emscripten.h>
#include <emscripten/html5.h>

extern "C" {  // page/library.js
void weft_page_attach();
int weft_page_width();
int weft_page_height();
void weft_page_follow_size();
void weft_page_fail(const char* message);
void weft_page_selected(int event);
void weft_page_drawn();
}

namespace weft::app {
namespace {

Canvas* the_canvas = nullptr;
void (*draw)() = nullptr;
int frames_due = 0;
bool requested = false;

bool on_animation_frame(double, void*);

// A window that moved to another screen may tell nobody.
void follow_pixel_ratio() {
  static double ratio = emscripten_get_device_pixel_ratio();
  if (ratio == emscripten_get_device_pixel_ratio()) return;
  ratio = emscripten_get_device_pixel_ratio();
  the_canvas->resize(weft_page_width(), weft_page_height());
}

void request() {
  if (requested || !draw) return;
  requested = true;
  emscripten_request_animation_frame(on_animation_frame, nullptr);
}

bool on_animation_frame(double, void*) {
  requested = false;
  follow_pixel_ratio();
  the_canvas->take_events();
  draw();
  weft_page_drawn();
  if (--frames_due > 0) request();
  return false;
}

// Polling itself pushes a sentinel, which is no input.
int on_sdl_event(void*, SDL_Event* event) {
  if (event->type != SDL_POLLSENTINEL) schedule_frame();
  return 1;
}

}  // namespace

void schedule_frame() {
  frames_due = kSettlingFrames;
  request();
}

void report_selection(std::uint32_t event) { weft_page_selected(static_cast<int>(event)); }

int run(int, char**, App&, Canvas& canvas, void (*frame)()) {
  weft_page_attach();
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#weft-no-keyboard");  // the editor's keys are not ours
  const Status opened = canvas.open(weft_page_width(), weft_page_height());
  if (!opened) weft_page_fail(opened.error().c_str());
  the_canvas = &canvas;
  draw = frame;
  SDL_AddEventWatch(on_sdl_event, nullptr);
  weft_page_follow_size();
  schedule_frame();
  return 0;
}

}  // namespace weft::app
