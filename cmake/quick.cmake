# Two minutes of every three of a build with sanitizers go into what draws and what tests, and there into reading the same headers
# again. Both are compiled for debugging (a quarter faster), with the headers that nearly every file reads compiled once before them.
# What trains keeps its optimisation. Off unless EPOCHS_UNITY is on: where files are built one by one, each names what it includes.
set(epochs_common_headers <algorithm> <array> <atomic> <chrono> <cmath> <cstdint> <cstring> <filesystem> <fstream> <functional> <map> <memory>
  <mutex> <numeric> <optional> <set> <span> <sstream> <string> <string_view> <thread> <unordered_map> <utility> <variant> <vector>
  <Eigen/Core> <nlohmann/json.hpp>)

function(epochs_precompile target)
  add_library(${target} OBJECT EXCLUDE_FROM_ALL ${CMAKE_CURRENT_BINARY_DIR}/nothing.cpp)
  target_link_libraries(${target} PRIVATE ${ARGN} Eigen3::Eigen nlohmann_json::nlohmann_json epochs_warnings epochs_sanitizers)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_compile_options(${target} PRIVATE -Og)
endfunction()

if(EPOCHS_SANITIZE AND EPOCHS_UNITY)
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/nothing.cpp "// A precompiled header belongs to a target, a target has a source.\n")
  epochs_precompile(epochs_headers)
  target_precompile_headers(epochs_headers PRIVATE ${epochs_common_headers})
  if(EPOCHS_TESTS)
    epochs_precompile(epochs_test_headers GTest::gtest GTest::gmock)
    target_precompile_headers(epochs_test_headers PRIVATE <gtest/gtest.h> ${epochs_common_headers})
  endif()
endif()

# epochs_compile_quickly(TARGET HEADERS): for what is not waited for when it runs. HEADERS is epochs_headers or epochs_test_headers.
function(epochs_compile_quickly target headers)
  if(EPOCHS_SANITIZE)
    target_compile_options(${target} PRIVATE -Og)
  endif()
  if(TARGET ${headers})
    target_precompile_headers(${target} REUSE_FROM ${headers})
  endif()
endfunction()
