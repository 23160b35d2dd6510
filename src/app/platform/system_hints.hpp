// What the desktop says about motion and brightness: GTK's settings files, which GNOME, Xfce and others write.
#pragma once

#include "app/platform/window.hpp"

namespace epochs::app {

SystemHints system_hints();

}  // namespace epochs::app
