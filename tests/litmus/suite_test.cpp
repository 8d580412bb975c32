// The suite by hand, by brute force, by the graph search, and as C++ under `weft check`: four ways to the
// same outcomes.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "check/graph/small_program.h"
#include "check/oracle/oracle.h"
#include "compile/build.h"
#include "files/temporary_folder.h"
#include "launch/runner.h"
#include "suite.h"
#include "translation.h"

namespace litmus {
namespace {

namespace oracle = weft::oracle;
using weft::graph::MemoryModel;
using Words = std::set<std::string>;

Words words(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

// One program of the suite under one memory model.
struct Case {
  std::string name;
  oracle::Program program;
  std::string observed;
  Words allowed;
};

std::vector<Case> cases(MemoryModel model) {
  std::vector<Case> all;
  for (const Shape& shape : all_shapes())
    for (const Variant& variant : shape.variants)
      all.push_back({shape.name + "_" + variant.name, oracle::parse(variant.program), shape.observed,
                     words(shape.interleaved + (model == MemoryModel::rc11 ? " " + variant.weak : ""))});
  return all;
}

oracle::Model oracle_model(MemoryModel model) {
  return model == MemoryModel::sc ? oracle::Model::sc : oracle::Model::rc11;
}

// The value after "0:r0=" or "x=" in an outcome as the oracle prints it.
std::string value_in(const std::string& outcome, const std::string& place) {
  const std::size_t at = (" " + outcome).find(" " + place + "=");
  EXPECT_NE(at, std::string::npos) << place << " of " << outcome;
  const std::size_t begin = at + place.size() + 1;
  return outcome.substr(begin, outcome.find(' ', begin) - begin);
}

Words observed_in(const Words& outcomes, const std::string& observed) {
  Words result;
  for (const std::string& outcome : outcomes) {
    std::istringstream places(observed);
    std::string values;
    for (std::string place; places >> place;) values += value_in(outcome, place);
    result.insert(values);
  }
  return result;
}

class Suite : public testing::TestWithParam<MemoryModel> {};

TEST_P(Suite, HandAndBruteForceAgree) {
  for (const Case& one : cases(GetParam()))
    EXPECT_EQ(observed_in(oracle::behaviour(one.program, oracle_model(GetParam())).outcomes, one.observed),
              one.allowed)
        << one.name;
}

TEST_P(Suite, GraphSearchFindsWhatBruteForceFinds) {
  for (const Case& one : cases(GetParam())) {
    Words found;
    for (const auto& [name, count] : weft::explore(one.program, GetParam()).classes) {
      EXPECT_EQ(count, 1) << one.name;
      found.insert(name);
    }
    EXPECT_EQ(found, oracle::classes(one.program, oracle_model(GetParam()))) << one.name;
  }
}

// Else a variant could be called weak for an outcome that it has anyway.
TEST(Suite, WeakOutcomesAreWeak) {
  std::size_t variants = 0;
  for (const Shape& shape : all_shapes()) {
    const Words interleaved = words(shape.interleaved);
    for (const Variant& variant : shape.variants) {
      ++variants;
      for (const std::string& outcome : words(variant.weak))
        EXPECT_FALSE(interleaved.contains(outcome)) << shape.name << " " << variant.name << ": " << outcome;
    }
  }
  RecordProperty("variants", static_cast<int>(variants));
}

// C++ programs compiled as `weft check` compiles them, into one module, each run as a scenario of it.
class Module {
 public:
  explicit Module(const std::string& text) : folder_(weft::TemporaryFolder::make().value()) {
    weft::Program program;
    program.name = "suite.cpp";
    program.sources = {folder_.path() / "suite.cpp"};
    std::ofstream(program.sources.front()) << kHeaders << text;
    const weft::Builder builder(weft::find_compiler("").value(), WEFT_INCLUDE_DIR);
    build_ = builder.build(program, weft::Flavour::checked, folder_.path()).value();
    for (const weft::Diagnostic& diagnostic : build_.diagnostics)
      if (!build_.module) ADD_FAILURE() << diagnostic.where.line << ": " << diagnostic.message;
  }

  bool is_there() const { return build_.module.has_value(); }

  weft::ScenarioOutcome run(const std::string& scenario, MemoryModel model) const {
    weft::RunRequest request;
    request.scenario = scenario;
    request.strategy = weft::StrategyKind::exhaustive;
    request.reduction = weft::Reduction::graphs;
    request.memory = model == MemoryModel::sc ? weft::Memory::sc : weft::Memory::rc11;
    request.budget.seconds = 100;
    return weft::run_scenario({WEFT_CHECKED_RUNNER, ""}, *build_.module, request).value();
  }

 private:
  weft::TemporaryFolder folder_;
  weft::Build build_;
};

Words outcomes_of(const weft::ScenarioOutcome& scenario) {
  Words result;
  for (const weft::Observation& bar : scenario.histogram) {
    EXPECT_FALSE(bar.failed) << scenario.name << ": " << bar.value;
    result.insert(bar.value.substr(bar.value.find_last_of("= ") + 1));
  }
  return result;
}

INSTANTIATE_TEST_SUITE_P(Under, Suite, testing::Values(MemoryModel::sc, MemoryModel::rc11),
                         [](const auto& info) { return info.param == MemoryModel::sc ? "sc" : "rc11"; });

void expect_outcomes(const Module& module, const Case& one, MemoryModel model) {
  const weft::ScenarioOutcome scenario = module.run(one.name, model);
  EXPECT_EQ(scenario.certainty, weft::Certainty::verified) << one.name << ": " << scenario.message;
  EXPECT_EQ(outcomes_of(scenario), one.allowed) << one.name;
  EXPECT_EQ(scenario.statistics.executions, oracle::classes(one.program, oracle_model(model)).size())
      << one.name;
}

// Both models in one test: to compile the module takes longer than all the rest.
TEST(CheckedSuite, HasTheseOutcomesAndNoExecutionTwice) {
  std::string text;
  for (const Case& one : cases(MemoryModel::sc)) text += scenario_of(one.name, one.program, one.observed);
  const Module module(text);
  ASSERT_TRUE(module.is_there());
  for (const MemoryModel model : {MemoryModel::sc, MemoryModel::rc11})
    for (const Case& one : cases(model)) expect_outcomes(module, one, model);
}

TEST(CheckedSuite, PlainDataRacesWhereNothingOrdersIt) {
  std::string text;
  for (const PlainData& one : programs_with_plain_data())
    text += scenario_of(one.name, oracle::parse(one.program), "", true);
  const Module module(text);
  ASSERT_TRUE(module.is_there());
  for (const MemoryModel model : {MemoryModel::sc, MemoryModel::rc11})
    for (const PlainData& one : programs_with_plain_data()) {
      const weft::ScenarioOutcome scenario = module.run(one.name, model);
      EXPECT_EQ(scenario.verdict, one.races ? weft::Verdict::data_race : weft::Verdict::accepted)
          << one.name << ": " << scenario.message;
      if (!one.races) EXPECT_EQ(scenario.certainty, weft::Certainty::verified) << one.name;
    }
}

}  // namespace
}  // namespace litmus
