// The C interface of the canvas: what the page calls (page/api.js wraps it), and the one app behind it.
// The page is called back through Module.onSelect(event_index) when the person selects an event.
// Threads: the main thread.
#pragma once

#include "app/app.h"
#include "app/canvas.h"

extern "C" {
void weft_app_show(const char* scenario_outcome_json);  // malformed JSON is said on the canvas
void weft_app_clear();
void weft_app_select(int event_index);  // negative: nothing
void weft_app_theme(int dark);
void weft_app_resize(int width, int height);  // points
void weft_app_key(int key);                   // WeftAppKey
}

enum WeftAppKey { kWeftKeyPrevious, kWeftKeyNext, kWeftKeyEverything };

namespace weft::app {
App& the_app();
Canvas& the_canvas();
}  // namespace weft::app
