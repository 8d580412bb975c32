// Whether another kernel thread of this process sleeps in the system. One file a platform.
#pragma once

namespace weft::runtime {

// False where the system does not tell.
bool sleeps_in_system(long system_thread_id);

}  // namespace weft::runtime
