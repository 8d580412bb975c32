# weft_app.mjs and weft_app.wasm: single-threaded, so that the canvas also draws where pages are not isolated.
# What it needs of core is compiled in: the runner's libraries are built for threads and position independence.
file(GLOB core_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/../../core/trace/*.cpp)
set(core ${CMAKE_CURRENT_SOURCE_DIR}/../../core)
weft_app_executable(weft_app page)
target_sources(weft_app PRIVATE ${core_sources} ${core}/contract/check.cpp ${core}/report/phrase.cpp
  ${core}/report/clean_text.cpp)
target_include_directories(weft_app PRIVATE ${core} ${core}/include)
get_target_property(json_includes weft_json INTERFACE_INCLUDE_DIRECTORIES)
target_include_directories(weft_app SYSTEM PRIVATE ${json_includes})
target_compile_definitions(weft_app PRIVATE IMGUI_IMPL_OPENGL_ES3)

target_compile_options(weft_app PRIVATE -Os -fwasm-exceptions)
set_source_files_properties(canvas.cpp page/platform.cpp ${imgui_SOURCE_DIR}/backends/imgui_impl_sdl2.cpp
  PROPERTIES COMPILE_OPTIONS -sUSE_SDL=2)
target_link_options(weft_app PRIVATE -Os -fwasm-exceptions -sUSE_SDL=2 -sWASM_BIGINT -sMODULARIZE -sEXPORT_ES6 -sENVIRONMENT=web
  -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sALLOW_MEMORY_GROWTH -sSTACK_SIZE=4MB -sFILESYSTEM=0
  -sEXPORTED_FUNCTIONS=_main,_malloc,_free,_weft_app_show,_weft_app_clear,_weft_app_select,_weft_app_theme,_weft_app_resize,_weft_app_key
  -sEXPORTED_RUNTIME_METHODS=ccall
  --pre-js ${CMAKE_CURRENT_SOURCE_DIR}/page/webgl2.js
  --js-library ${CMAKE_CURRENT_SOURCE_DIR}/page/library.js --post-js ${CMAKE_CURRENT_SOURCE_DIR}/page/api.js)
set_target_properties(weft_app PROPERTIES SUFFIX .mjs RUNTIME_OUTPUT_DIRECTORY ${WEFT_PAGE}/app
  LINK_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/page/webgl2.js;${CMAKE_CURRENT_SOURCE_DIR}/page/library.js;${CMAKE_CURRENT_SOURCE_DIR}/page/api.js")
