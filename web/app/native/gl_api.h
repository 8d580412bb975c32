// OpenGL on a desktop; web/app/page/gl_api.h is the same for a browser.
#pragma once

#include <SDL_opengl.h>
#include <SDL_video.h>

namespace weft::app {
inline constexpr int kContextProfile = SDL_GL_CONTEXT_PROFILE_COMPATIBILITY;
inline constexpr const char* kShaderVersion = "#version 130";
inline constexpr unsigned kWindowFlags = SDL_WINDOW_RESIZABLE;
}  // namespace weft::app
