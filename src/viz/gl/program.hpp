// A pair of shaders from the folder `shaders`: the same source for OpenGL 3.3 and for WebGL 2; only the first lines differ, and are put here.
#pragma once

#include <string_view>

namespace epochs::viz::gl {

// 0 when there is no context, or when its compiler does not take them. name: "cells" for shaders/cells.vert and shaders/cells.frag.
unsigned make_program(std::string_view name);

}  // namespace epochs::viz::gl
