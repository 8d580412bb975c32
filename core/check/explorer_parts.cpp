// Explorer: the graph search divided into parts, so that several processes share it, on one machine or many.
//
// The first executions are explored here, those first that were met first, until there are kParts things left
// to try: each is a part. Neither what the parts are nor what comes of one depends on who explores it, as
// everybody starts with what was learnt up to the division, and nothing else. All is put together in the
// order in which a search that is not divided comes to it, so that the first failure is the same.
#include <deque>
#include <list>

#include "check/bytes.h"
#include "check/explorer.h"

namespace weft {
namespace {

// Many for each process, as they differ in size. The same for all numbers of processes.
constexpr std::size_t kParts = 1'024;

}  // namespace

struct Explorer::PartReport {
  Ending ending = Ending::exhausted;
  Statistics statistics;
  std::map<std::pair<std::string, bool>, std::uint64_t> histogram;
  bool hit_timeouts = false, hit_steps = false, assumed_spin = false;
  bool sampled = false, hit_inputs = false, assumed_by_abort = false;
  bool failed = false;  // in a part: there was a failure
  std::vector<std::uintptr_t> loop_sites, look_sites;
  std::vector<std::string> unmodelled;

  bool ends_search() const { return ending != Ending::exhausted && ending != Ending::out_of_budget; }

  std::string encode() const {
    ByteWriter bytes;
    bytes.put(ending);
    bytes.put(statistics);
    bytes.put(histogram.size());
    for (const auto& [bar, count] : histogram)
      bytes.put_text(bar.first), bytes.put(bar.second), bytes.put(count);
    bytes.put(hit_timeouts), bytes.put(hit_steps), bytes.put(assumed_spin);
    bytes.put(sampled), bytes.put(hit_inputs), bytes.put(assumed_by_abort), bytes.put(failed);
    for (const auto* sites : {&loop_sites, &look_sites}) {
      bytes.put(sites->size());
      for (const std::uintptr_t site : *sites) bytes.put(site);
    }
    bytes.put(unmodelled.size());
    for (const std::string& name : unmodelled) bytes.put_text(name);
    return bytes.take();
  }

  static PartReport decode(std::string_view text) {
    ByteReader bytes(text);
    PartReport report;
    report.ending = bytes.get<Ending>();
    report.statistics = bytes.get<Statistics>();
    for (auto left = bytes.get<std::size_t>(); left > 0; --left) {
      std::string value = bytes.get_text();
      const bool failed = bytes.get<bool>();
      report.histogram[{std::move(value), failed}] = bytes.get<std::uint64_t>();
    }
    report.hit_timeouts = bytes.get<bool>();
    report.hit_steps = bytes.get<bool>();
    report.assumed_spin = bytes.get<bool>();
    report.sampled = bytes.get<bool>();
    report.hit_inputs = bytes.get<bool>();
    report.assumed_by_abort = bytes.get<bool>();
    report.failed = bytes.get<bool>();
    for (auto* sites : {&report.loop_sites, &report.look_sites})
      for (auto left = bytes.get<std::size_t>(); left > 0; --left)
        sites->push_back(bytes.get<std::uintptr_t>());
    for (auto left = bytes.get<std::size_t>(); left > 0; --left)
      report.unmodelled.push_back(bytes.get_text());
    return report;
  }
};

Explorer::PartReport Explorer::take_totals() {
  PartReport report;
  report.statistics = std::exchange(found_.statistics, {});
  report.histogram = std::exchange(histogram_, {});
  report.hit_timeouts = std::exchange(hit_timeouts_, false);
  report.hit_steps = std::exchange(hit_steps_, false);
  report.assumed_spin = std::exchange(assumed_spin_, false);
  report.sampled = std::exchange(sampled_, false);
  report.hit_inputs = std::exchange(hit_inputs_, false);
  report.assumed_by_abort = std::exchange(assumed_by_abort_, false);
  report.unmodelled = execution_.unmodelled();
  return report;
}

void Explorer::add(const PartReport& report) {
  add(report.statistics);
  for (const auto& [bar, count] : report.histogram) histogram_[bar] += count;
  hit_timeouts_ |= report.hit_timeouts;
  hit_steps_ |= report.hit_steps;
  assumed_spin_ |= report.assumed_spin;
  sampled_ |= report.sampled;
  hit_inputs_ |= report.hit_inputs;
  assumed_by_abort_ |= report.assumed_by_abort;
  for (const std::string& name : report.unmodelled) execution_.met_unmodelled(name);
}

// An execution that was explored on the way to the parts, or a part.
struct Explorer::Piece {
  std::optional<GraphDriver::Part> part;
  PartReport report;  // no part: of the execution
  std::optional<ExecutionResult> failure;
};

// Loops that wait are best found before the division. Where one shows later, all starts over; but a shard
// cannot tell the others, whose parts would be different ones.
Explorer::Ending Explorer::search_parts(Limits limits) {
  GraphDriver driver(options_.memory);
  for (;;) {
    Pieces pieces;
    Ending ending = divide(driver, limits, pieces);
    const bool divided = ending == Ending::exhausted;
    if (divided) {
      keep_share(pieces);
      ending = explore_parts(driver, pieces, limits);
    } else if (ending == Ending::out_of_budget) {
      ending = put_together(driver, pieces, {}, ending);
    }
    if (ending != Ending::found_loops || (divided && options_.shard.is_part())) return ending;
    start_over(driver);
  }
}

// Where an execution fails, what comes after it does not matter any more, but what comes before it does.
Explorer::Ending Explorer::divide(GraphDriver& driver, Limits limits, Pieces& pieces) {
  std::deque<Pieces::iterator> open;  // first those that were met first
  const auto insert = [&](Pieces::iterator place) {
    for (GraphDriver::Part& part : driver.take_parts()) {
      open.push_back(pieces.emplace(place));
      open.back()->part = std::move(part);
    }
  };
  insert(pieces.end());
  for (std::uint64_t done = 1; !open.empty() && open.size() < kParts; ++done) {
    const Pieces::iterator piece = open.front();
    open.pop_front();
    driver.explore_only(std::move(*std::exchange(piece->part, std::nullopt)));
    if (!driver.begin_execution()) continue;
    const auto ending = explore_graph(driver);
    if (ending && ending != Ending::failed) return *ending;
    piece->report = take_totals();
    piece->failure = std::exchange(failure_, std::nullopt);
    ending ? drop_after(piece, pieces, open) : insert(std::next(piece));
    if (spent(limits) || done == limits.executions) return Ending::out_of_budget;
  }
  return Ending::exhausted;
}

void Explorer::drop_after(Pieces::iterator last, Pieces& pieces, std::deque<Pieces::iterator>& open) {
  for (auto piece = std::next(last); piece != pieces.end(); ++piece) piece->part.reset();
  std::erase_if(open, [](Pieces::iterator piece) { return !piece->part; });
  pieces.erase(std::next(last), pieces.end());
}

// What was explored on the way to the parts counts for the first shard; a failure there, for all.
void Explorer::keep_share(Pieces& pieces) {
  if (!options_.shard.is_part()) return;
  std::size_t parts = 0;
  std::erase_if(pieces, [&](const Piece& piece) { return piece.part && !options_.shard.has(parts++); });
  for (Piece& piece : pieces)
    if (!options_.shard.has(0) && !piece.failure) piece.report = {};
}

Explorer::Ending Explorer::explore_parts(GraphDriver& driver, const Pieces& pieces, Limits limits) {
  std::vector<const GraphDriver::Part*> parts;
  for (const Piece& piece : pieces)
    if (piece.part) parts.push_back(&*piece.part);
  const bool alone = crew_ == nullptr || options_.jobs < 2 || parts.empty();
  const auto explore = [&](std::size_t i) {
    const PartReport report =
        explore_part(driver, *parts[i], limits, [&] { return !alone && crew_->is_moot(i); });
    return Crew::Done{report.encode(), report.ends_search(), failure_.has_value()};
  };
  std::vector<std::string> reports;
  if (!alone) reports = crew_->explore(parts.size(), options_.jobs, explore);
  for (bool ends = !reports.empty(); !ends && reports.size() < parts.size();) {
    Crew::Done done = explore(reports.size());
    ends = done.ends;
    reports.push_back(std::move(done.report));
  }
  return put_together(driver, pieces, reports, Ending::exhausted);
}

Explorer::PartReport Explorer::explore_part(GraphDriver driver, const GraphDriver::Part& part, Limits limits,
                                            const std::function<bool()>& is_moot) {
  take_totals();
  driver.explore_only(part);
  driver.looks().learn_no_more();
  const Ending ending = spent(limits) ? Ending::out_of_budget : explore_graphs(driver, limits, is_moot);
  PartReport report = take_totals();
  report.ending = ending;
  for (const auto& [bar, count] : report.histogram) report.failed |= bar.second;
  if (ending == Ending::found_loops) {
    report.loop_sites.assign(driver.loops().sites().begin(), driver.loops().sites().end());
    const auto& matter = driver.looks().sites_that_matter();
    report.look_sites.assign(matter.begin(), matter.end());
  }
  return report;
}

// Up to what ends the search. The failure of this process is that of the first part that has one.
Explorer::Ending Explorer::put_together(GraphDriver& driver, const Pieces& pieces,
                                        const std::vector<std::string>& reports, Ending ending) {
  take_totals();
  bool has_failure = false;
  auto next = reports.begin();
  for (const Piece& piece : pieces) {
    if (piece.part && next == reports.end()) continue;
    const PartReport report = piece.part ? PartReport::decode(*next++) : piece.report;
    add(report);
    driver.loops().add_sites(report.loop_sites);
    if (piece.failure && !has_failure) failure_ = piece.failure;
    has_failure = has_failure || piece.failure || report.failed;
    driver.looks().add_sites_that_matter(report.look_sites);
    if (report.ending != Ending::exhausted) ending = report.ending;
    if (report.ends_search()) break;
    if (piece.failure && !options_.keep_going) return Ending::failed;
  }
  return ending;
}

// What can only be said of a shard. It is never `verified`, as others may fail.
bool Explorer::conclude_share(Ending ending) {
  if (!options_.shard.is_part() || (ending != Ending::exhausted && ending != Ending::found_loops))
    return false;
  const bool done = ending == Ending::exhausted;
  found_.certainty = done ? Certainty::tested : Certainty::inconclusive;
  found_.message = options_.shard.name() +
                   (done ? ": no failure in this part of the executions"
                         : ": a loop that waits showed only after the search had been divided, so that the "
                           "shards do not fit together; explore the whole at once");
  return true;
}

}  // namespace weft
