// What is measured, beside whom, and what is hoped for.
//
// A contest is one benchmark of ours and those of its rivals, run in turn: "PROGRAM BENCHMARK", where PROGRAM is
// build-bench/bench_PROGRAM. Its figures are read from the same runs. A figure's goal is about ours / anchor, or with
// no `against` about ours alone; of several anchors the best one counts. `limit`: why a goal is out of reach here.

const nanoseconds = { unit: 'ns', read: (run) => 1e9 / run.items_per_second };
// Where one kernel thread does it all: what else the machine does meanwhile stays out.
const cpu_nanoseconds = { unit: 'ns of CPU', read: (run) => 1e9 / run.items_per_second * run.cpu_time / run.real_time };
const milliseconds = { unit: 'ms', read: (run) => 1e3 / run.items_per_second };
const millions = { unit: 'M/s', read: (run) => run.items_per_second / 1e6 };
const peak = { unit: 'MiB', read: (run) => run.peak_mib };
const bytes = { unit: 'B', read: (run) => run.bytes_each };
const overshoot = { unit: 'µs', read: (run) => run.overshoot_us };
const share = { unit: 'least / most', read: (run) => run.share };
const ns_an_event = { unit: 'ns', read: (run) => run.ns_an_event };
const kept = { unit: 'of alone', read: (run) => run.kept };

const nanoseconds_on = (workers) => workers === 1 ? cpu_nanoseconds : nanoseconds;
const plural = (count, what) => `${count} ${what}${count === 1 ? '' : 's'}`;

// One benchmark beside one rival that has the same name there.
function duel(benchmark, program, rival, figures) {
  return { ours: `weft ${benchmark}`, rivals: { [rival]: `${program} ${benchmark}` },
           figures: figures.map((figure) => ({ against: [rival], ...figure })) };
}

const switching = [
  duel('stack_switch', 'boost', 'Boost fcontext', [{ name: 'stack switch', ...cpu_nanoseconds, goal: '<= 1' }]),
  { ours: 'weft fiber_yield',
    rivals: { 'Boost.Fiber': 'boost fiber_yield', Go: 'go fiber_yield' },
    figures: [{ name: 'fiber yield, 1 worker', ...cpu_nanoseconds, goal: '<= 0.8', against: ['Boost.Fiber'] },
              { name: 'fiber yield, 1 worker, beside Go', ...cpu_nanoseconds, goal: '<= 0.5', against: ['Go'],
                limit: 'From 0.37 to 0.58 of one run of this tool and the next, as Go takes 37 to 62 ns. Of our samples 20 % fall on ' +
                       'picking the next agent, 20 % on the switch of stacks, 21 % on leaving one stack and arriving on the other, ' +
                       '24 % on yield() itself and its look at the worker, 6 % on the line: no single part to take away.' }] },
];

const spawning = [
  duel('fiber_spawn_join/2', 'go', 'Go', [{ name: 'spawn and join 1 M fibers, 2 workers', ...nanoseconds, goal: '<= 0.5' }]),
  duel('fiber_skynet/2', 'go', 'Go', [
    { name: 'skynet of 1 M fibers, 2 workers', ...milliseconds, goal: '<= 0.4' },
    { name: 'skynet of 1 M fibers, peak memory', ...peak, goal: '<= 0.4' }]),
];

// Taskflow would be the anchor of fib.
const tasks = [
  duel('task_spawn_join/2', 'tbb', 'TBB task_group', [
    { name: 'spawn and join 1 M tasks, 2 workers', ...nanoseconds, goal: '<= 0.5' }]),
  duel('task_skynet/2', 'tbb', 'TBB task_group', [
    { name: 'skynet of 1 M tasks, 2 workers', ...milliseconds, goal: '<= 1' }]),
  duel('task_fib/2', 'tbb', 'TBB task_group', [{ name: 'fib(32) by tasks, 2 workers', ...milliseconds, goal: '<= 1' }]),
];

const channels = [
  ...[1, 2].map((workers) => duel(`fiber_round_trip/${workers}`, 'go', 'Go', [
    { name: `unbuffered channel, there and back, ${plural(workers, 'worker')}`, ...nanoseconds_on(workers), goal: '<= 0.7' }])),
  ...[[1, 1], [2, 1], [2, 2]].map(([workers, pairs]) => duel(`fiber_messages/${workers}/${pairs}`, 'go', 'Go', [
    { name: `buffered channel, a message, ${plural(workers, 'worker')}, ${plural(pairs, 'pair')}`, ...nanoseconds_on(workers),
      goal: '<= 0.8' }])),
];

const locks = [
  duel('mutex_uncontended', 'std', 'std::mutex', [{ name: 'mutex, uncontended', ...cpu_nanoseconds, goal: '<= 0.7' }]),
  duel('mutex_contended/2', 'std', 'std::mutex', [{ name: 'mutex, 2 threads', ...millions, goal: '>= 1.5' }]),
  { ours: 'weft mutex_contended_fifo/2', rivals: {},
    figures: [{ name: 'mutex, 2 threads, FIFO: fairness', ...share, goal: '>= 0.8' }] },
  duel('read_mostly/2', 'std', 'std::shared_mutex', [
    { name: 'shared mutex, 2 threads, 99 % readers', ...millions, goal: '>= 3' }]),
];

const pools = [1, 4].map((producers) => ({
  ours: `weft pool_fixed/${producers}`,
  rivals: { 'TBB enqueue': `tbb pool_enqueue/${producers}`, 'TBB task_group': `tbb pool_group/${producers}` },
  figures: [{ name: `pool of 2 threads, ${plural(producers, 'producer')}`, ...millions, goal: '>= 1.2',
              against: ['TBB enqueue', 'TBB task_group'] }],
}));

const waiting = [
  { ours: 'weft task_parked', rivals: {}, figures: [{ name: 'a parked task, page tables included', ...bytes, goal: '<= 160',
      limit: 'It takes a block of 160 B to the byte, and page tables and the lists of the pool add 0.6 B to each: 64 B of control ' +
             "block, and 96 B of frame, of which 16 are the coroutine's two functions, 24 its promise, 8 its argument, 32 the " +
             'waiter, 8 the primitive, 1 the place where it goes on, and 7 make it whole: frames are aligned to 16 B.' }] },
  duel('fiber_parked', 'go', 'Go', [
    { name: 'a parked fiber, page tables included', ...bytes, goal: '<= 0.8',
      limit: 'A stack is at least one page of 4,096 B, which no other fiber can share. Go moves stacks, so that they begin with ' +
             '2,048 B; C++ has pointers into them.' }]),
  duel('fiber_sleepers/2', 'go', 'Go', [
    { name: '100 k sleepers of 10 ms, all of them', ...milliseconds, goal: '<= 1' },
    { name: '100 k sleepers of 10 ms, median overshoot', ...overshoot, goal: '<= 1',
      limit: 'Fibers start here in 0.2 to 0.5 µs each and take 0.5 to 0.7 to end a sleep, so they fall due faster than two workers ' +
             'can serve them. Of the samples 18 % fall on taking timers out (cache and TLB misses: each lies in a stack of its own), ' +
             '16 % on reading the clock, which waits for those loads, 13 % on switching to such stacks.' }]),
];

const blocking = [
  duel('blocking_unmarked', 'go', 'Go', [{ name: 'work kept beside 8 blocking fibers, unmarked', ...kept, goal: '>= 1' }]),
  { ours: 'weft blocking_marked', rivals: {},
    figures: [{ name: 'work kept beside 8 blocking fibers, marked', ...kept, goal: '>= 0.95' }] },
];

const observation = [
  { ours: 'weft recorded_event', rivals: {}, figures: [{ name: 'recording of a scheduling event', ...ns_an_event, goal: '<= 25' }] },
];

export const contests =
  [...switching, ...spawning, ...tasks, ...channels, ...locks, ...pools, ...waiting, ...blocking, ...observation];

/** Who would be compared with and cannot be had, and why. */
export const left_out = ['Taskflow, as there is no Debian package of it; oneTBB stands in for it beside fib(32) and the pools'];
