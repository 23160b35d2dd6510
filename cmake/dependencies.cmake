# Debian's packages by default. On other systems (or with -DEPOCHS_FETCH=ON) pinned releases through FetchContent;
# FETCHCONTENT_SOURCE_DIR_IMGUI points at a source tree of another Dear ImGui.
option(EPOCHS_FETCH "Fetch pinned releases of the dependencies instead of using the system's" OFF)
find_package(PkgConfig)

find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
if(EPOCHS_TESTS)
  find_package(GTest REQUIRED)
  include(GoogleTest)
endif()

# Dear ImGui's back end of choice (GLFW + OpenGL 3) is inside Debian's static library.
pkg_check_modules(IMGUI REQUIRED IMPORTED_TARGET imgui)
pkg_check_modules(FREETYPE REQUIRED IMPORTED_TARGET freetype2)
pkg_check_modules(GLFW REQUIRED IMPORTED_TARGET glfw3)
pkg_check_modules(EGL REQUIRED IMPORTED_TARGET egl)
pkg_check_modules(MD4C REQUIRED IMPORTED_TARGET md4c)
find_package(OpenGL REQUIRED)

add_library(epochs_imgui INTERFACE)
target_link_libraries(epochs_imgui INTERFACE PkgConfig::IMGUI PkgConfig::FREETYPE)

# oneDNN is optional: without it products run on Eigen.
# Its package config asks for OpenCL, which the CPU path does not need: look for the library itself.
find_library(EPOCHS_DNNL dnnl)
find_path(EPOCHS_DNNL_INCLUDE dnnl.h)
if(EPOCHS_DNNL AND EPOCHS_DNNL_INCLUDE)
  add_library(epochs_dnnl INTERFACE)
  target_link_libraries(epochs_dnnl INTERFACE ${EPOCHS_DNNL})
  target_include_directories(epochs_dnnl SYSTEM INTERFACE ${EPOCHS_DNNL_INCLUDE})
endif()
