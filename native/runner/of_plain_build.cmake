# The runners put functions of their own in the place of malloc, pthread_create and others, and so does the runtime of a
# sanitizer: both cannot be in one process. A build with sanitizers watches weft itself and starts the plain runners.
set(WEFT_PLAIN_BUILD ${PROJECT_SOURCE_DIR}/build CACHE PATH "Build without sanitizers, whose runners are used")
foreach(runner weft-runner-checked weft-runner-real)
  add_custom_target(${runner} ALL
    COMMAND ${CMAKE_COMMAND} -E create_symlink ${WEFT_PLAIN_BUILD}/${runner} ${CMAKE_BINARY_DIR}/${runner})
endforeach()
