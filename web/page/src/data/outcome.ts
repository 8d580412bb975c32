// The checker's findings as plain data: the same JSON that the command line prints (core/trace/outcome.h).
// Field names are the C++ member names; a 64-bit value beyond 2^53 arrives as a bigint (see exact_json.ts).

export type Verdict =
  | 'accepted' | 'wrong_result' | 'data_race' | 'deadlock' | 'livelock' | 'starvation' | 'misuse'
  | 'memory_error' | 'leak' | 'crash' | 'time_limit' | 'memory_limit' | 'output_limit' | 'too_slow'
  | 'forbidden' | 'compile_error' | 'inconclusive' | 'internal_error';

export type Certainty = 'shown' | 'verified' | 'tested' | 'inconclusive';
export type Mode = 'checked' | 'real';
export type Whole = number | bigint;
/** Of an agent or an object; null or absent = none. */
export type Id = number | null | undefined;

export interface SourceLocation {
  file?: string;
  line?: number;
  column?: number;
  function?: string;
}

export interface TraceEvent {
  step?: number;
  agent: Id;
  op: string;
  object?: Id;
  name?: string;
  address?: Whole;
  bytes?: number;
  before?: Whole;
  uninitialised?: boolean;
  after?: Whole;
  blocked?: boolean;
  blocked_since?: number;
  failed?: boolean;
  text?: string;
  frames?: Whole[];
  where?: SourceLocation;
  /** Of recordings: nanoseconds since they began, where it happened, and the processor that it is about. */
  at?: number;
  thread?: number;
  processor?: number;
}

export interface AgentInfo {
  id: Id;
  name: string;
  state?: string;
  waits_on?: string;
  waits_object?: Id;
  holds?: string[];
}

export interface WaitEdge {
  waiter: Id;
  holder?: Id;
  object?: Id;
  name: string;
  wait_event?: number;
  hold_event?: number;
}

/** An access that is as in no interleaving; numbers of events. */
export interface WeakAccess {
  event: number;
  /** What a load saw; absent = what was there before any store. */
  older?: number | null;
  /** The store that it did not see, or that a store came before. */
  newer: number;
  /** What told its thread of the newer one without synchronising. */
  through_store?: number | null;
  through_load?: number | null;
}

export interface Failure {
  schedule?: { steps?: string; graph?: string };
  agents?: AgentInfo[];
  events?: TraceEvent[];
  sides?: number[];
  waits?: WaitEdge[];
  cycle?: boolean;
  preemptions?: number;
  /** No interleaving shows it; why. */
  weak_memory?: boolean;
  weak_accesses?: WeakAccess[];
  /** Of recordings: events before the first of these. */
  left_out?: number;
}

/** How an agent goes on when it is picked: as it would, by giving up a timed wait, or by waking for no reason. */
export type Variant = 'normal' | 'timeout' | 'spurious';

/** One of the ways in which an execution that stopped at a choice can go on. */
export interface Choice {
  agent: number;
  variant: Variant;
  preempts?: boolean;
  /** What the agent would do next; values in memory are not known yet. */
  event: TraceEvent;
}

export interface Statistics {
  executions?: number;
  blocked?: number;
  excluded?: number;
  steps?: number;
  max_steps?: number;
  agents?: number;
  preemption_bound?: number;
  seconds?: number;
}

export interface Observation {
  value: string;
  count: number;
  failed?: boolean;
  seconds?: number;
}

export interface ScenarioOutcome {
  name: string;
  mode: Mode;
  verdict: Verdict;
  message: string;
  certainty: Certainty;
  bounds?: string;
  statistics?: Statistics;
  /** The failing execution; with strategy `choose` the execution so far. */
  failure?: Failure | null;
  /** What Weft's scheduler did in the failing (or last) repetition of a real run. */
  recording?: Failure | null;
  choices?: Choice[];
  histogram?: Observation[];
  output?: string;
  unmodelled?: string[];
}

export interface Diagnostic {
  severity: string;
  where: SourceLocation;
  message: string;
}

export interface Outcome {
  weft: 1 | 2;
  verdict: Verdict;
  message: string;
  certainty: Certainty;
  program: string;
  scenarios: ScenarioOutcome[];
  diagnostics: Diagnostic[];
  seconds: number;
}
