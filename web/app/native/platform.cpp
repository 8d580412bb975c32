// The canvas as a desktop program, to look at saved outcomes and to take screenshots without a browser.
#include "app/platform.h"

#include <SDL.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include "app/bridge.h"

namespace weft::app {
namespace {

int frames_due = kSettlingFrames;

struct Options {
  std::string file;
  std::string screenshot;
  int width = 1100, height = 420;
  int select = -1;
  bool dark = false;
};

constexpr const char* kUsage =
    "usage: weft_app_native SCENARIO_OUTCOME.json [--dark] [--select EVENT] [--size WIDTHxHEIGHT]\n"
    "                       [--screenshot FILE.bmp]\n";

bool parse_pair(const std::string& name, const char* value, Options& options) {
  if (!value) return false;
  if (name == "--screenshot") return (options.screenshot = value, true);
  if (name == "--select") return std::sscanf(value, "%d", &options.select) == 1;
  if (name == "--size") return std::sscanf(value, "%dx%d", &options.width, &options.height) == 2;
  return false;
}

bool parse_options(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--dark")
      options.dark = true;
    else if (word.rfind("--", 0) == 0) {
      if (!parse_pair(word, i + 1 < argc ? argv[i + 1] : nullptr, options)) return false;
      ++i;
    } else
      options.file = word;
  }
  return !options.file.empty();
}

bool load(const Options& options) {
  std::ifstream file(options.file);
  if (!file) return false;
  const std::string json((std::istreambuf_iterator<char>(file)), {});
  weft_app_show(json.c_str());
  weft_app_theme(options.dark);
  weft_app_select(options.select);
  return true;
}

void draw_while_open(Canvas& canvas, void (*frame)()) {
  while (canvas.take_events()) {
    if (frames_due == 0)
      SDL_WaitEvent(nullptr), frames_due = kSettlingFrames;
    else
      --frames_due, frame();
  }
}

int take_screenshot(Canvas& canvas, void (*frame)(), const std::string& path) {
  for (int i = 0; i < kSettlingFrames; ++i) canvas.take_events(), frame();
  const Status saved = canvas.save_screenshot(path);
  if (!saved) std::fprintf(stderr, "weft_app_native: %s\n", saved.error().c_str());
  return saved ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

void schedule_frame() { frames_due = kSettlingFrames; }

void report_selection(std::uint32_t event) { std::printf("selected %u\n", event); }

int run(int argc, char** argv, App&, Canvas& canvas, void (*frame)()) {
  Options options;
  if (!parse_options(argc, argv, options)) return std::fputs(kUsage, stderr), 2;
  const Status opened = canvas.open(options.width, options.height);
  if (!opened) return std::fprintf(stderr, "weft_app_native: %s\n", opened.error().c_str()), EXIT_FAILURE;
  if (!load(options))
    return std::fprintf(stderr, "weft_app_native: cannot read %s\n", options.file.c_str()), 2;
  if (!options.screenshot.empty()) return take_screenshot(canvas, frame, options.screenshot);
  draw_while_open(canvas, frame);
  return EXIT_SUCCESS;
}

}  // namespace weft::app
