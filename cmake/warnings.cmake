# Flags for our own code only; headers of dependencies are included as SYSTEM.
add_library(epochs_warnings INTERFACE)
target_compile_options(epochs_warnings INTERFACE
  -Wall -Wextra -Wpedantic
  -Wshadow              # a name that hides another is a reader's trap
  -Wnon-virtual-dtor    # an interface without a virtual destructor leaks
  -Woverloaded-virtual  # an override that overrides nothing
  -Wcast-align -Wunused -Wnull-dereference -Wdouble-promotion -Wimplicit-fallthrough)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these inside Eigen's inlined code, where no SYSTEM include can silence it.
  target_compile_options(epochs_warnings INTERFACE -Wno-maybe-uninitialized -Wno-array-bounds -Wno-stringop-overflow -Wno-null-dereference)
endif()
if(EPOCHS_WERROR)
  target_compile_options(epochs_warnings INTERFACE -Werror)
endif()
