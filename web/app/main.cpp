// Weft's canvas: one window, one app, frames only when something changed.
#include "app/bridge.h"
#include "app/platform.h"

namespace {

void draw_frame() {
  using namespace weft::app;
  the_canvas().draw([](const Area& area, const Fonts& fonts) {
    if (const auto event = the_app().draw(area, fonts)) report_selection(*event);
  });
}

}  // namespace

int main(int argc, char** argv) {
  using namespace weft::app;
  return run(argc, argv, the_app(), the_canvas(), draw_frame);
}
