#include "app/bridge.h"

#include "app/platform.h"
#include "trace/codec.h"

namespace weft::app {

App& the_app() {
  static App app;
  return app;
}

Canvas& the_canvas() {
  static Canvas canvas;
  return canvas;
}

}  // namespace weft::app

using namespace weft::app;

void weft_app_show(const char* scenario_outcome_json) {
  weft::Result<weft::ScenarioOutcome> outcome = weft::parse_scenario(scenario_outcome_json);
  if (outcome)
    the_app().show(std::move(outcome.value()));
  else
    the_app().show_message("The outcome cannot be shown: " + outcome.error());
  schedule_frame();
}

void weft_app_clear() {
  the_app().clear();
  schedule_frame();
}

void weft_app_select(int event_index) {
  the_app().select(event_index);
  schedule_frame();
}

void weft_app_theme(int dark) {
  the_app().set_dark(dark != 0);
  schedule_frame();
}

void weft_app_resize(int width, int height) {
  the_canvas().resize(width, height);
  schedule_frame();
}

void weft_app_key(int key) {
  constexpr ImGuiKey kKeys[] = {ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_Home};
  if (key < kWeftKeyPrevious || key > kWeftKeyEverything || !ImGui::GetCurrentContext()) return;
  ImGui::GetIO().AddKeyEvent(kKeys[key], true);
  ImGui::GetIO().AddKeyEvent(kKeys[key], false);
  schedule_frame();
}
