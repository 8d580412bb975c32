// One location: what is mo, po and rf at it forms no cycle, whatever the orders. So nothing is weak here.
#include "suite.h"

namespace litmus {
namespace {

const std::vector<std::pair<std::string, std::string>> kOrders = {
    {"relaxed", "relaxed"}, {"release", "acquire"}, {"seq_cst", "seq_cst"}};

Shape never_weak(const std::string& name, const std::string& program, const std::string& observed,
                 const std::string& interleaved) {
  Shape shape{name, observed, interleaved, {}};
  for (const auto& [store, load] : kOrders)
    shape.variants.push_back({store + "_" + load, with_orders(program, store, load), ""});
  return shape;
}

// Every pair of a list beside every pair of it.
std::string beside(const std::string& pairs) {
  std::string all;
  for (std::size_t a = 0; a < pairs.size(); a += 3)
    for (std::size_t b = 0; b < pairs.size(); b += 3) all += pairs.substr(a, 2) + pairs.substr(b, 2) + " ";
  return all;
}

const std::string kTwoLoads = "r0 = load(x, LOAD); r1 = load(x, LOAD)";

Shape reads_of_one_writer() {
  return never_weak("CoRR", "store(x, 1, STORE); store(x, 2, STORE) || " + kTwoLoads, "1:r0 1:r1",
                    "00 01 02 11 12 22");
}

// Both readers see the mo, of 1 before 2 or of 2 before 1: going on or staying, never back.
Shape reads_of_two_writers() {
  return never_weak("CoRR2", "store(x, 1, STORE) || store(x, 2, STORE) || " + kTwoLoads + " || " + kTwoLoads,
                    "2:r0 2:r1 3:r0 3:r1", beside("00 01 02 11 12 22") + beside("00 02 01 22 21 11"));
}

std::vector<Shape> with_a_write() {
  return {never_weak("CoWW", "store(x, 1, STORE); store(x, 2, STORE)", "x", "2"),
          never_weak("CoWW2", "store(x, 1, STORE); store(x, 2, STORE) || store(x, 3, STORE)", "x", "2 3"),
          // Read 2, and it is mo-before the store of 1.
          never_weak("CoRW", "r0 = load(x, LOAD); store(x, 1, STORE) || store(x, 2, STORE)", "0:r0 x",
                     "01 02 21"),
          never_weak("CoRW1", "r0 = load(x, LOAD); store(x, 1, STORE)", "0:r0 x", "01"),
          // Read 2, and the store of 1 is mo-before it.
          never_weak("CoWR", "store(x, 1, STORE); r0 = load(x, LOAD) || store(x, 2, STORE)", "0:r0 x",
                     "11 12 22")};
}

Shape updates(const std::string& name, const std::string& program, const std::string& observed,
              const std::string& interleaved) {
  Shape shape{name, observed, interleaved, {}};
  for (const std::string order : {"relaxed", "acquire", "release", "acq_rel", "seq_cst"})
    shape.variants.push_back({order, with_all(program, "ORDER", order), ""});
  return shape;
}

// Nothing is mo-between what an update reads and what it writes.
std::vector<Shape> atomicity() {
  return {
      updates("two_fetch_adds", "r0 = fetch_add(x, 1, ORDER) || r0 = fetch_add(x, 1, ORDER)", "0:r0 1:r0 x",
              "012 102"),
      updates("two_exchanges", "r0 = exchange(x, 1, ORDER) || r0 = exchange(x, 2, ORDER)", "0:r0 1:r0 x",
              "012 201"),
      updates(
          "two_compare_exchanges",
          "r0 = compare_exchange(x, 0, 1, ORDER, relaxed) || r0 = compare_exchange(x, 0, 2, ORDER, relaxed)",
          "0:r0 1:r0 x", "011 202"),
      updates("fetch_add_and_store", "r0 = fetch_add(x, 1, ORDER) || store(x, 5, relaxed)", "0:r0 x",
              "05 56")};
}

}  // namespace

std::vector<Shape> shapes_of_coherence() {
  std::vector<Shape> all = {reads_of_one_writer(), reads_of_two_writers()};
  for (const auto& some : {with_a_write(), atomicity()}) all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace litmus
