# Debian's packages by default; with -DEPOCHS_FETCH=ON (other systems) pinned releases through FetchContent (cmake/fetch.cmake).
# FETCHCONTENT_SOURCE_DIR_IMGUI=… builds against that source tree of Dear ImGui in either case: 1.86 and 1.92 are both written for.
# Everybody links the targets named here, whichever way they came.
option(EPOCHS_FETCH "Fetch pinned releases of the dependencies instead of using the system's" OFF)
include(fetch)

if(EPOCHS_FETCH)
  epochs_fetch_libraries()
else()
  find_package(PkgConfig REQUIRED)
  find_package(Eigen3 3.4 REQUIRED NO_MODULE)
  find_package(nlohmann_json 3.11 REQUIRED)
  find_package(CLI11 2.1 REQUIRED)
  pkg_check_modules(FREETYPE REQUIRED IMPORTED_TARGET freetype2)
  pkg_check_modules(GLFW REQUIRED IMPORTED_TARGET glfw3)
  pkg_check_modules(MD4C REQUIRED IMPORTED_TARGET md4c)
  if(EPOCHS_TESTS)
    find_package(GTest REQUIRED)
  endif()
  add_library(epochs_freetype ALIAS PkgConfig::FREETYPE)
  add_library(epochs_glfw ALIAS PkgConfig::GLFW)
  add_library(epochs_md4c ALIAS PkgConfig::MD4C)
endif()
if(EPOCHS_TESTS)
  include(GoogleTest)
endif()

find_package(OpenGL REQUIRED)
find_package(PkgConfig)
pkg_check_modules(EGL IMPORTED_TARGET egl)   # pictures without a display; Linux only

if(EPOCHS_FETCH OR FETCHCONTENT_SOURCE_DIR_IMGUI)
  epochs_imgui_from_source()
else()
  pkg_check_modules(IMGUI REQUIRED IMPORTED_TARGET imgui)   # the GLFW and OpenGL 3 back ends are inside Debian's library
  add_library(epochs_imgui INTERFACE)
  target_link_libraries(epochs_imgui INTERFACE PkgConfig::IMGUI epochs_freetype)
endif()

# oneDNN is optional: without it products run on Eigen.
# Its package config asks for OpenCL, which the CPU path does not need: look for the library itself.
find_library(EPOCHS_DNNL dnnl)
find_path(EPOCHS_DNNL_INCLUDE dnnl.h)
if(EPOCHS_DNNL AND EPOCHS_DNNL_INCLUDE)
  add_library(epochs_dnnl INTERFACE)
  find_package(OpenMP REQUIRED)          # its own threads are switched off through it
  target_link_libraries(epochs_dnnl INTERFACE ${EPOCHS_DNNL} OpenMP::OpenMP_CXX)
  target_include_directories(epochs_dnnl SYSTEM INTERFACE ${EPOCHS_DNNL_INCLUDE})
endif()
