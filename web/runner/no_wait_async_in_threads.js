// As no_wait_async.js, for the threads that end: the main thread lives as long as the runner, and is told by
// waitAsync what the others ask of it. (Without it on the main thread too, no call from a thread arrived there: node 20,
// Emscripten 3.1.69, a main thread that is a Worker itself.)
if (ENVIRONMENT_IS_PTHREAD) delete Atomics.waitAsync;
