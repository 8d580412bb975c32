// What an engine is compared with. behaviour.h documents the texts.
#pragma once

#include "check/oracle/behaviour.h"

namespace weft::oracle {

enum class Model { sc, rc11 };

// All that the program can do, of a valid program.
Behaviour behaviour(const Program& program, Model model);

// The classes of all its complete executions.
std::set<std::string> classes(const Program& program, Model model);

}  // namespace weft::oracle
