# The common subset of g++ 12, clang 14 and emcc 3.1.6 (see CONTRIBUTING): C++20 without std::format and std::expected.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

find_program(EPOCHS_CCACHE ccache)
if(EPOCHS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${EPOCHS_CCACHE})
endif()

# One alignment for Eigen everywhere: kernels built for wider vectors share matrices with the rest of the program.
add_compile_definitions(EIGEN_MAX_ALIGN_BYTES=64 EIGEN_MPL2_ONLY)
if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
endif()
