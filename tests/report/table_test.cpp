#include "report/table.h"

#include <gtest/gtest.h>

namespace weft {
namespace {

TEST(Table, ColumnsAreAsWideAsTheirWidestCell) {
  Table table;
  table.add({{"a"}, {"long"}, {"x"}});
  table.add({{"ccc"}, {""}, {"y"}});
  EXPECT_EQ(table.render(" ", false), " a    long  x\n ccc        y\n");
}

TEST(Table, CountsCharactersNotBytes) {
  Table table;
  table.add({{"ä"}, {"x"}});
  table.add({{"b"}, {"y"}});
  EXPECT_EQ(table.render("", false), "ä  x\nb  y\n");
}

TEST(Table, ColoursTakeNoRoom) {
  Table table;
  table.add({{"a", Ink::bad}, {"x"}});
  EXPECT_EQ(table.render("", true), "\x1b[1;31ma\x1b[0m  x\n");
}

TEST(Shorten, CutsBetweenCharacters) {
  EXPECT_EQ(shorten("abcdef", 6), "abcdef");
  EXPECT_EQ(shorten("abcdefg", 6), "abc...");
  EXPECT_EQ(shorten("äöüäöüä", 6), "äöü...");
}

}  // namespace
}  // namespace weft
