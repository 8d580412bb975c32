// One function per subcommand, each in a file of its name: adds its options and what it does to the command
// line.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/session.h"

namespace weft {

void add_list(CLI::App& app, Session& session);
void add_show(CLI::App& app, Session& session);
void add_start(CLI::App& app, Session& session);
void add_run(CLI::App& app, Session& session);
void add_check(CLI::App& app, Session& session);
void add_replay(CLI::App& app, Session& session);
void add_break(CLI::App& app, Session& session);
void add_grade(CLI::App& app, Session& session);
void add_author(CLI::App& app, Session& session);
void add_doctor(CLI::App& app, Session& session);

// Options that several subcommands share.
void add_json(CLI::App& command, Session& session);

}  // namespace weft
