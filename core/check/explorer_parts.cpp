// Explorer: the graph search divided into parts, so that several processes share it, on one machine or many.
//
// The first executions are explored here, those first that were met first, until there are kParts things left
// to try: each is a part. Neither what the parts are nor what comes of one depends on who explores it, as
// everybody starts with what was learnt up to the division, and nothing else.
#include <deque>

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
  std::vector<std::uintptr_t> loop_sites, look_sites;
  std::vector<std::string> unmodelled;

  std::string encode() const {
    ByteWriter bytes;
    bytes.put(ending);
    bytes.put(statistics);
    bytes.put(histogram.size());
    for (const auto& [bar, count] : histogram)
      bytes.put_text(bar.first), bytes.put(bar.second), bytes.put(count);
    bytes.put(hit_timeouts), bytes.put(hit_steps), bytes.put(assumed_spin);
    bytes.put(sampled), bytes.put(hit_inputs), bytes.put(assumed_by_abort);
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

// Loops that wait are best found before the division. Where one shows later, all starts over; but a shard
// cannot tell the others, whose parts would be different ones.
Explorer::Ending Explorer::search_parts(Limits limits) {
  GraphDriver driver(options_.memory);
  for (;;) {
    Parts parts;
    Ending ending = divide(driver, limits, parts);
    const bool divided = ending == Ending::exhausted;
    if (divided) {
      keep_share(parts);
      ending = explore_parts(driver, parts, limits);
    }
    if (ending != Ending::found_loops || (divided && options_.shard.is_part())) return ending;
    start_over(driver);
  }
}

Explorer::Ending Explorer::divide(GraphDriver& driver, Limits limits, Parts& parts) {
  Parts all = driver.take_parts();
  std::deque<GraphDriver::Part> open(all.begin(), all.end());
  while (!open.empty() && open.size() < kParts) {
    driver.explore_only(std::move(open.front()));
    open.pop_front();
    if (!driver.begin_execution()) continue;
    if (const auto ending = explore_graph(driver)) return *ending;
    if (spent(limits)) return Ending::out_of_budget;
    for (GraphDriver::Part& part : driver.take_parts()) open.push_back(std::move(part));
  }
  parts.assign(std::make_move_iterator(open.begin()), std::make_move_iterator(open.end()));
  return Ending::exhausted;
}

// What was explored on the way to the parts counts for the first shard.
void Explorer::keep_share(Parts& parts) {
  if (!options_.shard.is_part()) return;
  if (!options_.shard.has(0)) take_totals();
  Parts own;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (options_.shard.has(i)) own.push_back(std::move(parts[i]));
  parts = std::move(own);
}

Explorer::Ending Explorer::explore_parts(GraphDriver& driver, const Parts& parts, Limits limits) {
  const PartReport before = take_totals();
  const bool alone = crew_ == nullptr || options_.jobs < 2 || parts.empty();
  const auto explore = [&](std::size_t i) {
    const PartReport report =
        explore_part(driver, parts[i], limits, [&] { return !alone && crew_->is_moot(i); });
    const bool ends = report.ending != Ending::exhausted && report.ending != Ending::out_of_budget;
    return Crew::Done{report.encode(), ends, failure_.has_value()};
  };
  std::vector<std::string> reports;
  if (!alone) reports = crew_->explore(parts.size(), options_.jobs, explore);
  for (bool ends = !reports.empty(); !ends && reports.size() < parts.size();) {
    Crew::Done done = explore(reports.size());
    ends = done.ends;
    reports.push_back(std::move(done.report));
  }
  return put_together(driver, before, reports);
}

Explorer::PartReport Explorer::explore_part(GraphDriver driver, const GraphDriver::Part& part, Limits limits,
                                            const std::function<bool()>& is_moot) {
  take_totals();
  driver.explore_only(part);
  driver.looks().learn_no_more();
  const Ending ending = spent(limits) ? Ending::out_of_budget : explore_graphs(driver, limits, is_moot);
  PartReport report = take_totals();
  report.ending = ending;
  if (ending == Ending::found_loops) {
    report.loop_sites.assign(driver.loops().sites().begin(), driver.loops().sites().end());
    const auto& matter = driver.looks().sites_that_matter();
    report.look_sites.assign(matter.begin(), matter.end());
  }
  return report;
}

Explorer::Ending Explorer::put_together(GraphDriver& driver, const PartReport& before,
                                        const std::vector<std::string>& reports) {
  take_totals();
  add(before);
  Ending ending = Ending::exhausted;
  for (const std::string& text : reports) {
    const PartReport report = PartReport::decode(text);
    add(report);
    driver.loops().add_sites(report.loop_sites);
    driver.looks().add_sites_that_matter(report.look_sites);
    if (report.ending != Ending::exhausted) ending = report.ending;
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
