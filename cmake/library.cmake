# A folder's files compiled a few at a time halve the time of a build with sanitizers: what costs is reading headers and
# instantiating templates once for each file. Off where files are built one by one again and again.
option(EPOCHS_UNITY "Compile several files of a folder as one" OFF)
function(epochs_compile_together target files_at_once)
  if(EPOCHS_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${files_at_once})
  endif()
endfunction()

# epochs_library(NAME SOURCES a.cpp … LINKS other …): one folder, one library. Headers are included from src/ ("core/matrix.hpp").
function(epochs_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;DEFINES" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_compile_definitions(${name} PUBLIC ${ARG_DEFINES})
  target_link_libraries(${name} PUBLIC ${ARG_LINKS} PRIVATE epochs_warnings)
  target_link_libraries(${name} PUBLIC epochs_sanitizers)
  epochs_compile_together(${name} 8)
endfunction()

# epochs_test(NAME SOURCES … LINKS …): one GoogleTest program; every TEST is one ctest entry.
function(epochs_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT;COST" "SOURCES;LINKS;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/tests ${PROJECT_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE EPOCHS_SOURCE_DIR="${PROJECT_SOURCE_DIR}" EPOCHS_BUILD_DIR="${PROJECT_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} epochs_warnings GTest::gtest GTest::gmock GTest::gtest_main)
  epochs_compile_together(${name} 4)
  if(EPOCHS_SANITIZE)
    target_compile_options(${name} PRIVATE -Og)   # a quarter faster to compile; what is under test is optimised as ever
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  if(NOT ARG_COST)
    set(ARG_COST 1)
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT ${ARG_TIMEOUT} COST ${ARG_COST} LABELS "${ARG_LABELS}")
endfunction()
