// Waits of checked programs are steps (detail/gate.h); nothing of the runtime's lines of waiters is needed.
#pragma once

#include "weft/detail/awaitable.h"
