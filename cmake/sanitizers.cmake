# EPOCHS_SANITIZE=address,undefined finds memory and arithmetic faults, =thread finds races; never both in one build.
add_library(epochs_sanitizers INTERFACE)
if(EPOCHS_SANITIZE)
  set(flags -fsanitize=${EPOCHS_SANITIZE} -fno-omit-frame-pointer)
  if(EPOCHS_SANITIZE MATCHES "undefined")
    # A check at every dereference is half the time of a build. The address sanitizer stops at a null pointer and at the end of an
    # object too; alignment matters where foreign bytes are read, and the fuzz targets, with flags of their own, keep every check.
    list(APPEND flags -fno-sanitize=null,object-size,alignment,vptr -fno-sanitize-recover=undefined)
  endif()
  target_compile_options(epochs_sanitizers INTERFACE ${flags})
  target_link_options(epochs_sanitizers INTERFACE ${flags})
  # Sixty programs of a hundred megabytes are linked: lld takes a third of the time that GNU ld takes, gold (which comes with it) two thirds.
  find_program(EPOCHS_LLD ld.lld)
  find_program(EPOCHS_GOLD ld.gold)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND (EPOCHS_LLD OR EPOCHS_GOLD))
    target_link_options(epochs_sanitizers INTERFACE -fuse-ld=$<IF:$<BOOL:${EPOCHS_LLD}>,lld,gold>)
  endif()
endif()

# epochs_kernels(a.cpp …): the loops that tests wait for are optimised as in a release, and compiled for the instruction set of the
# machine that builds and tests: a sanitized program cannot pick among several when it starts (core/kernel.hpp), and what every machine has takes three times as long.
function(epochs_kernels)
  if(NOT EPOCHS_SANITIZE)
    return()
  endif()
  include(CheckCXXSourceRuns)
  check_cxx_source_runs("int main() { return __builtin_cpu_supports(\"avx2\") && __builtin_cpu_supports(\"fma\") ? 0 : 1; }" EPOCHS_TESTS_ON_AVX2)
  set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -O3 SKIP_UNITY_BUILD_INCLUSION ON)
  if(EPOCHS_TESTS_ON_AVX2)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_DEFINITIONS "EPOCHS_KERNEL_SET=\"arch=x86-64-v3\"")
  endif()
endfunction()
