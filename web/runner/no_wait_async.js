// A thread of Emscripten's leaves an asynchronous waiter behind at the address of its pthread structure when it ends. When
// that memory is used again, for a lock say, a wakeup of one waiter goes to that one and is lost. Without waitAsync
// Emscripten sends its threads messages instead. (Seen with 3.1.69 and node 20.)
delete Atomics.waitAsync;
