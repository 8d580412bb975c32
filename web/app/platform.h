// The seam between the app and where it runs: native/platform.cpp opens a file in a window, page/platform.cpp
// lives on a canvas element and talks to JavaScript. Threads: the main thread.
#pragma once

#include "app/app.h"
#include "app/canvas.h"

namespace weft::app {

// Drawings after each input: ImGui takes in one change of a button a frame, of which a double click has four.
inline constexpr int kSettlingFrames = 6;

// Draws once more, soon; calls before that collapse into one. Idle programs draw nothing.
void schedule_frame();

// The person selected an event.
void report_selection(std::uint32_t event);

// Opens the canvas, and draws it with `frame` whenever input arrives or a frame was scheduled. In the page it
// returns at once and the frames follow. Returns the exit status.
int run(int argc, char** argv, App& app, Canvas& canvas, void (*frame)());

}  // namespace weft::app
