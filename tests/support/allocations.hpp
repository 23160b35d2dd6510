// Counts what the calling thread takes from the heap, through new and through malloc (Eigen's matrices).
#pragma once

namespace epochs::test {

long allocations();      // so far, by this thread; compare two readings

}  // namespace epochs::test
