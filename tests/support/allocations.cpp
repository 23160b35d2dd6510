#include "support/allocations.hpp"

#include <cerrno>
#include <cstddef>

namespace {
thread_local long count = 0;
}

namespace epochs::test {
long allocations() { return count; }
}  // namespace epochs::test

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
// The sanitizers own malloc; they offer a hook.
extern "C" int __sanitizer_install_malloc_and_free_hooks(void (*)(const volatile void*, std::size_t), void (*)(const volatile void*));
namespace {
const int installed = __sanitizer_install_malloc_and_free_hooks([](const volatile void*, std::size_t) { ++count; }, [](const volatile void*) {});
}
#else
// glibc's malloc under its inner names; operator new and Eigen both end here.
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void* malloc(std::size_t size) { return ++count, __libc_malloc(size); }
void* calloc(std::size_t number, std::size_t size) { return ++count, __libc_calloc(number, size); }
void* realloc(void* old, std::size_t size) { return ++count, __libc_realloc(old, size); }
void* aligned_alloc(std::size_t alignment, std::size_t size) { return ++count, __libc_memalign(alignment, size); }
int posix_memalign(void** out, std::size_t alignment, std::size_t size) {
  ++count;
  *out = __libc_memalign(alignment, size);
  return *out ? 0 : ENOMEM;
}
}
#endif
