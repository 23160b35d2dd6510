// The number of the subject along TinyWorld's English: what a reader must keep until the verb comes.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace epochs::recurrent {

// For each symbol what is known after it: 1 after a sentence's first subject where it is plural, −1 where it is singular, up to its verb's last letter; 0 elsewhere.
// Read off the surface, by TinyWorld's own words; of other texts it says nothing that could be relied on.
std::vector<double> subject_number_along(std::span<const std::string> symbols);

}  // namespace epochs::recurrent
