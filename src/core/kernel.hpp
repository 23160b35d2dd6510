// EPOCHS_KERNEL before a function compiles it for several instruction sets and picks one when the program starts, so that a
// package built elsewhere is fast here. Only plain loops over raw pointers belong into such a function: Eigen's inlined code
// would be compiled for the wide set and then be shared with the rest of the program.
#pragma once

// The picking happens before a sanitizer's run time stands, and not every compiler and format can do it. Tests under a sanitizer name
// one set for the machine that they run on (EPOCHS_KERNEL_SET, cmake/sanitizers.cmake).
#if defined(EPOCHS_KERNEL_SET)
#define EPOCHS_KERNEL __attribute__((target(EPOCHS_KERNEL_SET)))
#elif defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define EPOCHS_KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EPOCHS_KERNEL
#endif

// Tells the compiler that two pointers never meet, so that the loop may be vectorised.
#define EPOCHS_RESTRICT __restrict__
