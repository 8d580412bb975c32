#include "app/canvas.h"

#include <SDL.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>

#include <algorithm>
#include <vector>

#include "app/font_data.h"
#include "gl_api.h"

namespace weft::app {
namespace {

// Latin, Greek, Cyrillic, dashes and quotes, arrows, and the replacement for what is missing.
constexpr ImWchar kLetters[] = {0x20,   0x17f,  0x370,  0x3ff,  0x400,  0x4ff, 0x2010,
                                0x2044, 0x2190, 0x2195, 0x2260, 0x2265, 0};

Error sdl_error(const char* what) { return {std::string(what) + ": " + SDL_GetError()}; }

// The page's background shows through, hence an alpha channel; multisampling smooths what ImGui does not.
void request_context() {
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, kContextProfile);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 8);
}

void start_imgui(SDL_Window* window, SDL_GLContext context) {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui_ImplSDL2_InitForOpenGL(window, context);
  ImGui_ImplOpenGL3_Init(kShaderVersion);
}

ImFont* add_font(float size, float pixels_per_point) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = pixels_per_point < 1.5f ? 2 : 1;
  config.GlyphRanges = kLetters;
  void* data = const_cast<unsigned char*>(kFontData);
  return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(data, kFontBytes, size * pixels_per_point, &config);
}

SDL_Surface* read_pixels(int width, int height) {
  std::vector<unsigned char> pixels(static_cast<std::size_t>(width) * height * 4);
  glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
  SDL_Surface* surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGBA32);
  if (!surface) return nullptr;
  const std::size_t row = static_cast<std::size_t>(width) * 4;
  for (int y = 0; y < height; ++y)
    std::copy_n(pixels.data() + row * (height - 1 - y), row,
                static_cast<unsigned char*>(surface->pixels) + row * y);
  return surface;
}

}  // namespace

Status Canvas::open(int width, int height) {
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return sdl_error("cannot start SDL");
  request_context();
  const auto flags = SDL_WINDOW_OPENGL | SDL_WINDOW_ALLOW_HIGHDPI | kWindowFlags;
  window_ = SDL_CreateWindow("Weft", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width, height, flags);
  if (!window_) return sdl_error("cannot open a window");
  const SDL_GLContext context = SDL_GL_CreateContext(window_);
  if (!context) return sdl_error("cannot create an OpenGL context");
  start_imgui(window_, context);
  return Unit{};
}

void Canvas::resize(int width, int height) { SDL_SetWindowSize(window_, width, height); }

bool Canvas::take_events() {
  SDL_Event event;
  bool open = true;
  while (SDL_PollEvent(&event)) {
    ImGui_ImplSDL2_ProcessEvent(&event);
    open = open && event.type != SDL_QUIT;
  }
  return open;
}

void Canvas::build_fonts(float pixels_per_point) {
  ImGuiIO& io = ImGui::GetIO();
  if (pixels_per_point_ != 0) ImGui_ImplOpenGL3_DestroyFontsTexture();
  io.Fonts->Clear();
  fonts_ = {.body = add_font(kBodySize, pixels_per_point), .small = add_font(kSmallSize, pixels_per_point)};
  io.FontGlobalScale = 1 / pixels_per_point;
  io.Fonts->Build();
  ImGui_ImplOpenGL3_CreateFontsTexture();
  pixels_per_point_ = pixels_per_point;
}

void Canvas::draw(const std::function<void(const Area&, const Fonts&)>& content) {
  int width = 0, height = 0, drawable_width = 0, drawable_height = 0;
  SDL_GetWindowSize(window_, &width, &height);
  SDL_GL_GetDrawableSize(window_, &drawable_width, &drawable_height);
  if (width <= 0 || height <= 0) return;
  const float ratio = static_cast<float>(drawable_width) / static_cast<float>(width);
  ImGui_ImplOpenGL3_NewFrame();
  if (ratio != pixels_per_point_) build_fonts(ratio);
  ImGui_ImplSDL2_NewFrame();
  ImGui::NewFrame();
  content({0, 0, static_cast<float>(width), static_cast<float>(height)}, fonts_);
  ImGui::Render();
  glViewport(0, 0, drawable_width, drawable_height);
  glClearColor(0, 0, 0, 0);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  SDL_GL_SwapWindow(window_);
}

Status Canvas::save_screenshot(const std::string& path) {
  int width = 0, height = 0;
  SDL_GL_GetDrawableSize(window_, &width, &height);
  SDL_Surface* surface = read_pixels(width, height);
  if (!surface) return sdl_error("cannot read the picture");
  const int failed = SDL_SaveBMP(surface, path.c_str());
  SDL_FreeSurface(surface);
  if (failed) return sdl_error("cannot write the picture");
  return Unit{};
}

}  // namespace weft::app
