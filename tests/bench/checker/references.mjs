// How many executions other checkers complete of the programs beside this, and how fast.
//
// A program has sizes, each given by one -D, and for each the count under sequential consistency, and under RC11 where
// that is another one. `blocked`: executions of the reference that lead nowhere; none where nothing is said. `long`:
// sizes that take seconds. `flags`: more that `weft check` is told. Counts: GenMC 0.11, and an enumeration of all
// interleavings where GenMC has no such program (lost_update, treiber_stack).

const sizes = (from, counts) => Object.fromEntries(counts.map((count, i) => [`N=${from + i}`, count]));

export const programs = [
  { name: 'ainc', counts: sizes(2, [2, 6, 24, 120, 720, 5_040]) },
  { name: 'binc', counts: sizes(2, [4, 36, 576]) },
  { name: 'cinc', counts: sizes(2, [8, 216, 13_824]) },
  { name: 'inc', counts: sizes(2, [4, 36, 576]) },
  { name: 'rw', counts: sizes(2, [4, 36, 576]) },
  { name: 'wainc', counts: sizes(2, [6, 24, 120]) },
  { name: 'cas', counts: sizes(2, [2, 3, 4, 5]) },
  { name: 'casrot', counts: sizes(2, [2, 5, 14, 43, 144, 523, 2_048, 8_597]) },
  { name: 'casw', counts: sizes(2, [6, 66, 1_200]) },
  { name: 'wcas', counts: sizes(2, [5, 13, 33]) },
  { name: 'readers', counts: { 'N=2': 4, 'N=8': 256, 'N=13': 8_192 } },
  { name: 'lastzero', counts: { 'N=5': 64, 'N=10': 3_328, 'N=15': 147_456 }, long: ['N=15'] },
  { name: 'indexer', counts: sizes(12, [8, 64, 512, 4_096]), long: ['N=15'] },
  { name: 'lockinc', counts: sizes(2, [2, 6, 24, 120, 720]) },
  { name: 'lock2inc', counts: sizes(2, [2, 6, 24, 120, 720]) },
  { name: 'fib_bench', counts: { 'N=5': [218_243, 525_630] }, long: ['N=5'] },
  { name: 'coa', counts: { 'N=3': [130, 144] } },
  { name: 'publish', counts: { 'N=41': 42 } },
  { name: 'eratosthenes', counts: { 'N=5': [398, 1_512] } },
  { name: 'chase_lev', counts: { '': [59, 65] }, flags: ['--ignore-races'] },
  { name: 'ticket_lock', counts: { 'N=2': 2 } },
  { name: 'ttas_lock', counts: { 'N=2': 2 } },
  { name: 'mutex', counts: { 'N=2': 12 } },
  { name: 'peterson', counts: { '': 4 }, blocked: 4 },
  { name: 'lost_update', counts: { 'N=2': 34, 'N=3': 328 }, models: ['sc'], by: 'all interleavings' },
  { name: 'treiber_stack', counts: { '': 44 }, models: ['sc'], by: 'all interleavings' },
  { name: 'litmus', counts: {
    'TEST=SB': [3, 4], 'TEST=SB_seq_cst': 3, 'TEST=SB_fences': 3, 'TEST=MP': 3, 'TEST=MP_looks_once_told': 2,
    'TEST=LB': 3, 'TEST=IRIW': [15, 16], 'TEST=IRIW_seq_cst': 15, 'TEST=W22': [3, 4], 'TEST=W22_seq_cst': 3,
    'TEST=CoRR': 6, 'TEST=CoRW': 3, 'TEST=CoWR': 3, 'TEST=S': [3, 4], 'TEST=S_writes_once_told': 2 } },
];

// Its start-up and compilation are not what is compared.
const startup_seconds = 0.04;

// `seconds`: GenMC's wall time, start-up included; the middle where it was seen to vary.
export const races = [
  { name: 'fib_bench', size: 'N=5', memory: 'sc', executions: 218_243, seconds: 3.3 },
  { name: 'fib_bench', size: 'N=5', memory: 'rc11', executions: 525_630, seconds: 6.6 },
  { name: 'cinc', size: 'N=4', memory: 'rc11', executions: 13_824, seconds: 0.7 },
  { name: 'readers', size: 'N=13', memory: 'rc11', executions: 8_192, seconds: 0.5 },
  { name: 'lastzero', size: 'N=10', memory: 'rc11', executions: 3_328, seconds: 0.3 },
  { name: 'lastzero', size: 'N=15', memory: 'rc11', executions: 147_456, seconds: 17, long: true },
  { name: 'indexer', size: 'N=15', memory: 'rc11', executions: 4_096, seconds: 4.05 },
  { name: 'casrot', size: 'N=9', memory: 'rc11', executions: 8_597, seconds: 0.14 },
  { name: 'ainc', size: 'N=7', memory: 'rc11', executions: 5_040, seconds: 0.26 },
].map((race) => ({ ...race, rate: race.executions / (race.seconds - startup_seconds) }));
