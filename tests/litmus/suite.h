// The programs that memory models are discussed with, and the outcomes that each may have, derived by hand.
//
// A shape is one program up to the orders of its accesses and its fences; a variant is it with all of them
// said. What interleavings lead to is the same for all variants of a shape. What a variant may do beyond that
// is what RC11 allows and sequential consistency forbids. Comments beside them say why, in these words:
//     po, rf, mo   order of the program; a read reads from a write; order in which a location was written
//     rb           a read reads before a write that is mo-later than the one it reads from
//     sw, hb       synchronizes with; happens before: po and sw, in any number
// RC11 forbids a cycle of hb with mo, rf, rb at one location (coherence), a cycle of po and rf, and one that
// psc makes of seq_cst accesses and fences: from one to the next by a single po, mo, rb, or hb between other
// locations, where hb may precede or follow at a fence. Source: Lahav, Vafeiadis, Kang, Hur, Dreyer,
// "Repairing Sequential Consistency in C/C++11", PLDI 2017. Names: Alglave, Maranget and Tautschnig, "Herding
// Cats", TOPLAS 2014.
#pragma once

#include <string>
#include <vector>

#include "check/oracle/variants.h"

namespace litmus {

struct Variant {
  std::string name;
  std::string program;  // as tests/check/oracle/program.h writes them
  std::string weak;     // outcomes that RC11 adds, as `interleaved`
};

struct Shape {
  std::string name;
  std::string observed;     // registers and locations, such as "0:r0 1:r0 x"
  std::string interleaved;  // outcomes, each of a digit for each of those: "01 10 11"
  std::vector<Variant> variants;
};

std::vector<Shape> shapes_of_two_threads();        // two_threads.cpp
std::vector<Shape> shapes_of_message_passing();    // message_passing.cpp
std::vector<Shape> shapes_of_more_threads();       // more_threads.cpp
std::vector<Shape> shapes_of_coherence();          // coherence.cpp
std::vector<Shape> shapes_of_release_sequences();  // release_sequences.cpp
std::vector<Shape> all_shapes();

// A program in which x is no atomic.
struct PlainData {
  std::string name;
  std::string program;  // the orders of accesses to x mean nothing
  bool races;           // two accesses to x, one of them a write, and neither happens before the other
};
std::vector<PlainData> programs_with_plain_data();  // plain_data.cpp

using weft::oracle::fenced;
using weft::oracle::relaxed;
using weft::oracle::release_acquire;
using weft::oracle::seq_cst;
using weft::oracle::with_all;
using weft::oracle::with_orders;

}  // namespace litmus
