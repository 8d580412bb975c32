# weft-runner-checked: a module's calls bind to this executable's functions before the C library's. Its own C++ runtime
# is linked in and hidden, so that the module brings a copy whose state is the program's alone.
add_executable(weft-runner-checked runner/checked_main.cpp runner/faults.cpp runner/forked_crew.cpp
               runner/output_capture.cpp
               ${PROJECT_SOURCE_DIR}/core/run/module_linux.cpp ${PROJECT_SOURCE_DIR}/core/run/elf_image.cpp
               ${PROJECT_SOURCE_DIR}/core/run/harmless_calls.cpp ${PROJECT_SOURCE_DIR}/core/run/lasting_state.cpp
               ${PROJECT_SOURCE_DIR}/core/run/uncaught_linux.cpp $<TARGET_OBJECTS:weft_interpose>)
target_include_directories(weft-runner-checked PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(weft-runner-checked PRIVATE weft_run ${CMAKE_DL_LIBS})
# muldefs: std::random_device is ours (core/check/interpose/random_linux.cpp), the first definition counts.
target_link_options(weft-runner-checked PRIVATE -rdynamic -static-libstdc++ -static-libgcc -Wl,--exclude-libs,ALL -Wl,-z,muldefs)
