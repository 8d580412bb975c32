// OpenGL ES 3 (WebGL 2) in a browser; web/app/native/gl_api.h is the same for a desktop.
#pragma once

#include <GLES3/gl3.h>
#include <SDL_video.h>

namespace weft::app {
inline constexpr int kContextProfile = SDL_GL_CONTEXT_PROFILE_ES;
inline constexpr const char* kShaderVersion = "#version 300 es";
inline constexpr unsigned kWindowFlags = 0;  // the page sizes the canvas, not SDL
}  // namespace weft::app
